"""What is wrong with a cell: its type, its constraints, and what was probably meant."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from helpers.data.columns import Field, TableSchema
from helpers.data.findings import quoted
from helpers.data.levels import LevelError, Span
from helpers.data.numerals import not_a_number, not_of_type
from helpers.data.slips import ANEW, LEAVE_EMPTY, is_date, meant, says_nothing
from helpers.errors import BookError

MAX_LENGTH = 100_000
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_ODD = (AttributeError, TypeError, ValueError)  # what frictionless stumbles over unawares

_Reader = Callable[[str], tuple[Any, dict[str, str] | None]]

Problem = Callable[[str], "str | None"]
"""Says what is wrong with a normalised cell; None where nothing is."""


def problems(table: TableSchema) -> dict[str, Problem]:
    """Return for each column what finds a cell that does not fit its type and constraints.

    Raises
    ------
    BookError
        Where the columns are not described as Table Schema asks.
    """
    from frictionless import FrictionlessException  # takes half a second to import

    try:
        readers = _readers(json.dumps(table.descriptor))
    except (FrictionlessException, re.error, *_ODD) as error:
        raise BookError(f"table {table.name} of the data package: {error}") from error
    return {name: _problem(field, readers[name]) for name, field in table.items()}


@lru_cache
def _readers(descriptor: str) -> dict[str, _Reader]:
    """Return what reads the cells of each column; to check a description takes its time."""
    from frictionless import Schema

    schema = Schema.from_descriptor(json.loads(descriptor))
    return {field.name: field.create_cell_reader() for field in schema.fields}


def _problem(field: Field, read: _Reader) -> Problem:
    def problem(cell: str) -> str | None:
        if len(cell) > MAX_LENGTH:
            return f"has {len(cell)} characters; {MAX_LENGTH} are allowed"
        if cell and field.numeric and (found := not_a_number(field, cell)):
            return found
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

    def problem_or_silence(cell: str) -> str | None:
        found = problem(cell)
        if found and says_nothing(cell) and "did you mean" not in found and not problem(""):
            return found + LEAVE_EMPTY
        return found

    return problem_or_silence


def _item_problems(field: Field, cell: str) -> Iterator[str]:
    for part in filter(None, cell.split(";")):
        if field.spans:
            try:
                Span.parse(part)
            except LevelError as error:
                found = f"{quoted(part)} is a date, not vertebral levels; {ANEW}"
                yield found if is_date(part) else f"{error}{meant(field, part)}"
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
            return not_of_type(field, cell)
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
