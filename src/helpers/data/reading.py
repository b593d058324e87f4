"""Reading a CSV file as a spreadsheet or a stranger may have left it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from helpers.data.columns import TableSchema
from helpers.data.findings import MOST, Finding, limited
from helpers.data.header import column_names, places
from helpers.data.problems import MAX_LENGTH
from helpers.data.written import UnreadableError, fault, read_text

_BATCH = 1000
_Records = Iterator[tuple[int, list[str]]]


@dataclass(frozen=True)
class Sheet:
    """The cells of a file as written.

    Parameters
    ----------
    table : TableSchema
    path : Path
    cells : dict of str to numpy.ndarray of str
        The text of each column of the table, in its order.
    lines : numpy.ndarray of int
        Line of the file where each row begins.
    """

    table: TableSchema
    path: Path
    cells: dict[str, np.ndarray]
    lines: np.ndarray


def read_sheet(folder: Path, table: TableSchema) -> Sheet:
    """Read the file of `table` in `folder`.

    A byte-order mark, any line ending, columns in another order or case, rows and trailing
    columns without content, and rows without their last, empty cells are accepted.

    Raises
    ------
    UnreadableError
        Where it is not there, too large, not UTF-8, not separated by commas, holds longer rows or
        control characters, or lacks or adds columns.
    """
    path = folder / table.file
    if table.optional and not path.exists():
        return Sheet(table, path, dict.fromkeys(table, np.array([], object)), np.array([], int))
    records = _records(path, read_text(path))
    line, first = next(records, (1, []))
    header = column_names(first)
    if not header:
        raise UnreadableError(_nameless(path, line, records))
    place = places(path, table, header, line)
    lines, columns = _columns(path, records, len(header))
    cells = {name: np.array(columns[place[name]], object) for name in table}
    return Sheet(table, path, cells, np.array(lines, int))


def _nameless(path: Path, line: int, rest: _Records) -> Finding:
    if any(column_names(row) for _, row in rest):
        return fault(path, line, "is an empty line; delete it, the column names come first")
    return fault(path, None, "is empty; it needs a line of column names")


def _columns(path: Path, records: _Records, width: int) -> tuple[list[int], list[list[str]]]:
    """Return the rows with content as columns, and the line of each; refuse rows too long."""
    lines: list[int] = []
    columns: list[list[str]] = [[] for _ in range(width)]
    ragged: list[Finding] = []
    # By batches: keeping each row of a long file as a list costs twice the time and memory.
    while batch := list(islice(records, _BATCH)):
        filled = [(line, row) for line, row in batch if any(map(str.strip, row))]
        ragged += _ragged(path, filled, width)
        lines += [line for line, _ in filled]
        cells = zip(*(_filled_up(row, width) for _, row in filled), strict=False)
        for column, part in zip(columns, cells, strict=False):
            column += part
        if len(ragged) > MOST:
            break
    if ragged:
        raise UnreadableError(*limited(ragged))
    return lines, columns


def _filled_up(row: list[str], width: int) -> list[str]:
    """Return a row with the empty cells at its end that some spreadsheets leave away."""
    return row if len(row) >= width else row + [""] * (width - len(row))


def _ragged(path: Path, rows: list[tuple[int, list[str]]], width: int) -> Iterator[Finding]:
    for line, row in rows:
        if any(map(str.strip, row[width:])):
            message = (
                f"has {len(row)} cells, the line of column names has {width}; a text with a comma"
                " in it needs quotation marks around it"
            )
            yield fault(path, line, message)


def _records(path: Path, text: str) -> _Records:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for record in reader:
            if record:
                yield line, record
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableError(fault(path, line, _not_csv(error))) from error


def _not_csv(error: csv.Error) -> str:
    if "field limit" in str(error):
        return (
            f"has a cell of more than {MAX_LENGTH} characters, the most allowed; is the quotation"
            " mark at its end missing?"
        )
    return (
        "is not CSV from here on: look for a quotation mark in this row; a text that begins with"
        ' one must end with one, and one within it is written twice ("")'
    )
