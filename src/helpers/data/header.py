"""The line of column names of a file, and what else may stand in its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from helpers.data.columns import TableSchema
from helpers.data.findings import Finding, hint, quoted
from helpers.data.written import UnreadableError, fault

_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
# A book holds its data as they are, and whoever reads these goes by the data package: commas.
_COMMAS = (
    "save it separated by commas (LibreOffice: Save As, tick “Edit filter settings”, field"
    " delimiter “,”; Excel: File, Options, Advanced, untick “Use system separators”, decimal"
    " separator “.”, then save as CSV UTF-8)"
)


def column_names(cells: list[str]) -> list[str]:
    """Return the names in the first line of a file, without the empty ones at its end."""
    names = [name.strip().lower() for name in cells]
    while names and not names[-1]:
        names.pop()
    return names


def places(path: Path, table: TableSchema, header: list[str], line: int) -> dict[str, int]:
    """Return where in `header`, a line of the file, each column of `table` stands.

    Raises
    ------
    UnreadableError
        Where it lacks or adds columns, or is no line of column names separated by commas.
    """
    findings = list(_findings(path, table, header, line))
    if findings:
        raise UnreadableError(*findings)
    return {column: header.index(column) for column in table}


def _findings(path: Path, table: TableSchema, names: list[str], line: int) -> Iterator[Finding]:
    if names[0].startswith("sep="):
        yield fault(path, line, "is a line for Excel alone; delete it, the column names come first")
        return
    for separator, word in _SEPARATORS.items():
        if len(names) == 1 and table.keys() & {part.strip() for part in names[0].split(separator)}:
            yield fault(path, line, f"is separated by {word}; {_COMMAS}")
            return
    known = dict.fromkeys(names)
    unknown = [name for name in known if name not in table]
    twice = [name for name in known if names.count(name) > 1] if not unknown else []
    missing = [column for column in table if column not in known]
    for column in missing:
        yield fault(path, line, "the column is missing", column)
    for name in unknown[:20]:
        yield fault(
            path, line, f"{quoted(name)} is not a column of {table.file}{hint(name, table)}"
        )
    if len(unknown) > 20:
        yield fault(path, line, f"and {len(unknown) - 20} further unknown columns")
    for name in twice:
        yield fault(path, line, "the column is there twice", name)
