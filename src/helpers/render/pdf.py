"""The PDF: ``assets/book.typ`` set over the text that pandoc wrote, compiled by Typst."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from helpers.errors import BookError
from helpers.pipeline.swap import replacing
from helpers.render.notebook import Page
from helpers.render.pages import write
from helpers.render.pandoc import REFERENCES, write_chapters
from helpers.render.passages import write_passages
from helpers.render.process import StoppedError, finish, start, stop
from helpers.render.programs import version
from helpers.render.settings import Settings

TIMEOUT = 600.0
_PROGRAM = Path(__file__).with_name("typesetting.py")
_MESSAGE = 3
_JOB = "job.json"

Typesetter = subprocess.Popen[bytes]


@contextlib.contextmanager
def typesetter(memory: Path, alike: bool) -> Iterator[Typesetter]:
    """Start Typst; it waits for a text (`write_pdf`).

    If that will be much `alike` the one kept in `memory`, Typst sets the old one meanwhile. Where
    all is new, that would only take its time from the chapters.
    """
    process = _start(*[_text(memory) / _JOB] * alike)
    try:
        yield process
    finally:
        with process:
            stop(process)


def _start(*last: Path) -> Typesetter:
    return start([sys.executable, "-P", _PROGRAM, *last], "Typst")


def _typeset(job: Path, process: Typesetter) -> None:
    """Let Typst do a job; what it did before is never the reason that there is no PDF."""
    ending = partial(finish, timeout=TIMEOUT, message_code=_MESSAGE, told=os.fsencode(job))
    try:
        ending(process, "Typst")
    except StoppedError:
        raise
    except BookError:
        if process.returncode == _MESSAGE:
            raise
        ending(_start(), "Typst")


def write_pdf(
    book: Settings, pages: list[Page], output: Path, memory: Path, process: Typesetter
) -> None:
    """Write the PDF of a book; the same input gives the same bytes.

    Parameters
    ----------
    book : Settings
    pages : list of Page
        Its chapters.
    output : Path
        The folder of the book.
    memory : Path
        Folder in which the text is kept for the next time.
    process : Typesetter
        Ends with it.

    Raises
    ------
    BookError
        Typst refuses, for instance because a picture is broken; it crashes or takes too long.
    """
    with _workshop(memory) as work:
        write_text(book, pages, work, memory)
        _prepare(book, work, output / book.pdf)
        _typeset(work / _JOB, process)


def write_text(book: Settings, pages: list[Page], work: Path, memory: Path) -> None:
    """Write into the folder `work` the text of the PDF and its pictures; errors as `write_pdf`."""
    for chapter, page in zip(book.chapters, pages, strict=True):
        for file, data in page.files.items():
            write(work / f"{chapter.source.stem}_files" / file, data)
    texts = write_chapters(book, pages, "typst", work, memory)
    write_passages([*texts, (work / REFERENCES).read_bytes().decode()], work)


@contextlib.contextmanager
def _workshop(memory: Path) -> Iterator[Path]:
    """Give an empty folder, which is kept in `memory` for the next time if that can be."""
    done = False
    try:
        with replacing(_text(memory)) as work:
            yield work
            done = True
    except OSError:  # two builds at once may each keep theirs
        if not done:
            raise


def _text(memory: Path) -> Path:
    return memory / "typeset"


def _prepare(book: Settings, work: Path, output: Path) -> None:
    """Put beside the text all that Typst has to know; it reads nothing outside `work`."""
    shutil.copy(book.look / "book.typ", work)
    job = {
        "fonts": str(book.look / "fonts"),
        "output": str(output),
        "date": book.date,
        "facts": {
            "title": book.title,
            "authors": book.authors,
            "date": book.date,
            "version": book.version,
            "language": book.language,
            "renderer": version(),
        },
    }
    (work / _JOB).write_text(json.dumps(job), "utf-8")
