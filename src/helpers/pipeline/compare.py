"""What changed between the figures and tables of two books, and in the rows behind them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from helpers.pipeline.exhibits import Exhibit

Row = tuple[Any, ...]
Name = tuple[str, ...]

_STARTS_LIKE_A_NUMBER = re.compile(r"[\s(≥≤<>+−-]*\d")


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell with another value; None where a row has no such column.

    Parameters
    ----------
    row : str
        The label of the row: its leading cells.
    column : str
    before, after : Any
        JSON-ready values.
    """

    row: str
    column: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class ExhibitChange:
    """A figure or table that differs; None where one side does not have it.

    Parameters
    ----------
    before, after : Exhibit or None
    added, removed : tuple of tuple
        Rows that only the newer, only the older one has.
    cells : tuple of CellChange
        What changed in rows that both have.
    """

    before: Exhibit | None
    after: Exhibit | None
    added: tuple[Row, ...] = ()
    removed: tuple[Row, ...] = ()
    cells: tuple[CellChange, ...] = ()

    @property
    def exhibit(self) -> Exhibit:
        """The newer one, where there is one."""
        found = self.after or self.before
        assert found
        return found

    @property
    def kind(self) -> Literal["added", "removed", "changed", "redrawn"]:
        """What happened; redrawn is drawn or described in another way from the same rows."""
        if self.before is None or self.after is None:
            return "added" if self.before is None else "removed"
        return "changed" if self.added or self.removed or self.cells else "redrawn"


def compare_exhibits(before: Iterable[Exhibit], after: Iterable[Exhibit]) -> list[ExhibitChange]:
    """Return the figures and tables that differ, in the order of the newer version."""
    old = {exhibit.label: exhibit for exhibit in before}
    new = {exhibit.label: exhibit for exhibit in after}
    compared = (_compare(old[label], one) for label, one in new.items() if label in old)
    added = (ExhibitChange(None, new[label], added=new[label].rows) for label in new.keys() - old)
    gone = (ExhibitChange(old[label], None, removed=old[label].rows) for label in old.keys() - new)
    found = [*filter(None, compared), *added, *gone]
    order = list(dict.fromkeys([*new, *old]))
    return sorted(found, key=lambda change: order.index(change.exhibit.label))


def _compare(before: Exhibit, after: Exhibit) -> ExhibitChange | None:
    width = _width(before.rows, after.rows)
    old, new = _named(before.rows, width), _named(after.rows, width)
    change = ExhibitChange(
        before,
        after,
        added=tuple(row for name, row in new.items() if name not in old),
        removed=tuple(row for name, row in old.items() if name not in new),
        cells=tuple(
            cell
            for name in new
            if name in old
            for cell in _cells(name, _record(before, old[name]), _record(after, new[name]))
        ),
    )
    redrawn = (before.alt, before.picture) != (after.alt, after.picture)
    return change if redrawn or change.kind == "changed" else None


def _width(before: Sequence[Row], after: Sequence[Row]) -> int:
    """Return how many leading cells label a row: one, or more texts until no label recurs."""
    rows = [*before, *after]
    most = min(map(len, rows), default=0)
    width = 1
    while width < most and not (_unique(before, width) and _unique(after, width)):
        if any(_STARTS_LIKE_A_NUMBER.match(_text(row[width])) for row in rows):
            break
        width += 1
    return width


def _unique(rows: Sequence[Row], width: int) -> bool:
    return len({_label(row, width) for row in rows}) == len(rows)


def _named(rows: Sequence[Row], width: int) -> dict[Name, Row]:
    """Return the rows under their labels; a label that recurs counts its occurrences.

    These are counted in the order of their cells, so that another order of rows is no change.
    """
    seen: Counter[Name] = Counter()
    names: dict[int, Name] = {}
    for place in sorted(range(len(rows)), key=lambda i: _label(rows[i], len(rows[i]))):
        label = _label(rows[place], width)
        seen[label] += 1
        names[place] = label if seen[label] == 1 else (*label, f"({seen[label]})")
    return {names[place]: row for place, row in enumerate(rows)}


def _label(row: Row, width: int) -> Name:
    return tuple(_text(cell) for cell in row[:width])


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _record(exhibit: Exhibit, row: Row) -> dict[str, Any]:
    return dict(zip(exhibit.columns, row, strict=False))


def _cells(name: Name, before: dict[str, Any], after: dict[str, Any]) -> list[CellChange]:
    label = ", ".join(filter(None, (part.strip() for part in name)))
    found = [(column, before.get(column), after.get(column)) for column in {**after, **before}]
    return [CellChange(label, *one) for one in found if not _same(one[1], one[2])]


def _same(one: Any, other: Any) -> bool:
    # the last digits of a stored float may be those of another machine
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9)
    return bool(one == other)
