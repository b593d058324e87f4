"""``rspbook build``: check the data, build the book, say what came of it."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console

from helpers.cli.prepare import announce, prepare
from helpers.cli.progress import progress
from helpers.cli.validate import counted, data_folder
from helpers.errors import BookError
from helpers.pipeline.build import Book, Options, build
from helpers.pipeline.cache import Cache
from helpers.pipeline.fingerprint import dependencies, key
from helpers.pipeline.parameters import Value, confine, parse_assignment, read_parameters
from helpers.pipeline.plan import Plan, preload
from helpers.pipeline.project import Project, find_project
from helpers.pipeline.workers import Workers
from helpers.render import choose

_FORMATS = frozenset({"html", "pdf"})
_BIBLIOGRAPHY = "data/references.bib"
_ENTRY = re.compile(r"^(?=@)", re.MULTILINE)
_WARM = "helpers.cli.warm"


@dataclass(frozen=True)
class Request:
    """What the command line asks for, unchecked."""

    data: Path | None = None
    params: Path | None = None
    assignments: tuple[str, ...] = ()
    renderer: str = "auto"
    formats: str = "html,pdf"
    output: Path | None = None
    jobs: int = 0
    timeout: float = 0
    engine: str = "warm"
    explain: bool = False


@dataclass(frozen=True)
class Checked:
    """What validation leaves for the build: how many warnings, and the bibliography."""

    warnings: int
    bibliography: bytes


def run(request: Request) -> None:
    """Build the book that `request` asks for and print a summary."""
    project = find_project(Path.cwd())
    renderer = choose(request.renderer)
    options = Options(
        parameters=_parameters(request, project),
        formats=_formats(request.formats),
        output=request.output,
        warm=_warm(request.engine),
    )
    console = Console(highlight=False, soft_wrap=True)
    announce(data_folder(request.data), own=request.data is None)
    workers = Workers([*preload(project), _WARM], request.jobs, request.timeout or None)
    with progress(console, len(project.chapters)) as tell:
        checked = _checked(project, request.data, workers)
        options = replace(options, replaced={_BIBLIOGRAPHY: checked.bibliography})
        book = build(project, options, renderer, workers, tell)
    if request.explain:
        console.print(_explained(book.plans), markup=False)
    console.print(_summary(book, checked.warnings), markup=False)


def _parameters(request: Request, project: Project) -> dict[str, Value]:
    """Join the parameter file, ``-p`` and ``--data``, the later ones winning."""
    given: dict[str, Value] = read_parameters(request.params) if request.params else {}
    given |= dict(map(parse_assignment, request.assignments))
    confine(project.root, given)
    if request.data is not None:
        folder = request.data.resolve()
        inside = folder.is_relative_to(project.root)
        given["data_dir"] = str(folder.relative_to(project.root) if inside else folder)
    return given


def _formats(text: str) -> frozenset[str]:
    formats = frozenset(part.strip() for part in text.split(",") if part.strip())
    if not formats or formats - _FORMATS:
        raise BookError(f"--to {text}: a book is rendered to html, pdf or html,pdf")
    return formats


def _warm(engine: str) -> bool:
    if engine not in ("warm", "standard"):
        raise BookError(f"--engine {engine}: allowed are warm and standard")
    return engine == "warm"


def _checked(project: Project, data: Path | None, workers: Workers) -> Checked:
    """Validate the dataset, unless just this one was.

    Raises
    ------
    BookError
        If the data have errors; its text holds all of them.
    """
    folder, cache = data_folder(data), Cache(project.build / "cache")
    stored = cache.get(_place(folder))
    if stored is None:
        done = next(workers.run(prepare, [(folder, data is None)]))
        if done.error:
            raise done.error
        stored = json.dumps(done.value)
        cache.put(_place(folder), stored)
    lines, errors, bibliography = json.loads(stored)
    if errors:
        raise BookError("\n".join([f"the data have {counted(errors, 'error')}", *lines]))
    return Checked(len(lines), _joined(bibliography, project).encode())


def _joined(bibliography: str, project: Project) -> str:
    """Add to the references of other data those of the project, which the prose cites."""
    own = project.root / _BIBLIOGRAPHY
    entries = _ENTRY.split(own.read_text(encoding="utf-8")) if own.is_file() else []
    named = {_key_of(entry) for entry in _ENTRY.split(bibliography)}
    return bibliography + "".join(entry for entry in entries if _key_of(entry) not in named)


def _key_of(entry: str) -> str:
    return entry.partition("{")[2].partition(",")[0]


def _place(folder: Path) -> str:
    return key(dependencies(Path.cwd(), [str(folder)], [_WARM]))


def _explained(plans: tuple[Plan, ...]) -> str:
    width = max(len(plan.chapter) for plan in plans)
    return "\n".join(f"{plan.chapter:{width}}  {plan.explained}" for plan in plans)


def _summary(book: Book, warnings: int) -> str:
    ran = sum(bool(plan.why) for plan in book.plans)
    seconds = math.ceil(book.seconds * 10) / 10
    if not book.rendered:
        done = f"Nothing to do: the book is up to date ({seconds} s)"
    else:
        done = (
            f"Built with {book.renderer} in {seconds} s, "
            f"{counted(ran, 'chapter')} of {len(book.plans)} executed"
        )
    notes = [f"The data have {counted(warnings, 'warning')}: rspbook validate"] if warnings else []
    return "\n".join([done, *notes, *(f"  {_shown(entry)}" for entry in book.entries)])


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
