"""``rspbook build``: check the data, build the book, say what came of it."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.cli.request import Request, check_engine, parameters_of, wanted
from helpers.cli.validate import counted
from helpers.pipeline.project import find_project, seen_from
from helpers.pipeline.standing import standing
from helpers.render import choose

if TYPE_CHECKING:
    from helpers.pipeline.build import Book
    from helpers.render import Renderer

Around = Callable[..., AbstractContextManager[bool]]


def run(**given: Any) -> None:
    """Build the book that a `Request` asks for, unless it stands already; print a summary."""
    request = Request(**given)
    if request.daemon == 0:
        from helpers.cli.staying import leave_none

        leave_none(find_project(Path.cwd()))
    build(request, choose(request.renderer), _staying)


def _staying(*work: Any) -> AbstractContextManager[bool]:
    from helpers.cli.staying import staying

    return staying(*work)


def build(
    request: Request, renderer: Renderer, around: Around = lambda *_: nullcontext(False)
) -> None:
    """Build with this renderer, otherwise as `run`.

    What has to be done is done within `around`, which tells if another process has done it already.
    What a build with nothing to do does not need is imported late: most of its time is imports.
    """
    began = time.monotonic()
    project = find_project(Path.cwd())
    parameters = parameters_of(request, project)
    asked = {
        "parameters": parameters,
        "formats": sorted(wanted(request.formats)),
        "renderer": [renderer.name, renderer.program],
    }
    check_engine(request.engine)
    output = request.output or project.output
    stands = standing(project, asked, output)
    warnings = None if request.explain else stands.last()
    if warnings is not None:
        done = f"Nothing to do: the book is up to date ({_seconds(time.monotonic() - began)} s)"
        print(_summary(done, warnings, [], output))
        return
    with around(request, renderer, project) as is_done:
        if is_done:
            return
        stands.forget()
        before = _entries(output)
        from helpers.cli.making import make

        book, warnings = make(request, project, renderer, parameters)
        stands.keep(warnings)
        print(_summary(_done(book, request.explain), warnings, before, output), flush=True)


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
    return seen_from(Path.cwd(), path)
