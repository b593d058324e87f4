"""What differs between two sides: the data, the quantities, the tables and the figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from helpers.analysis.changes import Change, Changes, compare_quantities
from helpers.analysis.quantity import Quantity
from helpers.cli.sides import Side
from helpers.data.compare import TableChanges, compare_tables
from helpers.pipeline.compare import ExhibitChange, compare_exhibits

CASES = "cases"
_FACTS = (
    "text", "value", "n", "denominator", "percent", "ci_low", "ci_high", "not_reported",
)  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """What differs between two sides.

    Parameters
    ----------
    old, new : Side
    tables : list of TableChanges
        The tables of the data that differ.
    quantities : Changes
    exhibits : list of ExhibitChange
    """

    old: Side
    new: Side
    tables: list[TableChanges]
    quantities: Changes
    exhibits: list[ExhibitChange]

    def __bool__(self) -> bool:
        return bool(self.tables or self.quantities or self.exhibits)

    @property
    def notes(self) -> tuple[str, ...]:
        """What the reader should know about the two sides."""
        bare = [side.name for side in (self.old, self.new) if side.tables is None]
        missing = [f"{name} holds no data, so that cases cannot be compared" for name in bare]
        return (*self.old.notes, *self.new.notes, *missing)

    @property
    def cases(self) -> TableChanges:
        """What differs in the cases."""
        return next((one for one in self.tables if one.table == CASES), TableChanges(CASES))

    def edited(self, change: Change) -> tuple[str, ...]:
        """Return the cases that stay in a quantity but with another value.

        Those whose cell of the quantity's field changed (the id begins with the field); where it
        is of no field and nothing else explains the change, those with any changed cell. None of
        them where nobody knows which cases stay.
        """
        if not change.cases_named:
            return ()
        cells = self.cases.changed
        own = [cell.row for cell in cells if cell.column == change.after.id.split(".")[0]]
        if not own and not change.through():
            own = [cell.row for cell in cells]
        moved = {*change.entered, *change.left, *change.joined, *change.gone}
        basis = {*change.after.numerator_cases, *change.after.denominator_cases}
        return tuple(dict.fromkeys(case for case in own if case in basis - moved))

    def as_record(self) -> dict[str, Any]:
        """Return the difference as JSON-ready values."""
        found = self.quantities
        return {
            "old": self.old.name,
            "new": self.new.name,
            "notes": list(self.notes),
            "differs": bool(self),
            "cases": _table_record(self.cases),
            "data": [_table_record(one) for one in self.tables if one.table != CASES],
            "quantities": {
                "added": [one.as_record() for one in found.added],
                "removed": [one.as_record() for one in found.removed],
                "changed": [self._change_record(one) for one in found.changed],
                "same_number": [self._change_record(one) for one in found.same_number],
            },
            "tables": _exhibit_records(self.exhibits, "table"),
            "figures": _exhibit_records(self.exhibits, "figure"),
        }

    def _change_record(self, change: Change) -> dict[str, Any]:
        return {
            "id": change.after.id,
            "label": change.after.label,
            "before": _facts(change.before),
            "after": _facts(change.after),
            "numerator": _moves(change, change.entered, change.left),
            "denominator": _moves(change, change.joined, change.gone),
            "edited": list(self.edited(change)),
        }


def compare_sides(old: Side, new: Side) -> Difference:
    """Compare two sides."""
    both = old.tables is not None and new.tables is not None
    return Difference(
        old,
        new,
        compare_tables(old.tables or {}, new.tables or {}) if both else [],
        compare_quantities(old.quantities, new.quantities),
        compare_exhibits(old.exhibits, new.exhibits),
    )


def _facts(quantity: Quantity) -> dict[str, Any]:
    return {name: getattr(quantity, name) for name in _FACTS}


def _moves(change: Change, added: Iterable[str], removed: Iterable[str]) -> Any:
    """Return which cases came and went; None where nobody knows."""
    return {"added": list(added), "removed": list(removed)} if change.cases_named else None


def _table_record(changes: TableChanges) -> dict[str, Any]:
    return {
        "table": changes.table,
        "added": list(changes.added),
        "removed": list(changes.removed),
        "changed": [asdict(cell) for cell in changes.changed],
    }


def _exhibit_records(found: Iterable[ExhibitChange], kind: str) -> list[dict[str, Any]]:
    return [_exhibit_record(change) for change in found if change.exhibit.kind == kind]


def _exhibit_record(change: ExhibitChange) -> dict[str, Any]:
    exhibit = change.exhibit
    return {
        "label": exhibit.label,
        "chapter": exhibit.chapter,
        "caption": exhibit.caption,
        "change": change.kind,
        "alt": [one.alt for one in (change.before, change.after) if one],
        "columns": list(exhibit.columns),
        "added": [list(row) for row in change.added],
        "removed": [list(row) for row in change.removed],
        "changed": [asdict(cell) for cell in change.cells],
    }
