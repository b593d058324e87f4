"""The PDF: ``assets/book.typ`` set over the text that pandoc wrote, compiled by Typst."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import typst

from helpers.errors import BookError
from helpers.render.project import Project

_MAIN = """#import "book.typ": *
#show: book.with(json("book.json"))

"""


def compile_pdf(project: Project, work: Path, renderer: str, output: Path) -> None:
    """Compile ``work/body.typ`` to a PDF that meets PDF/UA-1.

    Parameters
    ----------
    project : Project
    work : Path
        Holds ``body.typ`` and the pictures it names; Typst reads nothing outside it.
    renderer : str
        Name and version, printed on the title page.
    output : Path
        The PDF; the same input gives the same bytes.

    Raises
    ------
    BookError
        Typst refuses, for instance because a figure has no alternative text.
    """
    shutil.copy(project.folder / "assets" / "book.typ", work)
    (work / "main.typ").write_text(_MAIN + (work / "body.typ").read_text("utf-8"), "utf-8")
    facts = {
        "title": project.title,
        "authors": project.authors,
        "date": project.date,
        "version": project.version,
        "language": project.language,
        "renderer": renderer,
    }
    (work / "book.json").write_text(json.dumps(facts, ensure_ascii=False), "utf-8")
    try:
        data = typst.compile(
            work / "main.typ",
            root=work,
            ignore_system_fonts=True,
            font_paths=[project.folder / "assets" / "fonts"],
            pdf_standards=["ua-1"],
            timestamp=_timestamp(project.date),
        )
    except typst.TypstError as error:
        raise BookError(f"Typst could not make the PDF: {error.diagnostic}") from None
    output.write_bytes(data)


def _timestamp(date: str) -> datetime:
    try:
        return datetime.fromisoformat(date).replace(tzinfo=UTC)
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)
