"""Validation: every finding at once, each with file, line and column."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path

from helpers.data.bibliography import outdated
from helpers.data.cleaning import Table, clean
from helpers.data.columns import Schema
from helpers.data.findings import Finding, limited
from helpers.data.keys import dangling, duplicates, nearly_alike
from helpers.data.oddities import oddities
from helpers.data.problems import problems
from helpers.data.reading import read_sheet
from helpers.data.rules import apply_rules
from helpers.data.schema import FILE, load_schema
from helpers.data.written import UnreadableError
from helpers.errors import BookError
from helpers.litter import is_litter

__all__ = ["Content", "Finding", "check", "read"]

_WITHOUT = {
    "timeline": "the figure of the course of the index cases then has no timeline",
    "overlaps": "then no patient is taken to be reported twice, and the cohort"
    " without_possible_duplicates holds every case",
}


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
        message = str(error).removeprefix(f"{folder / FILE}: ")
        return [Finding(folder / FILE, None, None, "error", message)]


def read(folder: Path) -> Content:
    """Read each file of `folder` once and check it; files that are as they were, not again.

    Raises
    ------
    BookError
        Where the data package itself cannot be used.
    """
    return _read(folder, state(folder))


def forget() -> None:
    """Forget the cells as they were read: what was made of them is enough from here on."""
    _read.cache_clear()


def state(folder: Path) -> str:
    """Return a hash of the names and contents of the files directly in `folder`, without litter."""
    found = hashlib.sha256()
    for path in sorted(folder.glob("*")):
        if path.is_file() and not is_litter(path.name):
            found.update(f"{path.name}\0{path.stat().st_size}\0".encode(errors="replace"))
            with path.open("rb") as file:
                found.update(hashlib.file_digest(file, "sha256").digest())
    return found.hexdigest()


@lru_cache(maxsize=1)
def _read(folder: Path, _state: str) -> Content:
    schema = load_schema(folder)
    tables: dict[str, Table] = {}
    findings: list[Finding] = []
    for name, table in schema.tables.items():
        try:
            tables[name], found = clean(read_sheet(folder, table), problems(table))
        except UnreadableError as unreadable:
            found = list(unreadable.findings)
        findings += found
    findings += chain(_left_out(folder, schema), limited(_between(tables)))
    if not any(finding.severity == "error" for finding in findings):
        findings += outdated(folder, tables["studies"])
    return Content(schema, tables, sorted(findings, key=_place(schema)))


def _left_out(folder: Path, schema: Schema) -> Iterator[Finding]:
    """Yield a warning for each file that may be missing and is."""
    for name, table in schema.tables.items():
        path = folder / table.file
        if table.optional and not path.exists():
            lost = _WITHOUT.get(name, f"the book then lacks it ({table.description})")
            message = (
                f"is not there; {lost}; put the file back, or one with the line of column names"
                " alone where there is nothing to tell"
            )
            yield Finding(path, None, None, "warning", message)


def _between(tables: Mapping[str, Table]) -> Iterator[Finding]:
    """Yield what is found once all tables are read: between cells, and oddities of a text."""
    keys = (
        chain(duplicates(table), nearly_alike(table), dangling(table, tables))
        for table in tables.values()
    )
    odd = map(oddities, tables.values())
    return chain(chain.from_iterable(keys), apply_rules(tables), chain.from_iterable(odd))


def _place(schema: Schema) -> Callable[[Finding], tuple[int, int]]:
    """Return the order in which findings are shown: by file, then by line."""
    order = {table.file: place for place, table in enumerate(schema.tables.values())}
    return lambda finding: (order.get(finding.file.name, len(order)), finding.line or 0)
