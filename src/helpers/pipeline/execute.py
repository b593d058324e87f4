"""Running the chapters that have to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.errors import BookError, placed
from helpers.pipeline import fork_server
from helpers.pipeline.chapter import Job, run_chapter
from helpers.pipeline.fingerprint import fingerprint, key
from helpers.pipeline.notebook import parse_notebook
from helpers.pipeline.parameters import Value, declared
from helpers.pipeline.plan import Plan, chapter_cache, is_outdated, plan, remember
from helpers.pipeline.project import Project
from helpers.pipeline.results import refreshed
from helpers.pipeline.workers import Workers

if TYPE_CHECKING:
    from nbformat import NotebookNode


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
class Waiting:
    """Event: another build of the project ends first."""


@dataclass(frozen=True)
class Rendering:
    """Event: all chapters are there, and the renderer begins."""

    renderer: str


_ROOM = 512 * 2**20
"""Bytes that the results of this and of earlier builds may take: those of a hundred or more."""

Event = Running | Executed | Waiting | Rendering
Tell = Callable[[Event], None]


class ExecutionError(BookError):
    """One or more chapters failed; one paragraph each."""


def anticipate(project: Project, workers: Workers) -> None:
    """Let the workers begin their imports if it is known before any plan that chapters will run."""
    if is_outdated(project):
        workers.warm_up()


def begin(project: Project, given: Mapping[str, Value], workers: Workers) -> list[Plan]:
    """Plan the chapters; once it is known that any has to run, the workers begin their imports.

    Raises
    ------
    BookError
        As `plan`.
    """
    plans = plan(project, given)
    if any(one.why for one in plans):
        workers.warm_up()
    return plans


def execute(
    project: Project,
    plans: list[Plan],
    workers: Workers,
    warm: bool = True,
    tell: Tell = print,
    keep: bool = True,
) -> list[Executed]:
    """Run the chapters that have to, in parallel; return all in reading order.

    The results of the others are kept in the cache when one fails. With `keep`, this build is what
    the next plan says its chapters differ from. Chapters run in `warm` processes where there can be
    any, otherwise each in a kernel of its own.

    Raises
    ------
    ExecutionError
        With the messages of all chapters that failed.
    """
    warm = warm and fork_server.IS_THERE
    cache, results, failures = chapter_cache(project), dict[str, Executed](), dict[str, str]()
    stale = dict[str, Plan]()
    for one in plans:
        text = cache.get(key(one.fingerprint))  # another build may have run it meanwhile
        if text is None:
            stale[one.chapter] = one
        else:
            results[one.chapter] = _executed(one, text)
    jobs = [Job(project.root, p.chapter, p.notebook, p.parameters, warm) for p in stale.values()]
    for done in workers.run(run_chapter, jobs, lambda job: tell(Running(job.chapter))):
        one = stale[done.task.chapter]
        if done.error:
            failures[one.chapter] = placed(one.chapter, done.error)
            continue
        if _as_planned(project, one):
            cache.put(key(one.fingerprint), done.value)
        results[one.chapter] = _executed(one, done.value, done.seconds)
        tell(results[one.chapter])
    if failures:
        raise ExecutionError(_joined([failures[p.chapter] for p in plans if p.chapter in failures]))
    if keep:
        remember(project, plans)
    if jobs:
        cache.trim(_ROOM, [key(one.fingerprint) for one in plans])
    return [results[p.chapter] for p in plans]


def _as_planned(project: Project, one: Plan) -> bool:
    """Whether what a chapter depends on is as it was: else its result may be that of newer data.

    Or of older code, where some was saved between the first imports of the workers and the plan.
    """
    defaults = declared(one.notebook, one.chapter)
    now = fingerprint(project.root, one.chapter, one.notebook, defaults, one.parameters)
    return now == one.fingerprint and fork_server.has_imported(now)


def _executed(one: Plan, text: str, seconds: float = 0.0) -> Executed:
    notebook = refreshed(parse_notebook(text), one.notebook)
    return Executed(one.chapter, notebook, one.why if seconds else (), seconds)


def _joined(failures: list[str]) -> str:
    """Return the messages in reading order, those that differ only in their place told once."""
    causes: dict[str, list[str]] = {}
    for text in failures:
        causes.setdefault(text.partition(": ")[2], []).append(text)
    lines = []
    for first, *others in causes.values():
        chapters = "chapter" if len(others) == 1 else "chapters"
        more = [f"The same in {len(others)} more {chapters}."] if others else []
        lines += [first, *more]
    return "\n".join(lines)
