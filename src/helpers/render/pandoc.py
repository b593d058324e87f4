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
from helpers.render.remembered import Remembered, context, keep, keys, recall
from helpers.render.settings import Chapter, Settings

TIMEOUT = 120.0
_SCRIPT = Path(__file__).parent / "lua" / "book.lua"
REFERENCES = "_references.typ"
"""The file that pandoc writes beside the chapters of a PDF; none of them begins with ``_``."""

_MESSAGE = 3


def write_chapters(
    book: Settings, pages: list[Page], form: str, output: Path, memory: Path
) -> list[str]:
    """Write the text of each chapter into a folder, and keep it for the next time.

    Parameters
    ----------
    book : Settings
    pages : list of Page
        Its chapters.
    form : str
        ``html`` for its pages, ``typst`` for the text of the PDF.
    output : Path
    memory : Path
        Folder of what was kept: a chapter that is as it was then is not read again.

    Returns
    -------
    list of str
        The texts. Those of Typst are passages, each behind a NUL.

    Raises
    ------
    BookError
        The book uses something that the renderer does not know, or pandoc fails.
    """
    plan = _plan(book, pages, form, output)
    before, now = recall(memory, form, book.chapters), keys(book)
    for chapter, key, old in zip(plan["chapters"], now, before, strict=bool(before)):
        chapter |= {"same": key == old.key, "facts": old.facts, "entries": old.entries}
    files = [output / chapter["file"] for chapter in plan["chapters"]]
    for folder in {file.parent for file in files}:
        folder.mkdir(parents=True, exist_ok=True)
    found = _run(plan)
    around, texts = context([one["facts"] for one in found]), []
    for place, (file, key) in enumerate(zip(files, now, strict=True)):
        if not file.exists():
            file.write_bytes(before[place].text.encode())
        texts.append(Remembered(key, around, file.read_bytes().decode(), **found[place]))
    keep(memory, form, book.chapters, texts)
    return [one.text for one in texts]


def _run(plan: dict[str, Any]) -> list[dict[str, Any]]:
    """Write what a plan says; return what was found out about each chapter."""
    with tempfile.TemporaryDirectory() as name:
        file, facts = Path(name) / "plan.json", Path(name) / "facts.json"
        file.write_text(json.dumps({**plan, "facts": str(facts)}), "utf-8")
        command: list[str | Path] = [pandoc(), "lua", _SCRIPT, file]
        run(command, "pandoc", timeout=TIMEOUT, message_code=_MESSAGE)
        return list(json.loads(facts.read_text("utf-8")))


def _plan(book: Settings, pages: list[Page], form: str, output: Path) -> dict[str, Any]:
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
        "chapters": [_chapter(book, chapter, page, form) for chapter, page in chapters],
        "references": REFERENCES,
    }


def _chapter(book: Settings, chapter: Chapter, page: Page, form: str) -> dict[str, Any]:
    return {
        "source": str(chapter.source),
        "page": chapter.page,
        "file": _file(chapter, form),
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


def _file(chapter: Chapter, form: str) -> str:
    return chapter.page if form == "html" else chapter.source.with_suffix(".typ").as_posix()


def _root(chapter: Chapter) -> str:
    """Return the way from a page to the folder of the book."""
    return "../" * (len(chapter.source.parts) - 1)


def _sheet(book: Settings, chapter: Chapter, label: str) -> str:
    """Return the link from a page to the rows behind a figure or table; empty if there are none."""
    sheet = f"data/{label}.csv"
    return _root(chapter) + sheet if label and (book.folder / sheet).is_file() else ""
