"""The PDF: ``assets/book.typ`` set over the text that pandoc wrote, compiled by Typst."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from helpers.render.process import run
from helpers.render.settings import Settings

TIMEOUT = 600.0
_MAIN = """#import "book.typ": *
#show: book.with(json("book.json"))

"""
_PROGRAM = Path(__file__).with_name("typesetting.py")
_MESSAGE = 3


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
        Typst refuses, for instance because a picture is broken; it crashes or takes too long.
    """
    shutil.copy(book.look / "book.typ", work)
    (work / "main.typ").write_text(_MAIN + (work / "body.typ").read_text("utf-8"), "utf-8")
    job = {
        "work": str(work),
        "fonts": str(book.look / "fonts"),
        "output": str(output),
        "date": book.date,
        "facts": {
            "title": book.title,
            "authors": book.authors,
            "date": book.date,
            "version": book.version,
            "language": book.language,
            "renderer": renderer,
        },
    }
    (work / "job.json").write_text(json.dumps(job), "utf-8")
    command: list[str | Path] = [sys.executable, "-P", _PROGRAM, work / "job.json"]
    run(command, "Typst", timeout=TIMEOUT, message_code=_MESSAGE)
