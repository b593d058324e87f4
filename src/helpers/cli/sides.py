"""The two sides of a comparison: a git revision, a folder with data, or a built book."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.analysis.quantity import Quantity
from helpers.analysis.stored import from_records, read_quantities
from helpers.data import validate
from helpers.data.cleaning import Table
from helpers.data.schema import FILE as SCHEMA
from helpers.data.schema import load_schema
from helpers.errors import BookError
from helpers.pipeline.companions import DATA, DATA_PARAMETER, EXHIBITS, QUANTITIES
from helpers.pipeline.execute import ExecutionError, Tell, execute
from helpers.pipeline.exhibits import Exhibit, exhibits, from_record
from helpers.pipeline.manifest import MANIFEST, read_manifest, verify
from helpers.pipeline.parameters import Value
from helpers.pipeline.plan import plan
from helpers.pipeline.project import Project
from helpers.pipeline.records import quantities
from helpers.pipeline.revisions import commit_of, files_at, lay_out
from helpers.pipeline.workers import Workers

REVISIONS = "revisions"
"""Folder of the build in which the data of other versions are laid out."""


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
    """

    name: str
    tables: Mapping[str, Table] | None
    quantities: tuple[Quantity, ...]
    exhibits: list[Exhibit]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Data:
    """A folder with data that today's code can read."""

    name: str
    folder: Path
    notes: tuple[str, ...] = ()


def settle(project: Project, given: str | None, workers: Workers, tell: Tell) -> Side:
    """Return the side that the user names; by default the data of the working tree.

    Raises
    ------
    BookError
        If it is neither of the three, or today's code cannot make a book of it.
    """
    if given is None:
        return _computed(project, _Data("working tree", project.root / DATA), workers, tell)
    path = Path(given)
    if (path / MANIFEST).is_file():
        return _book(path)
    if path.is_dir():
        data = _from_folder(project, path)
    elif path.exists():
        raise BookError(f"{given}: a file; a folder with data or a built book can be compared")
    else:
        data = _from_revision(project, given)
    return _computed(project, data, workers, tell)


def _book(folder: Path) -> Side:
    manifest, name = read_manifest(folder), f"{folder} (book)"
    try:
        stored = json.loads((folder / EXHIBITS).read_text(encoding="utf-8"))
        shown = [from_record(record) for record in stored]
    except (OSError, ValueError, TypeError, KeyError):
        raise BookError(f"{folder / EXHIBITS}: does not hold the tables of a book") from None
    has_data = (folder / DATA / SCHEMA).is_file()
    tables = validate.read(folder / DATA).tables if has_data else None
    return Side(
        name, tables, read_quantities(folder / QUANTITIES), shown, tuple(_about(folder, manifest))
    )


def _about(folder: Path, manifest: Mapping[str, Any]) -> list[str]:
    given = {k: v for k, v in manifest.get("parameters", {}).items() if k != DATA_PARAMETER}
    settings = ", ".join(f"{name}={value}" for name, value in given.items())
    notes = [f"{folder} was built with {settings}"] if settings else []
    altered = len(verify(folder))
    return [*notes, f"{folder} was altered since it was built"] if altered else notes


def _from_folder(project: Project, folder: Path) -> _Data:
    ours = load_schema(project.root / DATA)
    known = {SCHEMA, *(table.file for table in ours.tables.values())}
    files = {path.name: path for path in folder.iterdir() if path.name in known}
    if not files:
        raise BookError(
            f"{folder}: neither a built book (no {MANIFEST}) nor a folder with data "
            f"(no {', '.join(sorted(known))})"
        )
    if unusable := _unusable(folder):
        content = {name: path.read_bytes() for name, path in files.items()}
        return _with_our_schema(project, str(folder), content, unusable)
    return _Data(str(folder), folder)


def _from_revision(project: Project, revision: str) -> _Data:
    commit = commit_of(project.root, revision)
    if commit is None:
        raise BookError(f"{revision}: neither a folder nor a revision that git knows")
    try:
        files = files_at(project.root, commit, DATA)
    except BookError as error:
        raise BookError(f"{revision}: {error}") from None
    name = f"{revision} ({commit[:10]})"
    folder = lay_out(project.build / REVISIONS, files)
    if unusable := _unusable(folder):
        return _with_our_schema(project, name, files, unusable)
    return _Data(name, folder)


def _with_our_schema(
    project: Project, name: str, files: Mapping[str, bytes], unusable: str
) -> _Data:
    """Return the data with today's data package in the place of their own."""
    ours = (project.root / DATA / SCHEMA).read_bytes()
    folder = lay_out(project.build / REVISIONS, {**files, SCHEMA: ours})
    return _Data(name, folder, (f"{name}: read with today's {SCHEMA}, for {unusable}",))


def _unusable(folder: Path) -> str | None:
    """Say why the data package in `folder` cannot be used; None if it can."""
    if not (folder / SCHEMA).is_file():
        return "it has none"
    try:
        load_schema(folder)
    except BookError as error:
        return f"its own {str(error).removeprefix(f'{folder / SCHEMA}: ')}"
    return None


def _computed(project: Project, data: _Data, workers: Workers, tell: Tell) -> Side:
    content = validate.read(data.folder)
    errors = [str(one) for one in content.findings if one.severity == "error"]
    if errors:
        lines = [line.replace(f"{data.folder}/", "") for line in errors]
        raise BookError("\n".join([f"{data.name}: the data do not pass today's rules", *lines]))
    ours = data.folder.resolve() == (project.root / DATA).resolve()
    given: dict[str, Value] = {} if ours else {DATA_PARAMETER: str(data.folder.resolve())}
    try:
        chapters = execute(project, plan(project, given), workers, tell=tell, keep=False)
    except ExecutionError as error:
        raise BookError(f"{data.name}: today's chapters fail on these data\n{error}") from None
    found = from_records(quantities(chapters))
    return Side(data.name, content.tables, found, exhibits(chapters), data.notes)
