"""The two sides of a comparison: a git revision, a folder with data, or a built book."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from helpers.analysis.quantity import Quantity
from helpers.analysis.stored import from_records, read_quantities
from helpers.cli.versions import Version, from_folder, from_revision, read_version
from helpers.data import validate
from helpers.data.cleaning import Table
from helpers.data.schema import FILE as SCHEMA
from helpers.errors import BookError
from helpers.pipeline.companions import DATA, EXHIBITS, QUANTITIES
from helpers.pipeline.execute import ExecutionError, Tell, execute
from helpers.pipeline.exhibits import Exhibit, exhibits, from_record
from helpers.pipeline.manifest import MANIFEST, read_manifest, verify
from helpers.pipeline.names import DATA_PARAMETER
from helpers.pipeline.parameters import Value
from helpers.pipeline.plan import plan
from helpers.pipeline.project import Project
from helpers.pipeline.records import quantities
from helpers.pipeline.spreadsheet import GUARD
from helpers.pipeline.workers import Workers


@dataclass(frozen=True)
class Side:
    """One side of a comparison.

    Parameters
    ----------
    name : str
        For people.
    tables : mapping of str to Table, or None
        The data; None where a book holds none.
    quantities : tuple of Quantity
    exhibits : list of Exhibit
    notes : tuple of str
        What the reader of the comparison should know about this side.
    chapters : mapping of str to str
        For the id of a quantity the chapter that states it first.
    """

    name: str
    tables: Mapping[str, Table] | None
    quantities: tuple[Quantity, ...]
    exhibits: list[Exhibit]
    notes: tuple[str, ...] = ()
    chapters: Mapping[str, str] = field(default_factory=dict)


def locate(project: Project, given: str | None) -> Version | Side:
    """Return the side that the user names, still to be computed unless it is a book.

    By default the data of the working tree.

    Raises
    ------
    BookError
        If it is none of the three, or today's code cannot read its data.
    """
    if given is not None and (Path(given) / MANIFEST).is_file():
        return _book(Path(given))
    if given is None:
        return read_version("working tree", project.root / DATA)
    path = Path(given)
    if path.is_dir():
        return from_folder(project, path)
    if path.exists():
        raise BookError(f"{given}: a file; a folder with data or a built book can be compared")
    return from_revision(project, given)


def settle(project: Project, version: Version | Side, workers: Workers, tell: Tell) -> Side:
    """Run today's chapters on the data of a version; a book has been run already.

    Raises
    ------
    BookError
        If they fail on these data.
    """
    if isinstance(version, Side):
        return version
    ours = version.folder.resolve() == (project.root / DATA).resolve()
    given: dict[str, Value] = {} if ours else {DATA_PARAMETER: str(version.folder.resolve())}
    try:
        chapters = execute(project, plan(project, given), workers, tell=tell, keep=False)
    except ExecutionError as error:
        raise BookError(f"{version.name}: today's chapters fail on these data\n{error}") from None
    records = quantities(chapters)
    return Side(
        version.name,
        version.tables,
        from_records(records),
        exhibits(chapters),
        version.notes,
        _chapters(records),
    )


def _chapters(records: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return for each quantity the chapter that states it first."""
    return {one["id"]: one["places"][0]["chapter"] for one in records if one.get("places")}


def _book(folder: Path) -> Side:
    manifest, name = read_manifest(folder), f"{folder} (book)"
    try:
        stored = json.loads((folder / EXHIBITS).read_text(encoding="utf-8"))
        shown = [from_record(record) for record in stored]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        raise BookError(f"{folder / EXHIBITS}: does not hold the tables of a book") from None
    has_data = (folder / DATA / SCHEMA).is_file()
    tables = _as_written(validate.read(folder / DATA).tables) if has_data else None
    stated = read_quantities(folder / QUANTITIES)
    chapters = _chapters(json.loads((folder / QUANTITIES).read_text(encoding="utf-8")))
    return Side(name, tables, stated, shown, tuple(_about(folder, manifest)), chapters)


def _as_written(tables: Mapping[str, Table]) -> dict[str, Table]:
    """Return the data of a book without the apostrophes by which its sheets start no formula."""
    return {
        name: replace(table, text=table.text.replace(GUARD, "", regex=True))
        for name, table in tables.items()
    }


def _about(folder: Path, manifest: Mapping[str, Any]) -> list[str]:
    given = {k: v for k, v in manifest.get("parameters", {}).items() if k != DATA_PARAMETER}
    settings = ", ".join(f"{name}={value}" for name, value in given.items())
    notes = [f"{folder} was built with {settings}"] if settings else []
    altered = len(verify(folder))
    return [*notes, f"{folder} was altered since it was built"] if altered else notes
