"""The data, checked before anything is built from them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from helpers.cli.prepare import prepare
from helpers.cli.validate import counted, data_folder
from helpers.errors import BookError
from helpers.pipeline.cache import Cache
from helpers.pipeline.fingerprint import dependencies, key
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
    folder, cache = data_folder(data), Cache(project.cache)
    stored = cache.get(_place(folder))
    if stored is None:
        done = next(workers.run(prepare, [(folder, data is None)]))
        if done.error:
            raise done.error
        stored = json.dumps(done.value)
        cache.put(_place(folder), stored)
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


def _place(folder: Path) -> str:
    return key(dependencies(Path.cwd(), [str(folder)], [WARM]))
