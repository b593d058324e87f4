"""The PDF: ``assets/book.typ`` set over the text that pandoc wrote, compiled by Typst."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from helpers.errors import BookError
from helpers.pipeline.cores import cores
from helpers.pipeline.swap import replacing
from helpers.render.notebook import Page
from helpers.render.pages import write_pictures
from helpers.render.pandoc_plan import REFERENCES
from helpers.render.passages import in_passages
from helpers.render.process import StoppedError, finish, start, stop
from helpers.render.programs import version
from helpers.render.settings import Settings

TIMEOUT = 600.0
_PROGRAM = Path(__file__).with_name("typesetting.py")
_MESSAGE = 3
_JOB = "job.json"
_THREADS = "RAYON_NUM_THREADS"
"""The variable that tells Typst's library for parallel work how many threads there are to be."""

Typesetter = subprocess.Popen[bytes]


@contextlib.contextmanager
def typesetter(memory: Path) -> Iterator[Typesetter]:
    """Start Typst; it waits for a text (`write_pdf`).

    Meanwhile it sets the one that is kept in `memory`: the next will be much like it. For that it
    takes half of the processors, since the chapters' imports go on beside it.
    """
    last = _text(memory) / _JOB
    process = _start(last, threads=max(1, cores() // 2)) if last.is_file() else _start()
    try:
        yield process
    finally:
        with process:
            stop(process)


def _start(*last: Path, threads: int | None = None) -> Typesetter:
    surroundings = {**({_THREADS: str(threads)} if threads else {}), **os.environ}
    return start([sys.executable, "-P", _PROGRAM, *last], "Typst", env=surroundings)


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


@contextlib.contextmanager
def workshop(book: Settings, pages: list[Page], memory: Path) -> Iterator[Path]:
    """Give a folder with the pictures of a book, in which its PDF is made.

    It is kept in `memory` for the next time if that can be.
    """
    done = False
    try:
        with replacing(_text(memory)) as work:
            for chapter, page in zip(book.chapters, pages, strict=True):
                write_pictures(page, work / f"{chapter.source.stem}_files")
            yield work
            done = True
    except OSError:  # two builds at once may each keep theirs
        if not done:
            raise


def write_pdf(
    book: Settings, texts: list[str], work: Path, output: Path, process: Typesetter
) -> None:
    """Write the PDF of a book; the same input gives the same bytes.

    Parameters
    ----------
    book : Settings
    texts : list of str
        Its chapters, as `helpers.render.pandoc.write_chapters` has written them.
    work : Path
        A `workshop`.
    output : Path
        The folder of the book.
    process : Typesetter
        Ends with it.

    Raises
    ------
    BookError
        Typst refuses, for instance because a picture is broken; it crashes or takes too long.
    """
    references = (work / REFERENCES).read_bytes().decode()
    job = _job(book, in_passages([*texts, references]), output / book.pdf)
    (work / _JOB).write_text(json.dumps(job), "utf-8")
    _typeset(work / _JOB, process)


def _text(memory: Path) -> Path:
    return memory / "typeset"


def _job(book: Settings, passages: dict[str, str], output: Path) -> dict[str, Any]:
    """Return what Typst has to know; it reads nothing but this, the pictures and the fonts."""
    return {
        "files": {**passages, "book.typ": (book.look / "book.typ").read_text("utf-8")},
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
