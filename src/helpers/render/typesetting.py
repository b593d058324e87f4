"""Typst, in a process of its own: its failure, even a crash, is an answer to the one that asked.

Run as a program, ``python typesetting.py [LAST]``, it imports nothing else of this package. It sets
what was set the last time, the job ``LAST``, and forgets it; then it reads the name of a job from
standard input and does it. Typst keeps what it has found out about each passage, so that of a book
that has hardly changed little is left to do. Exit code 3 says that standard error is a message for
the author.

A job is a JSON file beside the folders of pictures. It holds the ``files`` of the text by name,
``main.typ`` among them, and the ``facts`` that they read as ``book.json``, and names ``fonts``,
``output`` and ``date`` (may be empty). Hundreds of small files on a disk would take long while
others keep the processors busy.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

MESSAGE = 3
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
_NO_FONT = "unknown font family: "
_NEVER = r"\x{10ffff}"


class FontError(Exception):
    """A font that the book asks for is not there."""


def typeset(work: Path, job: dict[str, Any]) -> bytes:
    """Compile; characters that no font has are found by Typst's refusal and printed as codes."""
    missing: set[str] = set()
    while True:
        try:
            return _compile(work, job, missing)
        except typst.TypstError as error:
            found = {c for text in _NO_GLYPH.findall(error.diagnostic) for c in _unescape(text)}
            if not found - missing:
                raise
            missing |= found


def files(job: dict[str, Any], missing: Iterable[str] = ()) -> dict[str, bytes]:
    """Return the files of the text, by name; what is `missing` are characters without a font."""
    codes = "".join(f"\\x{{{ord(c):x}}}" for c in sorted(missing)) or _NEVER
    facts = json.dumps({**job["facts"], "missing": codes}, ensure_ascii=False)
    return {name: text.encode() for name, text in {**job["files"], "book.json": facts}.items()}


def _compile(work: Path, job: dict[str, Any], missing: set[str]) -> bytes:
    pdf, warnings = typst.compile_with_warnings(
        files(job, missing),
        root=work,
        ignore_system_fonts=True,
        font_paths=[job["fonts"]],
        pdf_standards=["ua-1"],
        timestamp=_timestamp(job["date"]),
    )
    for warning in warnings:
        if warning.message.startswith(_NO_FONT):
            raise FontError(warning.message.removeprefix(_NO_FONT))
    return bytes(pdf)


def _unescape(text: str) -> str:
    return re.sub(r"\\u\{(\w+)\}", lambda match: chr(int(match[1], 16)), text)


def _timestamp(date: str) -> datetime:
    try:
        return datetime.fromisoformat(date).replace(tzinfo=UTC)
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)


def _read(file: Path) -> dict[str, Any]:
    return dict(json.loads(file.read_text("utf-8")))


def rehearse(file: Path) -> None:
    """Set what was set the last time; whatever goes wrong concerns nobody now."""
    with contextlib.suppress(BaseException):  # a crash of Typst is no Exception
        typeset(file.parent, _read(file))


def perform(file: Path, answer: int) -> None:
    """Write the PDF, or say on the file descriptor `answer` why there is none."""
    job: dict[str, Any] = {}
    try:
        job |= _read(file)
        Path(job["output"]).write_bytes(typeset(file.parent, job))
    except typst.TypstError as error:
        why = f"Typst could not make the PDF: {error.diagnostic}"
    except FontError as error:
        why = f"{job['fonts']} lacks a font that the PDF needs: {error}"
    except OSError as error:
        why = f"the PDF could not be written: {error.strerror}"
    except BaseException as error:
        why = f"Typst crashed over the text of the book ({error}); --to html makes it without PDF"
    else:
        return
    os.write(answer, why.encode())
    sys.exit(MESSAGE)


def main() -> None:
    """Rehearse, wait for the job, do it."""
    answer = os.dup(2)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # where Typst prints its stack when it crashes
    for last in sys.argv[1:]:
        rehearse(Path(last))
    if asked := sys.stdin.buffer.read():
        perform(Path(os.fsdecode(asked)), answer)


if __name__ == "__main__":
    main()
