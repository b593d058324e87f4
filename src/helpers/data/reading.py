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
from helpers.data.findings import MOST, UNPRINTABLE, Finding, hint, limited, quoted

MAX_BYTES = 128 * 2**20
_BATCH = 1000
_Records = Iterator[tuple[int, list[str]]]
_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}


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


class UnreadableError(Exception):
    """The rows of a file cannot be told apart; carries the findings that say why."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__()
        self.findings = findings


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
    records = _records(path, _text(path))
    header = _header(next(records, (1, []))[1])
    if not header:
        raise UnreadableError(_error(path, None, "is empty; it needs a line of column names"))
    places = _places(path, table, header)
    lines, columns = _columns(path, records, len(header))
    cells = {name: np.array(columns[place], object) for name, place in places.items()}
    return Sheet(table, path, cells, np.array(lines, int))


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
            yield _error(path, line, message)


def _text(path: Path) -> str:
    if not path.is_file():
        found = "is not a file" if path.exists() else "is not there"
        raise UnreadableError(_error(path, None, found))
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            limit = f"{MAX_BYTES >> 20} MB are allowed"
            raise UnreadableError(_error(path, None, f"is too large: {size >> 20} MB, {limit}"))
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableError(_error(path, None, f"cannot be read: {error.strerror}")) from error
    return _printable(path, _decoded(path, content))


def _decoded(path: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found = f"byte {content[error.start]:#04x} is not UTF-8; save the file as CSV UTF-8"
        raise UnreadableError(_error(path, line, found)) from error


def _printable(path: Path, text: str) -> str:
    findings = []
    for match in UNPRINTABLE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        found = f"holds a control character (U+{ord(match[0]):04X}); remove it"
        findings.append(_error(path, line, found))
        if len(findings) == 20:  # a binary file has them by the million
            break
    if findings:
        raise UnreadableError(*dict.fromkeys(findings))
    return text


def _records(path: Path, text: str) -> _Records:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for record in reader:
            if record:
                yield line, record
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableError(_error(path, line, f"is not CSV from here on: {error}")) from error


def _header(cells: list[str]) -> list[str]:
    names = [name.strip().lower() for name in cells]
    while names and not names[-1]:
        names.pop()
    return names


def _places(path: Path, table: TableSchema, header: list[str]) -> dict[str, int]:
    """Return where in `header` each column of `table` stands."""
    findings = list(_header_findings(path, table, header))
    if findings:
        raise UnreadableError(*findings)
    return {column: header.index(column) for column in table}


def _header_findings(path: Path, table: TableSchema, names: list[str]) -> Iterator[Finding]:
    for separator, word in _SEPARATORS.items():
        if len(names) == 1 and table.keys() & {part.strip() for part in names[0].split(separator)}:
            yield _error(path, 1, f"is separated by {word}; save it separated by commas")
            return
    known = dict.fromkeys(names)
    unknown = [name for name in known if name not in table]
    twice = [name for name in known if names.count(name) > 1] if not unknown else []
    missing = [column for column in table if column not in known]
    for column in missing:
        yield _error(path, 1, "the column is missing", column)
    for name in unknown[:20]:
        yield _error(path, 1, f"{quoted(name)} is not a column of {table.file}{hint(name, table)}")
    if len(unknown) > 20:
        yield _error(path, 1, f"and {len(unknown) - 20} further unknown columns")
    for name in twice:
        yield _error(path, 1, "the column is there twice", name)


def _error(path: Path, line: int | None, message: str, column: str | None = None) -> Finding:
    return Finding(path, line, column, "error", message)
