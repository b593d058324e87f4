"""The report of a comparison: what changed, from the cases to the figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from helpers.analysis.changes import Change, name_cases
from helpers.cli.difference import CASES, Difference
from helpers.cli.report import NEW, OLD, Block, Folded, Heading, Rows, Sentence
from helpers.cli.validate import counted
from helpers.data.compare import TableChanges
from helpers.pipeline.compare import ExhibitChange

_FIRST = (CASES, "studies")
_NUMBERS = ("Quantity", "Meaning", OLD, NEW, "Through")
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
    return [*blocks, *_data(found, _FIRST), *_numbers(found), *_data(found), *_exhibits(found)]


def _data(found: Difference, only: Sequence[str] = ()) -> Iterator[Block]:
    """Yield what changed in the tables of the data: those named, or all but the first ones."""
    if found.old.tables is None or found.new.tables is None:
        return
    if CASES in only:
        yield from _table("Cases", found.cases)
    for changes in found.tables:
        if changes.table != CASES and (changes.table in _FIRST) == bool(only):
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


def _numbers(found: Difference) -> Iterator[Block]:
    """Yield the findings that changed, and folded, those of which only the basis did."""
    changes = found.quantities
    rows = [
        *(_number_row(found, one) for one in changes.changed if one.finding_changed),
        *((one.id, one.label, "", one.text, _WHAT["added"]) for one in changes.added),
        *((one.id, one.label, one.text, "", _WHAT["removed"]) for one in changes.removed),
    ]
    counts = {
        "changed": sum(one.finding_changed for one in changes.changed),
        "new": len(changes.added),
        "gone": len(changes.removed),
    }
    yield Heading(f"Findings: {_counts(counts)}")
    if rows:
        yield Rows(_NUMBERS, rows)
    moved = [one for one in changes.changed if not one.finding_changed]
    if moved or changes.same_number:
        yield from _basis(found, moved, changes.same_number)


def _basis(found: Difference, moved: Sequence[Change], same: Sequence[Change]) -> Iterator[Block]:
    yield Heading(
        f"Only the basis changed: {counted(len(moved), 'number')} printed otherwise, "
        f"{len(same)} as before"
    )
    chapters = found.new.chapters
    counts = [Counter(chapters.get(one.after.id, "") for one in group) for group in (moved, same)]
    listed = sorted({*counts[0], *counts[1]}, key=lambda name: (name.count("/"), name))
    rows = [(name, *(str(one[name] or "") for one in counts)) for name in listed]
    yield Rows(("First stated in", "Printed otherwise", "As before"), rows)
    if moved:
        yield Folded(
            "Only the basis changed, printed otherwise",
            [Rows(_NUMBERS, [_number_row(found, one) for one in moved])],
        )
    if same:
        columns = ("Quantity", "Meaning", "Number", "Through")
        lines = [_basis_row(found, one) for one in same]
        yield Folded("Only the basis changed, printed as before", [Rows(columns, lines)])


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
            yield Rows((kind.capitalize(), "Chapter", "What changed"), list(map(_line, changes)))
            details = [block for one in changes for block in _exhibit(one)]
            yield Folded(f"{kind.capitalize()}s in full", details)


def _line(change: ExhibitChange) -> tuple[str, ...]:
    counts = (
        (len(change.cells), "cell"),
        (len(change.added), "new row"),
        (len(change.removed), "lost row"),
    )
    what = ", ".join(counted(number, word) for number, word in counts if number)
    return (change.exhibit.label, change.exhibit.chapter, what or _IS[change.kind])


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
    if cells:
        yield Rows(("Row", "Column", OLD, NEW), cells)
    sides = (
        ("Rows that are new", change.added, change.after),
        ("Rows that are gone", change.removed, change.before),
    )
    for word, rows, side in sides:
        if rows and side:
            yield Sentence(f"{word}: {len(rows)}")
            yield Rows(side.columns, [tuple(map(_shown, row)) for row in rows])


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {word}" for word, count in counts.items() if count) or "none changed"


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(map(_shown, value))
    return format(value, ".6g") if isinstance(value, float) else str(value)
