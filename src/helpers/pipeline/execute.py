"""Which chapters have to run, and running them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from helpers.errors import BookError
from helpers.pipeline.cache import Cache, write_atomically
from helpers.pipeline.chapter import Job, run_chapter
from helpers.pipeline.fingerprint import Fingerprint, fingerprint, key
from helpers.pipeline.modules import imports
from helpers.pipeline.notebook import read_notebook
from helpers.pipeline.parameters import Parameters, Value, declared, settle
from helpers.pipeline.project import Project
from helpers.pipeline.workers import Workers

_LAST = "last-fingerprints.json"
WARM_MODULES = ("papermill", "IPython.core.interactiveshell", "helpers.pipeline.shell")


@dataclass(frozen=True)
class Plan:
    """A chapter of this build: what it depends on, and why it has to run (empty: it need not)."""

    chapter: str
    parameters: Parameters
    fingerprint: Fingerprint
    why: tuple[str, ...]


@dataclass(frozen=True)
class Executed:
    """A chapter with its outputs; `seconds` is 0 where the cache had it."""

    chapter: str
    notebook: NotebookNode
    why: tuple[str, ...]
    seconds: float


@dataclass(frozen=True)
class Running:
    """Event: a chapter has begun to run."""

    chapter: str


@dataclass(frozen=True)
class Rendering:
    """Event: all chapters are there, and the renderer begins."""

    renderer: str


Event = Running | Executed | Rendering
Tell = Callable[[Event], None]


class ExecutionError(BookError):
    """One or more chapters failed; one paragraph each."""


def plan(project: Project, given: Mapping[str, Value]) -> list[Plan]:
    """Settle the parameters and find out, chapter by chapter, what has changed.

    Raises
    ------
    BookError
        If a chapter cannot be read, a parameter is unknown or of another type.
    """
    chapters, defaults = _read(project), chapter_defaults(project)
    settled = settle(given, defaults.values())
    cache, last = _cache(project), _read_last(project)
    plans = []
    for name, notebook in chapters.items():
        found = fingerprint(project.root, name, notebook, defaults[name], settled)
        own = {k: v for k, v in settled.items() if k in defaults[name]}
        stored = cache.get(key(found)) is not None
        plans.append(Plan(name, own, found, () if stored else changes(last.get(name), found)))
    return plans


def chapter_defaults(project: Project) -> dict[str, Parameters]:
    """Return, chapter by chapter, the parameters that it declares with their defaults."""
    return {name: declared(notebook, name) for name, notebook in _read(project).items()}


def changes(before: Fingerprint | None, now: Fingerprint) -> tuple[str, ...]:
    """Say in words what differs between two fingerprints; never empty."""
    if before is None:
        return ("it has not run before",)
    words = [f"{name} is new" for name in now if name not in before]
    words += [f"{name} changed" for name in now if name in before and now[name] != before[name]]
    words += [f"{name} is gone" for name in before if name not in now]
    return tuple(words) or ("its result is no longer in the cache",)


def execute(
    project: Project,
    plans: list[Plan],
    workers: Workers,
    warm: bool = True,
    tell: Tell = print,
    remember: bool = True,
) -> list[Executed]:
    """Run the chapters that have to, in parallel; return all in reading order.

    The results of the others are kept in the cache when one fails. What is not to be remembered
    is not what the next plan says its chapters differ from.

    Raises
    ------
    ExecutionError
        With the messages of all chapters that failed.
    """
    cache, results, failures = _cache(project), dict[str, Executed](), list[str]()
    stale = {p.chapter: p for p in plans if p.why}
    for one in plans:
        text = None if one.why else cache.get(key(one.fingerprint))
        if text is None:
            stale.setdefault(one.chapter, one)
        else:
            results[one.chapter] = Executed(one.chapter, _parse(text), (), 0.0)
    jobs = [Job(project.root, p.chapter, p.parameters, warm) for p in stale.values()]
    for done in workers.run(run_chapter, jobs, lambda job: tell(Running(job.chapter))):
        one = stale[done.task.chapter]
        if done.error:
            failures.append(_named(one.chapter, done.error))
            continue
        cache.put(key(one.fingerprint), done.value)
        results[one.chapter] = Executed(one.chapter, _parse(done.value), one.why, done.seconds)
        tell(results[one.chapter])
    if failures:
        raise ExecutionError("\n".join(failures))
    if remember:
        _write_last(project, {p.chapter: p.fingerprint for p in plans})
    return [results[p.chapter] for p in plans]


def preload(project: Project) -> list[str]:
    """Return the modules that the chapters import, for the workers to have them ready."""
    found: set[str] = set()
    for notebook in _read(project).values():
        for cell in notebook.cells:
            if cell.cell_type == "code":
                found |= imports(cell.source)
    return [*WARM_MODULES, *sorted(found)]


def _read(project: Project) -> dict[str, NotebookNode]:
    return {name: read_notebook(project.root / name, name) for name in project.chapters}


def _named(chapter: str, error: BookError) -> str:
    text = str(error)
    return text if text.startswith(chapter) else f"{chapter}: {text}"


def _parse(text: str) -> NotebookNode:
    return nbformat.reads(text, as_version=4)


def _cache(project: Project) -> Cache:
    return Cache(project.build / "cache")


def _last(project: Project) -> Path:
    return project.build / "cache" / _LAST


def _read_last(project: Project) -> dict[str, Fingerprint]:
    try:
        found = json.loads(_last(project).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write_last(project: Project, fingerprints: dict[str, Fingerprint]) -> None:
    text = json.dumps(fingerprints, indent=1, sort_keys=True)
    write_atomically(_last(project), text.encode())
