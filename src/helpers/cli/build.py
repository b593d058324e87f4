"""``rspbook build``: check the data, build the book, say what came of it."""

from __future__ import annotations

import math
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from helpers.cli.parameters import assigned, folder_named, of_file
from helpers.cli.prepare import announce
from helpers.cli.validate import counted, data_folder
from helpers.errors import BookError
from helpers.pipeline.names import DATA_PARAMETER
from helpers.pipeline.parameters import Value, confine
from helpers.pipeline.project import Project, find_project
from helpers.pipeline.standing import standing
from helpers.render import choose

if TYPE_CHECKING:
    from helpers.pipeline.build import Book
    from helpers.pipeline.plan import Plan
    from helpers.pipeline.workers import Workers
    from helpers.render import Renderer

_FORMATS = frozenset({"html", "pdf"})


class Request(NamedTuple):
    """What the command line asks for, unchecked."""

    data: Path | None
    params: Path | None
    assignments: list[str]
    renderer: str
    formats: str
    output: Path | None
    jobs: int
    timeout: float
    engine: str
    explain: bool


def run(**given: Any) -> None:
    """Build the book that a `Request` asks for, unless it stands already; print a summary."""
    request = Request(**given)
    began = time.monotonic()
    project, renderer = find_project(Path.cwd()), choose(request.renderer)
    parameters = _parameters(request, project)
    asked = {
        "parameters": parameters,
        "formats": sorted(wanted(request.formats)),
        "renderer": [renderer.name, renderer.program],
    }
    _check_engine(request.engine)
    output = request.output or project.output
    stands = standing(project, asked, output)
    warnings = None if request.explain else stands.last()
    done = f"Nothing to do: the book is up to date ({_seconds(time.monotonic() - began)} s)"
    before: list[Path] = []
    if warnings is None:
        stands.forget()
        before = _entries(output)
        book, warnings = _make(request, project, renderer, parameters)
        stands.keep(warnings)
        done = _done(book, request.explain)
    print(_summary(done, warnings, before, output))


def _begin(
    request: Request, project: Project, parameters: dict[str, Value]
) -> tuple[list[Plan], Workers]:
    """Plan the chapters, with workers that load this data before they run them."""
    from helpers.cli.checked import WARM
    from helpers.pipeline.execute import begin
    from helpers.pipeline.plan import preload
    from helpers.pipeline.workers import Workers

    announce(data_folder(request.data), own=request.data is None)
    workers = Workers([*preload(project), WARM], request.jobs, request.timeout or None)
    return begin(project, parameters, workers), workers


def _make(
    request: Request, project: Project, renderer: Renderer, parameters: dict[str, Value]
) -> tuple[Book, int]:
    """Build; return the book and how many warnings there are of the data.

    What only this needs is imported here: most of the time of a build with nothing to do is
    imports.
    """
    from helpers.cli.checked import BIBLIOGRAPHY, bibliography, checked

    written = bibliography(project)
    plans, workers = _begin(request, project, parameters)

    from rich.console import Console

    from helpers.cli.progress import progress
    from helpers.pipeline.build import Options, build
    from helpers.pipeline.cache import Cache
    from helpers.pipeline.lint.bibliographies import publications
    from helpers.pipeline.plan import plan

    console, formats = Console(highlight=False, soft_wrap=True), wanted(request.formats)
    with (
        progress(console, len(project.chapters)) as tell,
        renderer.prepared(formats, project.cache / "pages", _mostly_known(plans)) as render,
    ):
        publications(project, Cache(project.cache), {BIBLIOGRAPHY})  # refuses what it cannot read
        found = checked(project, request.data, workers)
        if bibliography(project) != written:  # the chapters may depend on what was renewed
            plans = plan(project, parameters)
        options = Options(
            parameters=parameters,
            formats=formats,
            renderer=renderer.version,
            output=request.output,
            warm=request.engine == "warm",
            replaced={BIBLIOGRAPHY: found.bibliography},
        )
        return build(project, plans, options, render, workers, tell), found.warnings


def _mostly_known(plans: list[Plan]) -> bool:
    return sum(bool(one.why) for one in plans) < len(plans) / 2


def _parameters(request: Request, project: Project) -> dict[str, Value]:
    """Join the parameter file, ``-p`` and ``--data``, the later ones winning."""
    given: dict[str, Value] = of_file(request.params) if request.params else {}
    given |= dict(map(assigned, request.assignments))
    confine(project.root, given)
    folder_named(project.root, given)
    if request.data is not None:
        folder = request.data.resolve()
        inside = folder.is_relative_to(project.root)
        given[DATA_PARAMETER] = str(folder.relative_to(project.root) if inside else folder)
    return given


def wanted(text: str) -> frozenset[str]:
    """Return the formats that ``--to`` names; BookError if there is none or another."""
    formats = frozenset(part.strip() for part in text.split(",") if part.strip())
    if not formats or formats - _FORMATS:
        raise BookError(f"--to {text}: a book is rendered to html, pdf or html,pdf")
    return formats


def _check_engine(engine: str) -> None:
    if engine not in ("warm", "standard"):
        raise BookError(f"--engine {engine}: allowed are warm and standard")


def _done(book: Book, explain: bool) -> str:
    width = max(len(plan.chapter) for plan in book.plans)
    lines = [f"{plan.chapter:{width}}  {plan.explained}" for plan in book.plans if explain]
    ran = sum(bool(plan.why) for plan in book.plans)
    what = f"Built with {book.renderer} in {_seconds(book.seconds)} s"
    if not book.rendered:
        what = f"The book is up to date ({_seconds(book.seconds)} s)"
    return "\n".join([*lines, f"{what}, {counted(ran, 'chapter')} of {len(book.plans)} executed"])


def _summary(done: str, warnings: int, before: list[Path], output: Path) -> str:
    notes = [f"The data have {counted(warnings, 'warning')}: rspbook validate"] if warnings else []
    entries = _entries(output)
    gone = [
        f"Removed, as this build did not make it: {_shown(e)}" for e in before if e not in entries
    ]
    return "\n".join([done, *notes, *gone, *(f"  {_shown(entry)}" for entry in entries)])


def _entries(output: Path) -> list[Path]:
    """Return what readers open of a book."""
    return sorted([*output.glob("index.html"), *output.glob("*.pdf")])


def _seconds(exact: float) -> float:
    return math.ceil(exact * 10) / 10


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
