"""The data, checked before anything is built from them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from helpers.cli.prepare import prepare
from helpers.cli.validate import counted, data_folder
from helpers.errors import BookError, placed
from helpers.pipeline.cache import Cache
from helpers.pipeline.fingerprint import dependencies, key
from helpers.pipeline.fork_server import has_imported
from helpers.pipeline.hashing import Fingerprint
from helpers.pipeline.project import Project
from helpers.pipeline.workers import Workers

BIBLIOGRAPHY = "data/references.bib"
WARM = "helpers.cli.warm"
_ENTRY = re.compile(r"^(?=@)", re.MULTILINE)


@dataclass(frozen=True)
class Checked:
    """What validation leaves for the build: how many warnings, and the bibliography."""

    warnings: int
    bibliography: bytes


def checked(project: Project, data: Path | None, workers: Workers) -> Checked:
    """Validate the dataset, unless just this one was.

    Raises
    ------
    BookError
        If the data have errors; its text holds all of them.
    """
    own, folder, cache = data is None, data_folder(data), Cache(project.cache)
    before = _found(folder, own)
    stored = cache.get(key(before))
    if stored is None:
        stored, after = _prepared(folder, own, workers), _found(folder, own)
        if _changed(before, after) <= _renewed(folder, own) and has_imported(after):
            cache.put(key(after), stored)  # else it may be what older data or code give
    lines, errors, references = json.loads(stored)
    if errors:
        raise BookError("\n".join([f"the data have {counted(errors, 'error')}", *lines]))
    return Checked(len(lines), _joined(references, project).encode())


def bibliography(project: Project) -> str:
    """Return the bibliography that the project's own data have; empty where there is none yet."""
    own = project.root / BIBLIOGRAPHY
    return own.read_text(encoding="utf-8", errors="replace") if own.is_file() else ""


def _joined(entries: str, project: Project) -> str:
    """Add to the references of other data those of the project, which the prose cites."""
    named = {_key_of(entry) for entry in _ENTRY.split(entries)}
    own = _ENTRY.split(bibliography(project))
    return entries + "".join(entry for entry in own if _key_of(entry) not in named)


def _key_of(entry: str) -> str:
    return entry.partition("{")[2].partition(",")[0]


def _prepared(folder: Path, own: bool, workers: Workers) -> str:
    done = next(workers.run(prepare, [(folder, own)], limited=False))
    if done.error:
        raise BookError(placed(str(folder), done.error, "the check of the data"))
    return json.dumps(done.value)


def _found(folder: Path, own: bool) -> Fingerprint:
    """Return what the findings depend on, as it is now, and what the check has to do."""
    return {"own": str(own), **dependencies(Path.cwd(), [str(folder)], [WARM])}


def _changed(before: Fingerprint, after: Fingerprint) -> set[str]:
    return {name for name, _ in before.items() ^ after.items()}


def _renewed(folder: Path, own: bool) -> set[str]:
    """Return what the check itself may have changed."""
    return {str(folder / Path(BIBLIOGRAPHY).name)} if own else set()
