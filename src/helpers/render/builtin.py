"""The built-in renderer: pandoc makes the pages, Typst the PDF; both are plain wheels."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from helpers.errors import BookError
from helpers.render.notebook import Page, read_notebook
from helpers.render.pages import write, write_pages
from helpers.render.pandoc import planned, run_pandoc
from helpers.render.pdf import compile_pdf
from helpers.render.process import stop_all
from helpers.render.programs import version
from helpers.render.settings import Settings, read_settings

FORMATS = frozenset({"html", "pdf"})


def render(
    staged: Path,
    output: Path,
    formats: frozenset[str] = FORMATS,
    memory: Path | None = None,
) -> list[Path]:
    """Render a staged book.

    Parameters
    ----------
    staged : Path
        A project with ``_quarto.yml``, executed notebooks, bibliography and ``assets``.
    output : Path
        An empty folder; what stands there after an error is not a book.
    formats : frozenset of str
        Any of ``html`` and ``pdf``.
    memory : Path, optional
        A folder in which pages are remembered, so that next time only new ones are rendered.

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
    makers: dict[str, Callable[[], None]] = {
        "html": lambda: write_pages(book, pages, output, memory),
        "pdf": lambda: _pdf(book, pages, output),
    }
    with ThreadPoolExecutor(len(makers)) as pool:
        jobs = [pool.submit(makers[name]) for name in sorted(formats)]
        try:
            for job in jobs:
                job.result()
        except BaseException:
            stop_all()
            raise
    return sorted(path for path in output.rglob("*") if path.is_file())


def _pdf(book: Settings, pages: list[Page], output: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        for chapter, page in zip(book.chapters, pages, strict=True):
            for file, data in page.files.items():
                write(work / f"{chapter.source.stem}_files" / file, data)
        run_pandoc(planned(book, pages, "typst", work / "body.typ"))
        compile_pdf(book, work, version(), output / book.pdf)
