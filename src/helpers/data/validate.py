"""Validation: every finding at once, each with file, line and column."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from helpers.data.cleaning import Table, clean, problems
from helpers.data.findings import Finding
from helpers.data.reading import UnreadableError, read_sheet
from helpers.data.schema import FILE, Schema, load_schema
from helpers.errors import BookError

__all__ = ["Content", "Finding", "check", "read"]


@dataclass(frozen=True)
class Content:
    """What a data folder holds: the tables that could be read, and what was found."""

    schema: Schema
    tables: dict[str, Table]
    findings: list[Finding]


def check(folder: Path) -> list[Finding]:
    """Return all findings in the data of `folder`, by file and line; empty where all is well."""
    try:
        return read(folder).findings
    except BookError as error:
        path = folder / FILE
        return [Finding(path, None, None, "error", str(error).removeprefix(f"{path}: "))]


def read(folder: Path) -> Content:
    """Read each file of `folder` once and check it.

    Raises
    ------
    BookError
        Where the data package itself cannot be used.
    """
    schema = load_schema(folder)
    tables: dict[str, Table] = {}
    findings: list[Finding] = []
    for name, table in schema.tables.items():
        try:
            tables[name], found = clean(read_sheet(folder, table), problems(table))
        except UnreadableError as unreadable:
            found = list(unreadable.findings)
        except ValueError as error:
            raise BookError(f"{folder / FILE}: table {name}: {error}") from error
        findings += found
    return Content(schema, tables, findings)
