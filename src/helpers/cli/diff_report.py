"""The report of a comparison: what changed, from the cases to the figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from helpers.analysis.changes import Change, name_cases
from helpers.cli.difference import CASES, Difference
from helpers.cli.report import NEW, OLD, Block, Heading, Rows, Sentence
from helpers.data.compare import TableChanges
from helpers.pipeline.compare import ExhibitChange

MOST_ROWS = 40
"""Rows that the report shows of what follows from the changed numbers; the JSON has all."""
_WHAT = {"added": "new", "removed": "gone", "changed": "changed", "redrawn": "redrawn"}
_IS = {
    "added": "is new",
    "removed": "is gone",
    "changed": "changed",
    "redrawn": "is drawn or described otherwise, from the same rows",
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
    yield Heading(f"{title}: {_counts({kind: len(rows) for kind, rows in kinds.items()})}")
    for kind in ("added", "removed"):
        if kinds[kind]:
            yield Sentence(f"{kind.capitalize()}: {name_cases(kinds[kind])}.")
    if changes.changed:
        cells = [(cell.row, cell.column, cell.before, cell.after) for cell in changes.changed]
        yield Rows((title.removesuffix("s"), "Field", OLD, NEW), cells)


def _quantities(found: Difference) -> Iterator[Block]:
    changes = found.quantities
    rows = [
        *(_number_row(found, one) for one in changes.changed),
        *((one.id, one.label, "", one.text, "") for one in changes.added),
        *((one.id, one.label, one.text, "", "") for one in changes.removed),
    ]
    counts = {
        "changed": len(changes.changed), "new": len(changes.added), "gone": len(changes.removed)
    }  # fmt: skip
    yield Heading(f"Numbers: {_counts(counts)}")
    if rows:
        yield Rows(("Quantity", "Meaning", OLD, NEW, "Through"), rows)
    if changes.same_number:
        yield Heading(f"The same number on another basis: {len(changes.same_number)}")
        basis = [_basis_row(found, one) for one in changes.same_number]
        yield from _rows(("Quantity", "Meaning", "Number", "Through"), basis)


def _number_row(found: Difference, change: Change) -> tuple[str, ...]:
    before, after = change.before, change.after
    return (after.id, after.label, before.text, after.text, _through(found, change))


def _basis_row(found: Difference, change: Change) -> tuple[str, ...]:
    old, new = change.before.not_reported, change.after.not_reported
    silent = "" if old == new else f"not reported {_shown(old)} → {_shown(new)}"
    through = "; ".join(filter(None, [_through(found, change), silent]))
    return (change.after.id, change.after.label, change.after.text, through)


def _through(found: Difference, change: Change) -> str:
    edited = found.edited(change)
    other = f"another value: {name_cases(edited)}" if edited else ""
    return "; ".join(filter(None, [change.through(), other]))


def _exhibits(found: Difference) -> Iterator[Block]:
    for kind in ("table", "figure"):
        changes = [one for one in found.exhibits if one.exhibit.kind == kind]
        if changes:
            counts = Counter(_WHAT[one.kind] for one in changes)
            yield Heading(f"{kind.capitalize()}s: {_counts(counts)}")
        for change in changes:
            yield from _exhibit(change)


def _exhibit(change: ExhibitChange) -> Iterator[Block]:
    exhibit = change.exhibit
    yield Heading(f"{exhibit.label} {_IS[change.kind]}", 3)
    yield Sentence(f"{exhibit.chapter}: {exhibit.caption}")
    if change.before and change.after and change.before.alt != change.after.alt:
        yield Rows(("What it shows", OLD, NEW), [("", change.before.alt, change.after.alt)])
    if change.kind != "changed":
        return
    cells = [
        (cell.row, cell.column, _shown(cell.before), _shown(cell.after)) for cell in change.cells
    ]
    yield from _rows(("Row", "Column", OLD, NEW), cells)
    sides = (
        ("Rows that are new", change.added, change.after),
        ("Rows that are gone", change.removed, change.before),
    )
    for word, rows, side in sides:
        if rows and side:
            yield Sentence(f"{word}: {len(rows)}")
            yield from _rows(side.columns, [tuple(map(_shown, row)) for row in rows])


def _rows(columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Iterator[Block]:
    if rows:
        yield Rows(columns, rows[:MOST_ROWS])
    if len(rows) > MOST_ROWS:
        yield Sentence(f"And {len(rows) - MOST_ROWS} more; as JSON the report has them all.")


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {word}" for word, count in counts.items() if count) or "none changed"


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(map(_shown, value))
    return format(value, ".6g") if isinstance(value, float) else str(value)
