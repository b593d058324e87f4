"""Exhibits: the figures and tables of a book, and what stands behind each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from helpers.pipeline.execute import Executed
from helpers.pipeline.hashing import digest
from helpers.pipeline.options import cell_options
from helpers.pipeline.records import cell_records

if TYPE_CHECKING:
    from nbformat import NotebookNode

Kind = Literal["figure", "table"]

_LABEL = re.compile(r"(fig|tbl)-[A-Za-z0-9-]+")
_KINDS: dict[str, Kind] = {"fig": "figure", "tbl": "table"}
_PICTURES = "image/svg+xml", "image/png"


@dataclass(frozen=True)
class Exhibit:
    """A figure or a table.

    Parameters
    ----------
    label : str
        As Quarto names it, ``fig-lesion-map``; a further one in the same cell adds ``-2``.
    kind : {"figure", "table"}
    chapter : str
        Path of the notebook.
    caption : str
    columns : tuple of str
    rows : tuple of tuple
        Of a figure the rows behind it, of a table its printed cells; JSON-ready values.
    alt : str
        The computed alternative text of a figure.
    picture : str
        SHA-256 of the picture; empty for a table.
    """

    label: str
    kind: Kind
    chapter: str
    caption: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()
    alt: str = ""
    picture: str = ""

    def as_record(self) -> dict[str, Any]:
        """Return the exhibit as JSON-ready values."""
        return dict(vars(self))


def exhibits(chapters: Iterable[Executed]) -> list[Exhibit]:
    """Return the labelled figures and tables of the executed chapters, in reading order."""
    return [
        exhibit
        for chapter in chapters
        for cell in chapter.notebook.cells
        for exhibit in _exhibits(chapter.chapter, cell)
    ]


def from_record(record: dict[str, Any]) -> Exhibit:
    """Return the exhibit that `Exhibit.as_record` gave; TypeError or KeyError if it did not."""
    rows = tuple(tuple(row) for row in record["rows"])
    return Exhibit(**{**record, "columns": tuple(record["columns"]), "rows": rows})


def _exhibits(chapter: str, cell: NotebookNode) -> Iterator[Exhibit]:
    options = cell_options(cell)
    label = str(options.get("label", ""))
    if not _LABEL.fullmatch(label):
        return
    prefix = label.partition("-")[0]
    records = [record for record in cell_records(cell) if "data" in record or "table" in record]
    for place, record in enumerate(records, start=1):
        sheet = record["data"] if "data" in record else record["table"]
        yield Exhibit(
            label=label if place == 1 else f"{label}-{place}",
            kind=_KINDS[prefix],
            chapter=chapter,
            caption=str(options.get(f"{prefix}-cap", "")),
            columns=tuple(sheet["columns"]),
            rows=tuple(tuple(row) for row in sheet["rows"]),
            alt=record.get("alt", ""),
            picture=_picture(cell, place) if prefix == "fig" else "",
        )


def _picture(cell: NotebookNode, place: int) -> str:
    bundles = [output.get("data", {}) for output in cell.get("outputs", [])]
    pictures = [bundle[mime] for bundle in bundles for mime in _PICTURES if mime in bundle]
    return digest(str(pictures[place - 1]).encode()) if len(pictures) >= place else ""
