"""Which chapters have to run, and why."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.pipeline.cache import Cache, write_atomically
from helpers.pipeline.fingerprint import fingerprint, key, source
from helpers.pipeline.hashing import Fingerprint, digest, hash_file
from helpers.pipeline.modules import imports
from helpers.pipeline.notebook import read_notebook
from helpers.pipeline.parameters import Parameters, Value, declared, settle
from helpers.pipeline.project import Project
from helpers.pipeline.results import texts

if TYPE_CHECKING:
    from nbformat import NotebookNode

WARM_MODULES = ("helpers.pipeline.warmed",)
_LAST = "last-fingerprints.json"
_TEXT = "the text"


@dataclass(frozen=True)
class Plan:
    """A chapter of this build: what it depends on, and why it has to run (empty: it need not).

    Parameters
    ----------
    notebook : NotebookNode
        The chapter as it is now.
    new_text : bool
        Whether its text changed since the last build; that alone runs nothing.
    """

    chapter: str
    parameters: Parameters
    fingerprint: Fingerprint
    why: tuple[str, ...]
    notebook: NotebookNode = field(compare=False, repr=False)
    new_text: bool = False

    @property
    def explained(self) -> str:
        """Why the chapter runs or does not, in words."""
        if self.why:
            return "; ".join(self.why)
        text = "only its text changed, its results are" if self.new_text else "unchanged,"
        return f"{text} taken from the cache"


def plan(project: Project, given: Mapping[str, Value]) -> list[Plan]:
    """Settle the parameters and find out, chapter by chapter, what has changed.

    Raises
    ------
    BookError
        If a chapter cannot be read, a parameter is unknown or of another type.
    """
    chapters = read_chapters(project)
    defaults = {name: declared(notebook, name) for name, notebook in chapters.items()}
    settled = settle(given, defaults.values())
    cache, last, plans = chapter_cache(project), _read_last(project), []
    for name, notebook in chapters.items():
        found = fingerprint(project.root, name, notebook, defaults[name], settled)
        own = {k: v for k, v in settled.items() if k in defaults[name]}
        before = dict(last.get(name, {}))
        text = before.pop(_TEXT, None)
        why = () if cache.get(key(found)) is not None else changes(before or None, found)
        plans.append(Plan(name, own, found, why, notebook, text not in (None, _text(notebook))))
    return plans


def chapter_defaults(project: Project) -> dict[str, Parameters]:
    """Return, chapter by chapter, the parameters that it declares with their defaults."""
    return {name: declared(chapter, name) for name, chapter in read_chapters(project).items()}


def changes(before: Fingerprint | None, now: Fingerprint) -> tuple[str, ...]:
    """Say in words what differs between two fingerprints; never empty."""
    if before is None:
        return ("it has not run before",)
    words = [f"{name} is new" for name in now if name not in before]
    words += [f"{name} changed" for name in now if name in before and now[name] != before[name]]
    words += [f"{name} is gone" for name in before if name not in now]
    return tuple(words) or ("its result is no longer in the cache",)


def preload(project: Project) -> list[str]:
    """Return the modules that the chapters import, for the workers to have them ready.

    What is no notebook is passed over: whoever runs it will say so.
    """
    found: set[str] = set()
    for name in project.chapters:
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            for cell in project.stored_cells(name):
                if cell["cell_type"] == "code":
                    found |= imports("".join(cell["source"]))
    return [*WARM_MODULES, *sorted(found)]


def is_outdated(project: Project) -> bool:
    """Tell whether a file changed that the chapters of the last plan depend on beside themselves.

    Then some have to run, which is known much earlier than which.
    """
    last = _read_last(project)
    found = {name: value for one in last.values() for name, value in one.items()}
    files = [name for name in found if "/" in name and name not in last]
    try:
        return not last or any(hash_file(source(project.root, n)) != found[n] for n in files)
    except OSError:
        return True


def read_chapters(project: Project) -> dict[str, NotebookNode]:
    """Return the chapters as they are stored, in reading order, by their paths."""
    return {name: read_notebook(project.root / name, name) for name in project.chapters}


def chapter_cache(project: Project) -> Cache:
    """Return the cache that holds the executed chapters."""
    return Cache(project.cache)


def remember(project: Project, plans: list[Plan]) -> None:
    """Keep what this build was made from, so that the next can say what changed since."""
    found = {p.chapter: {**p.fingerprint, _TEXT: _text(p.notebook)} for p in plans}
    text = json.dumps(found, indent=1, sort_keys=True)
    write_atomically(_last(project), text.encode())


def _text(notebook: NotebookNode) -> str:
    return digest(json.dumps(texts(notebook)).encode())


def _last(project: Project) -> Path:
    return project.cache / _LAST


def _read_last(project: Project) -> dict[str, Fingerprint]:
    try:
        found = json.loads(_last(project).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
