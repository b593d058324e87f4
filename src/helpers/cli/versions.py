"""The data of another version: a git revision, or a folder that someone sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from helpers.data import validate
from helpers.data.cleaning import Table
from helpers.data.schema import FILE as SCHEMA
from helpers.data.schema import load_schema
from helpers.errors import BookError
from helpers.pipeline.companions import DATA
from helpers.pipeline.manifest import MANIFEST
from helpers.pipeline.project import Project
from helpers.pipeline.revisions import commit_of, files_at, lay_out

REVISIONS = "revisions"
"""Folder of the build in which the data of other versions are laid out."""


@dataclass(frozen=True)
class Version:
    """A folder with data that today's code can read.

    Parameters
    ----------
    name : str
        For people.
    folder : Path
    tables : mapping of str to Table
    notes : tuple of str
        What the reader of a comparison should know about it.
    """

    name: str
    folder: Path
    tables: Mapping[str, Table]
    notes: tuple[str, ...] = ()


def read_version(name: str, folder: Path, notes: tuple[str, ...] = ()) -> Version:
    """Read the data in a folder.

    Raises
    ------
    BookError
        If they break today's rules; its text holds every error.
    """
    content = validate.read(folder)
    errors = [str(one) for one in content.findings if one.severity == "error"]
    if errors:
        lines = [line.replace(f"{folder}/", "") for line in errors]
        raise BookError("\n".join([f"{name}: the data do not pass today's rules", *lines]))
    return Version(name, folder, content.tables, notes)


def alike(one: Version, other: Version) -> bool:
    """Tell whether both have the same data, byte for byte."""
    return validate.state(one.folder) == validate.state(other.folder)


def from_folder(project: Project, folder: Path) -> Version:
    """Return the data in a folder.

    Raises
    ------
    BookError
        If it holds none.
    """
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
    return read_version(str(folder), folder)


def from_revision(project: Project, revision: str) -> Version:
    """Return the project's data as they were in a revision.

    Raises
    ------
    BookError
        If git knows no such revision, or it holds no data.
    """
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
    return read_version(name, folder)


def _with_our_schema(
    project: Project, name: str, files: Mapping[str, bytes], unusable: str
) -> Version:
    """Return the data with today's data package in the place of their own."""
    ours = (project.root / DATA / SCHEMA).read_bytes()
    folder = lay_out(project.build / REVISIONS, {**files, SCHEMA: ours})
    return read_version(name, folder, (f"{name}: read with today's {SCHEMA}, for {unusable}",))


def _unusable(folder: Path) -> str | None:
    """Say why the data package in `folder` cannot be used; None if it can."""
    if not (folder / SCHEMA).is_file():
        return "it has none"
    try:
        load_schema(folder)
    except BookError as error:
        return f"its own {str(error).removeprefix(f'{folder / SCHEMA}: ')}"
    return None
