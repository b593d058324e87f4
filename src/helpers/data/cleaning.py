"""From cells as written to values: normalising, typing, and what cannot be understood.

Each column is worked on by its distinct cells, so that a hundred thousand cases take seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from helpers.data.columns import Field, TableSchema
from helpers.data.findings import COPIED, MOST, Finding, in_spreadsheet, limited, quoted
from helpers.data.levels import LevelError, Span
from helpers.data.problems import Problem
from helpers.data.reading import Sheet

_Severity = Literal["error", "warning"]
_Told = tuple[int, str, _Severity]


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
        severity: _Severity = "error",
    ) -> Finding:
        """Return a finding at `row`, a whole number counted from 0."""
        line, name = int(self.lines[row]), self.text.iloc[row, 0]
        where = in_spreadsheet(line, self.rows[row], name)
        return Finding(self.path, line, column, severity, message, where)


def clean(sheet: Sheet, problems: dict[str, Problem]) -> tuple[Table, list[Finding]]:
    """Normalise the cells of `sheet` and return what `problems` (by column) finds in them.

    A coded value or level that is understood, but not written as the schema names it, is a warning:
    the file as it is published breaks its own data package, and others count that value apart.
    """
    text, typed, told = {}, {}, {}
    for name, field in sheet.table.items():
        text[name], typed[name], told[name] = _column(field, sheet.cells[name], problems[name])
    frames = pd.DataFrame(text, dtype=object), pd.DataFrame(typed)
    table = Table(sheet.table, sheet.path, sheet.lines, sheet.rows, *frames)
    found = (
        table.finding(row, name, message, severity)
        for name in text
        for row, message, severity in told[name]
    )
    return table, list(limited(found))


def _column(
    field: Field, written: np.ndarray, problem: Problem
) -> tuple[np.ndarray, ExtensionArray, Iterator[_Told]]:
    """Return a column as normalised text, as values, and what is told of its rows."""
    codes, distinct = pd.factorize(written)
    cells = np.array([normalise(field, cell) for cell in distinct], dtype=object)
    faults = [problem(cell) for cell in cells]
    good = ["" if fault else cell for cell, fault in zip(cells, faults, strict=True)]
    wrong = {place: fault for place, fault in enumerate(faults) if fault}
    forms = [_other_form(field, *both) for both in zip(distinct, cells, strict=True)]
    other = {place: form for place, form in enumerate(forms) if form and place not in wrong}
    told = chain(_told(codes, wrong, "error"), _told(codes, other, "warning"))
    return cells[codes], _typed(field, good).take(codes).array, told


def _told(codes: np.ndarray, of_cells: dict[int, str], severity: _Severity) -> Iterator[_Told]:
    """Yield what is told of distinct cells for the rows that hold them, no more than are kept."""
    for row in np.flatnonzero(np.isin(codes, list(of_cells)))[: MOST + 1]:
        yield int(row), of_cells[codes[row]], severity


def _other_form(field: Field, written: str, cell: str) -> str:
    """Return what to do about a coded value or level that is not written as it is read."""
    if field.free or field.numeric or not cell or written.strip() == cell:
        return ""
    return f"{quoted(written)} is read as {quoted(cell, COPIED)}; write it so"


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
