"""What differs between two versions of the data, cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from helpers.data.cleaning import Table

Key = tuple[str, ...]
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell with another value; empty text where it states none.

    Parameters
    ----------
    row : str
        What names the row, for instance the id of the case.
    column, before, after : str
    """

    row: str
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TableChanges:
    """What differs in a table.

    Parameters
    ----------
    table : str
        Its name in the data package.
    added, removed : tuple of str
        What names the rows that only the newer, only the older version has.
    changed : tuple of CellChange
    """

    table: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[CellChange, ...] = ()

    @property
    def changed_rows(self) -> tuple[str, ...]:
        """What names the rows in which a cell changed."""
        return tuple(dict.fromkeys(cell.row for cell in self.changed))

    def __bool__(self) -> bool:
        return any((self.added, self.removed, self.changed))


def compare_tables(before: Mapping[str, Table], after: Mapping[str, Table]) -> list[TableChanges]:
    """Return what differs, table by table in the order of the newer version; equal ones not.

    Tables that only the older version has come last. Cells are compared as they are understood,
    so that other line ends, a typographic dash or blanks around a word are no change.
    """
    names = dict.fromkeys([*after, *before])
    compared = (_compare(name, before.get(name), after.get(name)) for name in names)
    return [changes for changes in compared if changes]


def _compare(name: str, before: Table | None, after: Table | None) -> TableChanges:
    key = _key([table for table in (after, before) if table])
    old, new = _rows(before, key), _rows(after, key)
    return TableChanges(
        name,
        added=tuple(_named(one) for one in new if one not in old),
        removed=tuple(_named(one) for one in old if one not in new),
        changed=tuple(
            cell for one, row in new.items() if one in old for cell in _cells(one, old[one], row)
        ),
    )


def _key(tables: list[Table]) -> list[str]:
    """Return the columns that name a row: the key, or without one all that the tables share."""
    newest = tables[0].schema
    shared = [name for name in newest if all(name in table.schema for table in tables)]
    own = [name for name in newest.key if name in shared]
    return own or shared


def _rows(table: Table | None, key: list[str]) -> dict[Key, Row]:
    """Return the rows under their keys; a key that occurs again counts its occurrences."""
    if table is None:
        return {}
    seen: Counter[Key] = Counter()
    rows: dict[Key, Row] = {}
    for cells in table.text.to_dict("records"):
        row = {str(column): str(cell) for column, cell in cells.items()}
        name = tuple(row[column] for column in key)
        seen[name] += 1
        rows[name if seen[name] == 1 else (*name, f"({seen[name]})")] = row
    return rows


def _named(key: Key) -> str:
    return ", ".join(part for part in key if part)


def _cells(key: Key, before: Row, after: Row) -> list[CellChange]:
    columns = dict.fromkeys([*after, *before])
    pairs = [(column, before.get(column, ""), after.get(column, "")) for column in columns]
    return [CellChange(_named(key), *pair) for pair in pairs if pair[1] != pair[2]]
