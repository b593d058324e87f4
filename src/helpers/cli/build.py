"""``rspbook build``: check the data, build the book, say what came of it."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from helpers.cli.progress import progress
from helpers.cli.validate import counted, data_folder, findings
from helpers.errors import BookError
from helpers.pipeline.build import Book, Options, build
from helpers.pipeline.cache import Cache
from helpers.pipeline.execute import Plan, preload
from helpers.pipeline.fingerprint import dependencies, key
from helpers.pipeline.parameters import Value, parse_assignment, read_parameters
from helpers.pipeline.project import Project, find_project
from helpers.pipeline.workers import Workers
from helpers.render import choose

_FORMATS = frozenset({"html", "pdf"})
_CHECK = "helpers.data.validate"


@dataclass(frozen=True)
class Request:
    """What the command line asks for, unchecked."""

    data: Path | None
    params: Path | None
    assignments: tuple[str, ...]
    renderer: str
    formats: str
    output: Path | None
    jobs: int
    timeout: float
    engine: str
    explain: bool


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
    workers = Workers([*preload(project), _CHECK], request.jobs, request.timeout or None)
    with progress(console, len(project.chapters)) as tell:
        warnings = _check_data(project, request.data, workers)
        book = build(project, options, renderer, workers, tell)
    if request.explain:
        console.print(_explained(book.plans), markup=False)
    console.print(_summary(book, warnings), markup=False)


def _parameters(request: Request, project: Project) -> dict[str, Value]:
    """Join the parameter file, ``-p`` and ``--data``, the later ones winning."""
    given: dict[str, Value] = read_parameters(request.params) if request.params else {}
    given |= dict(map(parse_assignment, request.assignments))
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


def _check_data(project: Project, data: Path | None, workers: Workers) -> int:
    """Validate the dataset, unless just this one was; return the number of warnings."""
    folder, cache = data_folder(data), Cache(project.build / "cache")
    place = key(dependencies(Path.cwd(), [str(folder)], [_CHECK]))
    stored = cache.get(place)
    if stored is None:
        done = next(workers.run(findings, [folder]))
        if done.error:
            raise done.error
        stored = json.dumps(done.value)
        cache.put(place, stored)
    lines, errors = json.loads(stored)
    if errors:
        raise BookError("\n".join([f"the data have {counted(errors, 'error')}", *lines]))
    return len(lines)


def _explained(plans: tuple[Plan, ...]) -> str:
    width = max(len(plan.chapter) for plan in plans)
    reasons = ["; ".join(plan.why) or "unchanged, taken from the cache" for plan in plans]
    return "\n".join(f"{p.chapter:{width}}  {why}" for p, why in zip(plans, reasons, strict=True))


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
