"""The text of a file as it was written, or why it is none."""

from __future__ import annotations

import codecs
from pathlib import Path

from helpers.data.findings import UNPRINTABLE, Finding
from helpers.errors import not_utf8

MAX_BYTES = 128 * 2**20

_OTHERWISE = {
    "is a workbook of Excel or LibreOffice, not CSV; open it and": (
        b"PK\x03\x04",  # a zip archive
        b"\xd0\xcf\x11\xe0",  # the older form
    ),
    "is UTF-16, which Excel calls Unicode Text;": (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE),
}
"""What else spreadsheets save than CSV in UTF-8 → how such a file may begin."""


class UnreadableError(Exception):
    """The rows of a file cannot be told apart; carries the findings that say why."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__()
        self.findings = findings


def fault(path: Path, line: int | None, message: str, column: str | None = None) -> Finding:
    """Return an error at a line of a file, counted from 1."""
    return Finding(path, line, column, "error", message)


def read_text(path: Path) -> str:
    """Return the text of a file, without its byte-order mark.

    Raises
    ------
    UnreadableError
        Where it is not there, too large, a workbook, not UTF-8 or holds control characters.
    """
    if not path.is_file():
        found = "is not a file" if path.exists() else "is not there"
        raise UnreadableError(fault(path, None, found))
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            limit = f"{MAX_BYTES >> 20} MB are allowed"
            raise UnreadableError(fault(path, None, f"is too large: {size >> 20} MB, {limit}"))
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableError(fault(path, None, f"cannot be read: {error.strerror}")) from error
    for found, beginnings in _OTHERWISE.items():
        if content.startswith(beginnings):
            said = f"{found} save it as CSV UTF-8, separated by commas"
            raise UnreadableError(fault(path, None, said))
    return _printable(path, _decoded(path, content))


def _decoded(path: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, found = not_utf8(error)
        raise UnreadableError(fault(path, line, f"{found}; save the file as CSV UTF-8")) from error


def _printable(path: Path, text: str) -> str:
    findings = []
    for match in UNPRINTABLE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        found = f"holds a control character (U+{ord(match[0]):04X}); remove it"
        findings.append(fault(path, line, found))
        if len(findings) == 20:  # a binary file has them by the million
            break
    if findings:
        raise UnreadableError(*dict.fromkeys(findings))
    return text
