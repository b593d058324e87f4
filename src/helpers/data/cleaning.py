"""From cells as written to values: normalising, typing, and what cannot be understood.

Each column is worked on by its distinct cells, so that a hundred thousand cases take seconds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from helpers.data.findings import Finding, limited, quoted
from helpers.data.levels import LevelError, Span
from helpers.data.reading import Sheet
from helpers.data.schema import Field, TableSchema
from helpers.data.slips import meant, unit_asked
from helpers.errors import BookError

MAX_LENGTH = 100_000
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?")
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_KINDS = {
    "number": "a number (decimals take a point)",
    "integer": "a whole number",
    "year": "a year of four digits",
}
_ODD = (AttributeError, TypeError, ValueError)  # what frictionless stumbles over unawares

Problem = Callable[[str], "str | None"]
"""Says what is wrong with a normalised cell; None where nothing is."""


@dataclass(frozen=True)
class Table:
    """A table whose cells are normalised.

    Parameters
    ----------
    schema : TableSchema
    path : Path
    lines : numpy.ndarray of int
        Line of the file where each row begins.
    text : pandas.DataFrame
        Normalised cells as text; empty where not stated.
    typed : pandas.DataFrame
        The same as values: numbers float, lists tuples, spans of levels tuples of `Span`, the rest
        strings; NaN (an empty tuple) where not stated or not understood.
    """

    schema: TableSchema
    path: Path
    lines: np.ndarray
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
        return Finding(self.path, int(self.lines[row]), column, severity, message)


def clean(sheet: Sheet, problems: dict[str, Problem]) -> tuple[Table, list[Finding]]:
    """Normalise the cells of `sheet` and return what `problems` (by column) finds in them."""
    text, typed, faults = {}, {}, {}
    for name, field in sheet.table.items():
        text[name], typed[name], faults[name] = _column(field, sheet.cells[name], problems[name])
    frames = pd.DataFrame(text, dtype=object), pd.DataFrame(typed)
    table = Table(sheet.table, sheet.path, sheet.lines, *frames)
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


def problems(table: TableSchema) -> dict[str, Problem]:
    """Return for each column what finds a cell that does not fit its type and constraints.

    Raises
    ------
    BookError
        Where the columns are not described as Table Schema asks.
    """
    from frictionless import FrictionlessException  # takes half a second to import
    from frictionless import Schema as FrictionlessSchema

    try:
        schema = FrictionlessSchema.from_descriptor(table.descriptor)
        readers = {field.name: field.create_cell_reader() for field in schema.fields}
    except (FrictionlessException, re.error, *_ODD) as error:
        raise BookError(f"table {table.name} of the data package: {error}") from error
    return {name: _problem(field, readers[name]) for name, field in table.items()}


def _problem(field: Field, read: Callable[[str], tuple[Any, dict[str, str] | None]]) -> Problem:
    def problem(cell: str) -> str | None:
        if len(cell) > MAX_LENGTH:
            return f"has {len(cell)} characters; {MAX_LENGTH} are allowed"
        if cell and field.numeric and not _NUMBER.fullmatch(cell):
            return f"{quoted(cell)} is not {_KINDS[field.type]}{unit_asked(field, cell)}"
        try:
            _, notes = read(cell)
        except _ODD as error:
            raise BookError(f"column {field.name} of the data package: {error}") from error
        if notes:
            name, note = next(iter(notes.items()))
            return _message(field, cell, name, note)
        # Citations and anchors are made of ids, whatever pattern the data package asks for.
        if cell and field.name.endswith("_id") and not _ID.fullmatch(cell):
            return f"{quoted(cell)} is not an id (letters, digits, - and _, a letter first)"
        return next(_item_problems(field, cell), None) if field.multiple else None

    return problem


def _item_problems(field: Field, cell: str) -> Iterator[str]:
    for part in filter(None, cell.split(";")):
        if field.spans:
            try:
                Span.parse(part)
            except LevelError as error:
                yield f"{error}{meant(field, part)}"
        elif field.values and part not in field.values:
            yield _not_allowed(field, part)


def _not_allowed(field: Field, text: str) -> str:
    return f"{quoted(text)} is not allowed ({', '.join(field.values)}){meant(field, text)}"


def _message(field: Field, cell: str, constraint: str, note: str) -> str:
    limit = note.rsplit('"', 2)[-2] if '"' in note else note
    match constraint:
        case "required":
            return "is empty; a value is needed"
        case "type":
            return f"{quoted(cell)} is not {_KINDS.get(field.type, field.type)}"
        case "enum":
            return _not_allowed(field, cell)
        case "minimum":
            return f"{quoted(cell)} is below {limit}"
        case "maximum":
            return f"{quoted(cell)} is above {limit}"
        case "pattern" if field.example:
            return f"{quoted(cell)} does not have the form of {quoted(field.example)}"
        case _:
            return f"{quoted(cell)} does not fit ({note})"
