"""What the executed chapters leave behind beside their text: quantities and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from nbformat import NotebookNode

from helpers.pipeline.cells import RECORDS
from helpers.pipeline.execute import Executed
from helpers.pipeline.options import cell_options
from helpers.record import RECORD_MIME

Record = dict[str, Any]


def cell_records(cell: NotebookNode) -> list[Record]:
    """Return the records of a cell: of its inline expressions, or of its outputs."""
    inline = cell.metadata.get(RECORDS, [])
    bundles = [output.get("data", {}) for output in cell.get("outputs", [])]
    return [*inline, *(bundle[RECORD_MIME] for bundle in bundles if RECORD_MIME in bundle)]


def quantities(chapters: Iterable[Executed]) -> list[Record]:
    """Return every quantity that the chapters state, once, with the places where it stands.

    A place is ``{"chapter": path, "cell": id, "label": label or None}``.
    """
    found: dict[str, Record] = {}
    for place, record in _placed(chapters):
        for quantity in record.get("quantities", []):
            entry = found.setdefault(quantity["id"], {**quantity, "places": []})
            if place not in entry["places"]:
                entry["places"].append(place)
    return sorted(found.values(), key=lambda quantity: str(quantity["id"]))


def _placed(chapters: Iterable[Executed]) -> Iterator[tuple[Record, Record]]:
    for chapter in chapters:
        for cell in chapter.notebook.cells:
            label = cell_options(cell).get("label")
            place = {"chapter": chapter.chapter, "cell": cell.id, "label": label}
            for record in cell_records(cell):
                yield place, record
