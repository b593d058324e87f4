"""What the executed chapters leave behind beside their text: quantities and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from helpers.errors import BookError
from helpers.pipeline.execute import Executed
from helpers.pipeline.names import VALUES
from helpers.pipeline.options import cell_options
from helpers.record import RECORD_MIME

if TYPE_CHECKING:
    from nbformat import NotebookNode

Record = dict[str, Any]

_FACTS = ("text", "value", "n", "denominator", "percent", "not_reported")


def cell_records(cell: NotebookNode) -> list[Record]:
    """Return the records of a cell: of its inline expressions, or of its outputs."""
    inline = [v["record"] for v in cell.metadata.get(VALUES, []) if "record" in v]
    bundles = [output.get("data", {}) for output in cell.get("outputs", [])]
    return [*inline, *(bundle[RECORD_MIME] for bundle in bundles if RECORD_MIME in bundle)]


def quantities(chapters: Iterable[Executed]) -> list[Record]:
    """Return every quantity that the chapters state, once, with the places where it stands.

    A place is ``{"chapter": path, "cell": id, "label": label or None}``.

    Raises
    ------
    BookError
        If two places state different numbers under one id: a reader who asks for the patients
        behind one would be shown those of the other.
    """
    found: dict[str, Record] = {}
    for place, record in _placed(chapters):
        for quantity in record.get("quantities", []):
            entry = found.setdefault(quantity["id"], {**quantity, "places": []})
            _check_same(entry, quantity, place)
            if place not in entry["places"]:
                entry["places"].append(place)
    return sorted(found.values(), key=lambda quantity: str(quantity["id"]))


def _check_same(entry: Record, quantity: Record, place: Record) -> None:
    if any(entry.get(fact) != quantity.get(fact) for fact in _FACTS):
        first = entry["places"][0]
        raise BookError(
            f"{quantity['id']} is two numbers: {entry['text']} in {first['chapter']}, "
            f"cell {first['cell']}, and {quantity['text']} in {place['chapter']}, "
            f"cell {place['cell']}; give one of them an id of its own"
        )


def _placed(chapters: Iterable[Executed]) -> Iterator[tuple[Record, Record]]:
    for chapter in chapters:
        for cell in chapter.notebook.cells:
            label = cell_options(cell).get("label")
            place = {"chapter": chapter.chapter, "cell": cell.id, "label": label}
            for record in cell_records(cell):
                yield place, record
