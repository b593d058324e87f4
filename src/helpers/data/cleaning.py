"""From cells as written to values: normalising, typing, and what cannot be understood.

Each column is worked on by its distinct cells, so that a hundred thousand cases take seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from helpers.data.columns import Field, TableSchema
from helpers.data.findings import Finding, in_spreadsheet, limited
from helpers.data.levels import LevelError, Span
from helpers.data.problems import Problem
from helpers.data.reading import Sheet


@dataclass(frozen=True)
class Table:
    """A table whose cells are normalised.

    Parameters
    ----------
    schema : TableSchema
    path : Path
    lines : numpy.ndarray of int
        Line of the file where each row begins.
    rows : numpy.ndarray of int
        Row of a spreadsheet in which each stands.
    text : pandas.DataFrame
        Normalised cells as text; empty where not stated.
    typed : pandas.DataFrame
        The same as values: numbers float, lists tuples, spans of levels tuples of `Span`, the rest
        strings; NaN (an empty tuple) where not stated or not understood.
    """

    schema: TableSchema
    path: Path
    lines: np.ndarray
    rows: np.ndarray
    text: pd.DataFrame
    typed: pd.DataFrame

    def finding(
        self,
        row: Any,
        column: str | None,
        message: str,
        severity: Literal["error", "warning"] = "error",
    ) -> Finding:
        """Return a finding at `row`, a whole number counted from 0."""
        line, name = int(self.lines[row]), self.text.iloc[row, 0]
        where = in_spreadsheet(line, self.rows[row], name)
        return Finding(self.path, line, column, severity, message, where)


def clean(sheet: Sheet, problems: dict[str, Problem]) -> tuple[Table, list[Finding]]:
    """Normalise the cells of `sheet` and return what `problems` (by column) finds in them."""
    text, typed, faults = {}, {}, {}
    for name, field in sheet.table.items():
        text[name], typed[name], faults[name] = _column(field, sheet.cells[name], problems[name])
    frames = pd.DataFrame(text, dtype=object), pd.DataFrame(typed)
    table = Table(sheet.table, sheet.path, sheet.lines, sheet.rows, *frames)
    found = (table.finding(row, name, fault) for name in text for row, fault in faults[name])
    return table, list(limited(found))


def _column(
    field: Field, written: np.ndarray, problem: Problem
) -> tuple[np.ndarray, ExtensionArray, Iterator[tuple[int, str]]]:
    """Return a column as normalised text, as values, and its faults with their rows."""
    codes, distinct = pd.factorize(written)
    cells = np.array([normalise(field, cell) for cell in distinct], dtype=object)
    faults = [problem(cell) for cell in cells]
    good = ["" if fault else cell for cell, fault in zip(cells, faults, strict=True)]
    bad = np.isin(codes, [place for place, fault in enumerate(faults) if fault])
    rows = ((int(row), str(faults[codes[row]])) for row in np.flatnonzero(bad))
    return cells[codes], _typed(field, good).take(codes).array, rows


def normalise(field: Field, cell: str) -> str:
    """Return `cell` in the form the schema names, or only stripped where it has no such form.

    Examples
    --------
    ``" Yes "`` becomes ``yes``, ``"c5 – t4;L5 "`` becomes ``C5-T4;L5``.
    """
    if not field.multiple:
        return _known(field, cell.strip())
    parts = (part.strip() for part in cell.split(";"))
    return ";".join(dict.fromkeys(_known(field, part) for part in parts if part))


def _known(field: Field, text: str) -> str:
    if field.spans:
        try:
            return str(Span.parse(text))
        except LevelError:
            return text
    folded = text.casefold()
    return next((value for value in field.values if value.casefold() == folded), text)


def _typed(field: Field, cells: list[str]) -> pd.Series[Any]:
    if field.multiple:
        read = Span.parse if field.spans else str
        lists = [tuple(read(part) for part in cell.split(";") if part) for cell in cells]
        return pd.Series(lists, dtype=object)
    if field.numeric:
        return pd.Series([float(cell or "nan") for cell in cells], dtype=float)
    return pd.Series([cell or None for cell in cells], dtype="str")
