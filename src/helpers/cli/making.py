"""Making a book that does not stand yet: plan, check the data, run the chapters, render."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.cli.checked import BIBLIOGRAPHY, WARM, bibliography, checked
from helpers.cli.prepare import announce
from helpers.cli.request import Request, wanted
from helpers.cli.validate import data_folder
from helpers.pipeline.execute import anticipate, begin
from helpers.pipeline.parameters import Value
from helpers.pipeline.plan import plan, preload
from helpers.pipeline.project import Project
from helpers.pipeline.workers import Workers

if TYPE_CHECKING:
    from helpers.pipeline.build import Book
    from helpers.render import Renderer


def workers(request: Request, *imports: str) -> Workers:
    """Return what runs the chapters, in processes that have `imports` and have read the data."""
    announce(data_folder(request.data), own=request.data is None)
    return Workers([*imports, WARM], request.jobs, request.timeout or None)


def make(
    request: Request, project: Project, renderer: Renderer, parameters: dict[str, Value]
) -> tuple[Book, int]:
    """Build; return the book and how many warnings there are of the data.

    What is needed late is imported late: the processes for Typst and the chapters begin before.
    """
    written, formats = bibliography(project), wanted(request.formats)
    with contextlib.ExitStack() as stack:
        running = workers(request, *preload(project))
        anticipate(project, running)  # first of all: the imports of chapters take longest
        render = stack.enter_context(renderer.prepared(formats, memory(project)))
        plans = begin(project, parameters, running)

        from rich.console import Console

        from helpers.cli.progress import progress
        from helpers.pipeline.build import Options, build
        from helpers.pipeline.cache import Cache
        from helpers.pipeline.lint.bibliographies import publications

        console = Console(highlight=False, soft_wrap=True)
        tell = stack.enter_context(progress(console, len(project.chapters)))
        publications(project, Cache(project.cache), {BIBLIOGRAPHY})  # refuses what it cannot read
        found = checked(project, request.data, running)
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
        return build(project, plans, options, render, running, tell), found.warnings


def memory(project: Project) -> Path:
    """Return the folder of what the renderer keeps for the next time."""
    return project.cache / "pages"
