"""The PDF: ``assets/book.typ`` set over the text that pandoc wrote, compiled by Typst."""

from __future__ import annotations

import json
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from helpers.errors import BookError
from helpers.render.settings import Settings

_MAIN = """#import "book.typ": *
#show: book.with(json("book.json"))

"""

_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
_NEVER = r"\x{10ffff}"


def compile_pdf(book: Settings, work: Path, renderer: str, output: Path) -> None:
    """Compile ``work/body.typ`` to a PDF that meets PDF/UA-1.

    Parameters
    ----------
    book : Settings
    work : Path
        Holds ``body.typ`` and the pictures it names; Typst reads nothing outside it.
    renderer : str
        Name and version, printed on the title page.
    output : Path
        The PDF; the same input gives the same bytes.

    Raises
    ------
    BookError
        Typst refuses, for instance because a picture is broken.
    """
    shutil.copy(book.look / "book.typ", work)
    (work / "main.typ").write_text(_MAIN + (work / "body.typ").read_text("utf-8"), "utf-8")
    facts = {
        "title": book.title,
        "authors": book.authors,
        "date": book.date,
        "version": book.version,
        "language": book.language,
        "renderer": renderer,
    }
    output.write_bytes(_compile(book, work, facts))


def _compile(book: Settings, work: Path, facts: dict[str, Any]) -> bytes:
    """Compile; characters that no font has are found by Typst's refusal and printed as codes."""
    missing: set[str] = set()
    while True:
        facts["missing"] = "".join(f"\\x{{{ord(c):x}}}" for c in sorted(missing)) or _NEVER
        (work / "book.json").write_text(json.dumps(facts, ensure_ascii=False), "utf-8")
        try:
            return typst.compile(
                work / "main.typ",
                root=work,
                ignore_system_fonts=True,
                font_paths=[book.look / "fonts"],
                pdf_standards=["ua-1"],
                timestamp=_timestamp(book.date),
            )
        except typst.TypstError as error:
            found = {c for text in _NO_GLYPH.findall(error.diagnostic) for c in _unescape(text)}
            if not found - missing:
                raise BookError(f"Typst could not make the PDF: {error.diagnostic}") from None
            missing |= found


def _unescape(text: str) -> str:
    return re.sub(r"\\u\{(\w+)\}", lambda match: chr(int(match[1], 16)), text)


def _timestamp(date: str) -> datetime:
    try:
        return datetime.fromisoformat(date).replace(tzinfo=UTC)
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)
