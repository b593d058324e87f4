"""pandoc, told by a plan what to write; ``lua/book.lua`` follows it."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from helpers.pipeline.markdown import READER
from helpers.pipeline.pandoc_program import pandoc
from helpers.render.notebook import Page, has_long_words
from helpers.render.process import run
from helpers.render.programs import version
from helpers.render.settings import Chapter, Settings

TIMEOUT = 120.0
_SCRIPT = Path(__file__).parent / "lua" / "book.lua"
_MESSAGE = 3


def run_pandoc(plan: dict[str, Any]) -> None:
    """Write what a plan says.

    Raises
    ------
    BookError
        The book uses something that the renderer does not know, or pandoc fails.
    """
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "plan.json"
        file.write_text(json.dumps(plan), "utf-8")
        command: list[str | Path] = [pandoc(), "lua", _SCRIPT, file]
        run(command, "pandoc", timeout=TIMEOUT, message_code=_MESSAGE)


def planned(book: Settings, pages: list[Page], form: str, output: Path) -> dict[str, Any]:
    """Return the plan for the pages (`form` ``html``) or for the PDF's text (``typst``)."""
    chapters = zip(book.chapters, pages, strict=True)
    return {
        "format": form,
        "reader": READER,
        "output": str(output),
        "folder": str(book.folder),
        "filters": [str(path) for path in book.filters],
        "template": (book.look / "page.html").read_text("utf-8"),
        "title": book.title,
        "authors": book.authors,
        "date": book.date,
        "version": book.version,
        "lang": book.language,
        "pdf": book.pdf,
        "renderer": version(),
        "bibliography": [str(path) for path in book.bibliography],
        "csl": str(book.csl),
        "chapters": [_chapter(book, chapter, page) for chapter, page in chapters],
    }


def _chapter(book: Settings, chapter: Chapter, page: Page) -> dict[str, Any]:
    return {
        "source": str(chapter.source),
        "page": chapter.page,
        "root": _root(chapter),
        "appendix": chapter.appendix,
        "files": f"{chapter.source.stem}_files",
        "text": page.text,
        "has_long_words": has_long_words(page),
        "notebook": chapter.source.name,
        "cells": {
            number: {**cell, "sheet": _sheet(book, chapter, cell["label"])}
            for number, cell in page.cells.items()
        },
    }


def _root(chapter: Chapter) -> str:
    """Return the way from a page to the folder of the book."""
    return "../" * (len(chapter.source.parts) - 1)


def _sheet(book: Settings, chapter: Chapter, label: str) -> str:
    """Return the link from a page to the rows behind a figure or table; empty if there are none."""
    sheet = f"data/{label}.csv"
    return _root(chapter) + sheet if label and (book.folder / sheet).is_file() else ""
