"""What pandoc is told of a book, as JSON for ``lua/book.lua``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from helpers.pipeline.markdown import READER
from helpers.render.notebook import Page, has_long_words
from helpers.render.programs import version
from helpers.render.settings import Chapter, Settings

REFERENCES = "_references.typ"
"""The file that pandoc writes beside the chapters of a PDF; none of them begins with ``_``."""

_MINDS_REPEATS = re.compile(rb"position|subsequent|first-reference")
"""By one of these a style asks what was cited before, and then may say it otherwise."""

Plan = dict[str, Any]


def plan_of(book: Settings, pages: list[Page], outputs: Mapping[str, Path]) -> Plan:
    """Return the plan in which no chapter is known from before; forms come in the order of work."""
    chapters = zip(book.chapters, pages, strict=True)
    return {
        "forms": sorted(outputs, reverse=True),
        "reader": READER,
        "output": {form: str(output) for form, output in outputs.items()},
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
        "repeats_differ": bool(_MINDS_REPEATS.search(book.csl.read_bytes())),
        "chapters": [_chapter(book, chapter, page) for chapter, page in chapters],
        "references": REFERENCES,
    }


def _chapter(book: Settings, chapter: Chapter, page: Page) -> dict[str, Any]:
    return {
        "source": str(chapter.source),
        "page": chapter.page,
        "file": {"html": chapter.page, "typst": chapter.source.with_suffix(".typ").as_posix()},
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
