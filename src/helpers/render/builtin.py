"""The built-in renderer: pandoc makes the pages, Typst the PDF; both are plain wheels."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

import pypandoc

from helpers.errors import BookError
from helpers.pipeline.markdown import READER
from helpers.render.notebook import Page, has_long_words, read_notebook
from helpers.render.pdf import compile_pdf
from helpers.render.process import run, stop_all
from helpers.render.settings import Chapter, Settings, read_settings

FORMATS = frozenset({"html", "pdf"})
TIMEOUT = 120.0
_SCRIPT = Path(__file__).parent / "lua" / "book.lua"
_MESSAGE = 3


def version() -> str:
    """Return for instance ``built-in renderer (pandoc 3.9, typst 0.15.0)``."""
    pandoc = pypandoc.get_pandoc_version()
    return f"built-in renderer (pandoc {pandoc}, typst {installed('typst')})"


def render(staged: Path, output: Path, formats: frozenset[str] = FORMATS) -> list[Path]:
    """Render a staged book.

    Parameters
    ----------
    staged : Path
        A project with ``_quarto.yml``, executed notebooks, bibliography and ``assets``.
    output : Path
        An empty folder; what stands there after an error is not a book.
    formats : frozenset of str
        Any of ``html`` and ``pdf``.

    Returns
    -------
    list of Path
        The files written, sorted.

    Raises
    ------
    BookError
        The book uses something that the renderer does not know, a reference or citation leads
        nowhere, or pandoc or Typst fails.
    """
    unknown = formats - FORMATS
    if unknown:
        raise BookError(f"unknown format {', '.join(sorted(unknown))} (known: html, pdf)")
    book = read_settings(staged)
    pages = [
        read_notebook(staged / c.source, str(c.source), book.metadata, book.echo)
        for c in book.chapters
    ]
    if "pdf" not in formats:
        book = replace(book, pdf="")
    makers: dict[str, Callable[[Settings, list[Page], Path], None]] = {"html": _html, "pdf": _pdf}
    with ThreadPoolExecutor(len(makers)) as pool:
        jobs = [pool.submit(makers[name], book, pages, output) for name in sorted(formats)]
        try:
            for job in jobs:
                job.result()
        except BaseException:
            stop_all()
            raise
    return sorted(path for path in output.rglob("*") if path.is_file())


def _html(book: Settings, pages: list[Page], output: Path) -> None:
    for chapter, page in zip(book.chapters, pages, strict=True):
        target = output / chapter.page
        _write(target.with_suffix(".ipynb"), (book.folder / chapter.source).read_bytes())
        for name, data in page.files.items():
            _write(target.with_name(f"{target.stem}_files") / name, data)
    shutil.copytree(book.look, output / "assets", ignore=_not_for_readers)
    _pandoc(book, pages, "html", output)


def _pdf(book: Settings, pages: list[Page], output: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        for chapter, page in zip(book.chapters, pages, strict=True):
            for file, data in page.files.items():
                _write(work / f"{chapter.source.stem}_files" / file, data)
        _pandoc(book, pages, "typst", work / "body.typ")
        compile_pdf(book, work, version(), output / book.pdf)


def _pandoc(book: Settings, pages: list[Page], form: str, output: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        plan = Path(name) / "plan.json"
        plan.write_text(json.dumps(_plan(book, pages, form, output)), "utf-8")
        command = [pypandoc.get_pandoc_path(), "lua", _SCRIPT, plan]
        run(command, "pandoc", timeout=TIMEOUT, message_code=_MESSAGE)


def _plan(book: Settings, pages: list[Page], form: str, output: Path) -> dict[str, Any]:
    chapters = [
        {
            "source": str(chapter.source),
            "page": chapter.page,
            "root": "../" * (len(chapter.source.parts) - 1),
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
        for chapter, page in zip(book.chapters, pages, strict=True)
    ]
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
        "chapters": chapters,
    }


def _sheet(book: Settings, chapter: Chapter, label: str) -> str:
    """Return the link from a page to the rows behind a figure or table; empty if there are none."""
    sheet = f"data/{label}.csv"
    root = "../" * (len(chapter.source.parts) - 1)
    return root + sheet if label and (book.folder / sheet).is_file() else ""


def _not_for_readers(_: str, names: list[str]) -> set[str]:
    wanted = {"", ".css", ".js", ".svg", ".txt", ".woff2"}
    return {name for name in names if Path(name).suffix not in wanted}


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
