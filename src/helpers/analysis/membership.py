"""Which cases state a column, and which hold a value in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from helpers.data.levels import LEVELS, levels_of
from helpers.errors import BookError

if TYPE_CHECKING:
    from helpers.data.columns import Field

Mask = np.ndarray[Any, np.dtype[np.bool_]]
Places = np.ndarray[Any, np.dtype[np.intp]]


@dataclass(frozen=True)
class Membership:
    """A column taken apart: one entry for each value that a case holds.

    Parameters
    ----------
    size : int
        Number of cases.
    rows : ndarray of int, shape (entries,)
        Place of the case.
    codes : ndarray of int, shape (entries,)
        Place of the value in `values`.
    values : tuple
        The values that occur, each once, as they are met.
    """

    size: int
    rows: Places
    codes: Places
    values: tuple[object, ...]

    def stated(self) -> Mask:
        """Return where the column is stated, shape (size,)."""
        return self._mask(self.rows)

    def holds(self, value: object) -> Mask:
        """Return where the column holds a value, shape (size,)."""
        if value not in self.values:
            return self._mask(self.rows[:0])
        return self._mask(self.rows[self.codes == self.values.index(value)])

    def _mask(self, rows: Places) -> Mask:
        mask = np.zeros(self.size, dtype=bool)
        mask[rows] = True
        return mask


def check_value(field: Field, value: object) -> None:
    """Refuse a value that no case can hold: it would be counted as one that none does hold.

    Raises
    ------
    BookError
        It is not one of the allowed values, in a column of numbers no number, or in one of levels
        no level.
    """
    allowed = tuple(map(str, LEVELS)) if field.spans else field.values
    if allowed and value not in allowed:
        raise BookError(f'{field.name}: "{value}" is not one of {", ".join(allowed)}')
    if field.numeric and not isinstance(value, int | float):
        raise BookError(f"{field.name}: {value!r} is not a number")


def membership(column: pd.Series[Any], field: Field) -> Membership:
    """Take a column of the cases apart; a case holds every level that its spans cover."""
    size = len(column)
    if not field.multiple:
        codes, found = pd.factorize(column)
        rows = np.flatnonzero(codes >= 0)
        return Membership(size, rows, codes[rows], tuple(found.tolist()))
    cells = _levels(column) if field.name == "lesion_levels" else list(column)
    rows = np.repeat(np.arange(size), [len(cell) for cell in cells])
    held = pd.Series([value for cell in cells for value in cell], dtype=object)
    codes, found = pd.factorize(held)
    return Membership(size, rows, codes, tuple(found.tolist()))


def _levels(column: pd.Series[Any]) -> list[tuple[str, ...]]:
    # spans recur; taking each apart once is what keeps a large dataset quick
    known = {spans: tuple(map(str, levels_of(spans))) for spans in set(column)}
    return [known[spans] for spans in column]
