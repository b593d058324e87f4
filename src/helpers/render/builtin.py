"""The built-in renderer: pandoc makes the pages, Typst the PDF; both are plain wheels."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

from helpers.errors import BookError
from helpers.render.located import located
from helpers.render.notebook import Page, read_chapters
from helpers.render.pages import write_beside
from helpers.render.pandoc import write_chapters
from helpers.render.pdf import Typesetter, typesetter, workshop, write_pdf
from helpers.render.process import stop_all
from helpers.render.remembered import code
from helpers.render.settings import Settings, read_settings

FORMATS = frozenset({"html", "pdf"})


@contextlib.contextmanager
def prepared(
    formats: frozenset[str] = FORMATS, memory: Path | None = None
) -> Iterator[Callable[[Path, Path], list[Path]]]:
    """Give `render` for these formats; what it can do without knowing the book begins at once.

    It takes the book for much like the last one that is in `memory`.

    Raises
    ------
    BookError
        A format is unknown.
    """
    if unknown := formats - FORMATS:
        raise BookError(f"unknown format {', '.join(sorted(unknown))} (known: html, pdf)")
    with contextlib.ExitStack() as stack:
        folder = memory or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        typst = stack.enter_context(typesetter(folder)) if "pdf" in formats else None
        code()  # which is kept; there is time for it now
        yield partial(_render, formats=formats, memory=folder, typst=typst)


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
        A folder in which pages and the text of the PDF are kept, so that next time only what is new
        is rendered.

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
    with prepared(formats, memory) as render_:
        return render_(staged, output)


def _render(
    staged: Path, output: Path, *, formats: frozenset[str], memory: Path, typst: Typesetter | None
) -> list[Path]:
    book = read_settings(staged) if typst else replace(read_settings(staged), pdf="")
    pages, outputs = read_chapters(book), dict[str, Path]()
    with contextlib.ExitStack() as stack:
        if "html" in formats:
            write_beside(book, pages, output)
            outputs["html"] = output
        if typst:
            outputs["typst"] = stack.enter_context(workshop(book, pages, memory))
        try:
            _write(book, pages, outputs, output, memory, typst)
        except BookError as error:
            raise located(error, staged) from None
    return sorted(path for path in output.rglob("*") if path.is_file())


def _write(
    book: Settings,
    pages: list[Page],
    outputs: Mapping[str, Path],
    output: Path,
    memory: Path,
    typst: Typesetter | None,
) -> None:
    """Write pages and text; Typst sets the text while the pages are still written."""
    jobs = list[Future[None]]()

    def tell(form: str, texts: list[str]) -> None:
        if form == "typst" and typst:
            jobs.append(pool.submit(write_pdf, book, texts, outputs[form], output, typst))

    with ThreadPoolExecutor(1) as pool:
        try:
            write_chapters(book, pages, outputs, memory, tell)
            for job in jobs:
                job.result()
        except BaseException:
            stop_all()
            raise
