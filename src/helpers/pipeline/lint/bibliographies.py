"""The bibliographies that a project names, as pandoc reads them."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from helpers.errors import BookError, not_utf8
from helpers.pipeline.cache import Cache
from helpers.pipeline.config import CONFIG, listed
from helpers.pipeline.hashing import digest
from helpers.pipeline.installed import installed
from helpers.pipeline.lint.syntax import convert
from helpers.pipeline.project import Project

_READERS = {".bibtex": "bibtex", ".json": "csljson", ".ris": "ris"}
_BEGIN = re.compile(r"^[ \t]*@\w+\s*\{\s*([^\s,]+)\s*,", re.MULTILINE)
_PLACE = re.compile(r"\(line (\d+), column (\d+)\): (unexpected (?:'.+?'|end of \w+)|.*)")


class Entry(NamedTuple):
    """A publication: the file and line where it stands, its key, its title (may be empty)."""

    file: str
    line: int | None
    key: str
    title: str


def publications(
    project: Project, cache: Cache | None = None, leave_out: Collection[str] = ()
) -> list[Entry]:
    """Return the entries of all bibliographies of a project, in their order.

    Parameters
    ----------
    project : Project
    cache : Cache, optional
        Keeps what was read, so that a file that did not change is not read again.
    leave_out : collection of str
        Bibliographies that need not be read.

    Raises
    ------
    BookError
        If a bibliography is not there or cannot be read; it names file, line and column.
    """
    return [
        entry
        for name in named(project)
        if name not in leave_out
        for entry in _entries(project.root / name, name, cache)
    ]


def named(project: Project) -> list[str]:
    """Return the names of the bibliographies, as the configuration gives them."""
    return [str(name) for name in listed(project.config.get("bibliography"))]


def _entries(path: Path, name: str, cache: Cache | None) -> Iterator[Entry]:
    text = _text(path, name)
    lines = _lines(text)
    for entry in _read(path, name, text, cache):
        key = str(entry["id"])
        line = next(lines.get(key, iter(())), None)
        yield Entry(name, line, key, str(entry.get("title", "")))


def _text(path: Path, name: str) -> str:
    if not path.is_file():
        raise BookError(f"{CONFIG}: bibliography: {name}: there is no such file")
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line, found = not_utf8(error)
        raise BookError(f"{name}:{line}: {found}; save the file as UTF-8") from None


def _read(path: Path, name: str, text: str, cache: Cache | None) -> list[dict[str, Any]]:
    key = digest(json.dumps([name, text, installed()]).encode())
    known = cache.get(key) if cache else None
    if known is None:
        known = _converted(path, name)
        if cache:
            cache.put(key, known)
    return list(json.loads(known))


def _converted(path: Path, name: str) -> str:
    try:
        return convert([path], "csljson", _READERS.get(path.suffix, "biblatex"))
    except BookError as error:
        place = _PLACE.search(str(error))
        if place is None:
            raise BookError(f"{name}: {error}") from None
        line, column, found = place.groups()
        hint = "before it a comma, a brace or a quotation mark may be missing"
        raise BookError(f"{name}:{line}:{column}: {found} ({hint})") from None


def _lines(text: str) -> dict[str, Iterator[int]]:
    """Return for each key the lines in which BibTeX begins an entry of it."""
    found: dict[str, list[int]] = {}
    for begin in _BEGIN.finditer(text):
        found.setdefault(begin[1], []).append(text[: begin.end()].count("\n") + 1)
    return {key: iter(lines) for key, lines in found.items()}
