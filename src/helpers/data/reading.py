"""Reading a CSV file as a spreadsheet or a stranger may have left it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np

from helpers.data.columns import TableSchema
from helpers.data.findings import MOST, Finding, in_spreadsheet, limited
from helpers.data.header import column_names, places
from helpers.data.problems import MAX_LENGTH
from helpers.data.written import UnreadableError, fault, read_text

_BATCH = 1000
_Records = Iterator[tuple[int, int, list[str]]]
"""Line of the file, row of a spreadsheet, and cells."""


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
    rows : numpy.ndarray of int
        Row of a spreadsheet in which each stands: another where a cell before has several lines.
    """

    table: TableSchema
    path: Path
    cells: dict[str, np.ndarray]
    lines: np.ndarray
    rows: np.ndarray


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
        none = np.array([], int)
        return Sheet(table, path, dict.fromkeys(table, none.astype(object)), none, none)
    records = _records(path, read_text(path))
    line, _, first = next(records, (1, 1, []))
    header = column_names(first)
    if not header:
        raise UnreadableError(_nameless(path, line, records))
    place = places(path, table, header, line)
    marks, columns = _columns(path, records, len(header))
    cells = {name: np.array(columns[place[name]], object) for name in table}
    return Sheet(table, path, cells, *np.array(marks, int).reshape(-1, 2).T)


def _nameless(path: Path, line: int, rest: _Records) -> Finding:
    if any(column_names(row) for *_, row in rest):
        return fault(path, line, "is an empty line; delete it, the column names come first")
    return fault(path, None, "is empty; it needs a line of column names")


def _columns(
    path: Path, records: _Records, width: int
) -> tuple[list[tuple[int, int]], list[list[str]]]:
    """Return line and row of each record with content, and the columns; refuse those too long."""
    marks: list[tuple[int, int]] = []
    columns: list[list[str]] = [[] for _ in range(width)]
    ragged: list[Finding] = []
    # By batches: keeping each row of a long file as a list costs twice the time and memory.
    while batch := list(islice(records, _BATCH)):
        filled = [record for record in batch if any(map(str.strip, record[2]))]
        ragged += _ragged(path, filled, width)
        marks += [(line, row) for line, row, _ in filled]
        cells = zip(*(_filled_up(cells, width) for *_, cells in filled), strict=False)
        for column, part in zip(columns, cells, strict=False):
            column += part
        if len(ragged) > MOST:
            break
    if ragged:
        raise UnreadableError(*limited(ragged))
    return marks, columns


def _filled_up(cells: list[str], width: int) -> list[str]:
    """Return the cells of a row with the empty ones at its end that some spreadsheets omit."""
    return cells if len(cells) >= width else cells + [""] * (width - len(cells))


def _ragged(path: Path, records: list[tuple[int, int, list[str]]], width: int) -> Iterator[Finding]:
    for line, row, cells in records:
        if any(map(str.strip, cells[width:])):
            message = (
                f"has {len(cells)} cells, the line of column names has {width}; a text with a comma"
                " in it needs quotation marks around it"
            )
            yield replace(fault(path, line, message), where=in_spreadsheet(line, row, cells[0]))


def _records(path: Path, text: str) -> _Records:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for row, record in enumerate(reader, start=1):
            if record:
                yield line, row, record
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
