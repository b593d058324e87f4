"""The report of a comparison: what changed, from the cases to the figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from helpers.analysis.changes import Change, name_cases
from helpers.analysis.quantity import Quantity
from helpers.cli.difference import CASES, Difference
from helpers.cli.report import Block, Heading, Rows, Sentence
from helpers.cli.validate import counted
from helpers.data.compare import TableChanges
from helpers.pipeline.compare import ExhibitChange

_STYLES = ("cyan", "", "red", "green")
_WHAT = {
    "added": "is new",
    "removed": "is gone",
    "changed": "changed",
    "redrawn": "is drawn anew from the same rows",
}


def report(found: Difference) -> list[Block]:
    """Return the report as headings, sentences and tables."""
    blocks: list[Block] = [Heading(f"From {found.old.name} to {found.new.name}", 1)]
    blocks += [Sentence(f"Note: {note}.") for note in found.notes]
    if not found:
        return [*blocks, Sentence("Nothing differs.")]
    return [*blocks, *_data(found), *_quantities(found), *_exhibits(found)]


def _data(found: Difference) -> Iterator[Block]:
    if found.old.tables is not None and found.new.tables is not None:
        yield from _table("Cases", found.cases)
    for changes in found.tables:
        if changes.table != CASES:
            yield from _table(f"Data: {changes.table}", changes)


def _table(title: str, changes: TableChanges) -> Iterator[Block]:
    kinds = {
        "added": changes.added, "removed": changes.removed, "changed": changes.changed_rows
    }  # fmt: skip
    counts = ", ".join(f"{len(rows)} {kind}" for kind, rows in kinds.items())
    yield Heading(f"{title}: {counts}")
    for kind in ("added", "removed"):
        if kinds[kind]:
            yield Sentence(f"{kind.capitalize()}: {name_cases(kinds[kind])}.")
    if changes.changed:
        cells = [(cell.row, cell.column, cell.before, cell.after) for cell in changes.changed]
        yield Rows(("Row", "Column", "Old", "New"), cells, _STYLES)


def _quantities(found: Difference) -> Iterator[Block]:
    changes = found.quantities
    numbers = [
        *((one.after, one.before.text, one.after.text, one) for one in changes.changed),
        *((one, "", one.text, None) for one in changes.added),
        *((one, one.text, "", None) for one in changes.removed),
    ]
    counts = {
        "changed": len(changes.changed), "new": len(changes.added), "gone": len(changes.removed)
    }  # fmt: skip
    yield Heading("Numbers: " + ", ".join(f"{count} {word}" for word, count in counts.items()))
    if numbers:
        yield Rows(
            ("Quantity", "Meaning", "Old", "New", "Through"),
            [_number_row(found, *one) for one in numbers],
            _STYLES,
        )
    if changes.same_number:
        yield Heading(f"Numbers that stand on another basis: {len(changes.same_number)}")
        yield Rows(
            ("Quantity", "Meaning", "Number", "Through"),
            [_basis_row(found, one) for one in changes.same_number],
            _STYLES[:2],
        )


def _number_row(
    found: Difference, quantity: Quantity, before: str, after: str, change: Change | None
) -> tuple[str, ...]:
    if change and before == after:
        before, after = (f"{one.text} ({_exact(one)})" for one in (change.before, change.after))
    through = _through(found, change) if change else ""
    return (quantity.id, quantity.label, before, after, through)


def _basis_row(found: Difference, change: Change) -> tuple[str, ...]:
    old, new = change.before.not_reported, change.after.not_reported
    silent = "" if old == new else f"not reported {_shown(old)} → {_shown(new)}"
    through = "; ".join(filter(None, [_through(found, change), silent]))
    return (change.after.id, change.after.label, change.after.text, through)


def _exact(quantity: Quantity) -> str:
    """Return what a number is before it is rounded for print."""
    return _shown(quantity.value if quantity.value is not None else quantity.ci_low)


def _through(found: Difference, change: Change) -> str:
    edited = found.edited(change)
    other = f"another value: {name_cases(edited)}" if edited else ""
    return "; ".join(filter(None, [change.through(), other]))


def _exhibits(found: Difference) -> Iterator[Block]:
    for kind in ("table", "figure"):
        changes = [one for one in found.exhibits if one.exhibit.kind == kind]
        if changes:
            yield Heading(f"{kind.capitalize()}s: {counted(len(changes), kind)} changed")
        for change in changes:
            yield from _exhibit(change)


def _exhibit(change: ExhibitChange) -> Iterator[Block]:
    exhibit = change.exhibit
    yield Heading(f"{exhibit.label} {_WHAT[change.kind]}", 3)
    yield Sentence(f"{exhibit.chapter}: {exhibit.caption}")
    if change.kind != "changed":
        return
    if change.cells:
        cells = [
            (cell.row, cell.column, _shown(cell.before), _shown(cell.after))
            for cell in change.cells
        ]
        yield Rows(("Row", "Column", "Old", "New"), cells, _STYLES)
    for word, rows in (("New rows", change.added), ("Rows that are gone", change.removed)):
        if rows:
            yield Sentence(f"{word}:")
            yield Rows(exhibit.columns, [_cells(row) for row in rows])


def _cells(row: Sequence[Any]) -> tuple[str, ...]:
    return tuple(map(_shown, row))


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(map(_shown, value))
    return format(value, ".6g") if isinstance(value, float) else str(value)
