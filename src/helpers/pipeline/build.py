"""A build: plan, execute, stage, render, swap in."""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from filelock import FileLock, Timeout

from helpers.errors import BookError
from helpers.pipeline.execute import Rendering, Tell, Waiting, execute
from helpers.pipeline.manifest import MANIFEST, inputs, is_current, write_manifest
from helpers.pipeline.parameters import Value
from helpers.pipeline.plan import Plan
from helpers.pipeline.project import Project
from helpers.pipeline.stage import stage
from helpers.pipeline.swap import replacing
from helpers.pipeline.workers import Workers

Render = Callable[[Path, Path], Iterable[Path]]
"""Makes of a staged project the book in an empty folder; returns the files that readers open."""


@dataclass(frozen=True)
class Options:
    """What a build is asked for.

    Parameters
    ----------
    renderer : str
        Name and version of what renders the book.
    output : Path or None
        Folder of the book, instead of the one that the project names.
    warm : bool
        Run chapters in warm processes, not in kernels of their own.
    replaced : mapping of str to bytes
        Files to stage instead of those of the project, by path.
    """

    parameters: Mapping[str, Value]
    formats: frozenset[str]
    renderer: str
    output: Path | None = None
    warm: bool = True
    replaced: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Book:
    """A finished build: where it is, why what ran did, how long it took (seconds)."""

    folder: Path
    renderer: str
    plans: tuple[Plan, ...]
    seconds: float
    rendered: bool


def build(
    project: Project,
    plans: list[Plan],
    options: Options,
    render: Render,
    workers: Workers,
    tell: Tell,
) -> Book:
    """Build the book of `project` as planned; the old one stays until the new one is complete.

    Raises
    ------
    BookError
        With one message that says what to mend.
    """
    begun = time.monotonic()
    output = _checked_output(project, options.output or project.output)
    with _alone(project, tell):
        chapters = execute(project, plans, workers, options.warm, tell)
        companions = stage(project, chapters, project.staged, options.renderer, options.replaced)
        made_of = inputs(
            project.root, project.staged, options.renderer, options.formats, options.parameters
        )
        rendered = not is_current(output, made_of)
        if rendered:
            tell(Rendering(options.renderer))
            with ThreadPoolExecutor(1) as aside, replacing(output) as beside:
                closing = aside.submit(workers.close)  # they may still be at their imports
                render(project.staged, beside)
                _copy(project.staged, beside, companions)
                write_manifest(beside, made_of)
                closing.result()
    as_run = tuple(replace(one, why=done.why) for one, done in zip(plans, chapters, strict=True))
    return Book(output, options.renderer, as_run, time.monotonic() - begun, rendered)


@contextlib.contextmanager
def _alone(project: Project, tell: Tell) -> Iterator[None]:
    """Let one build at a time work on a project, of which one is staged for all variants.

    What one build ran, those that waited for it need not run.
    """
    lock = FileLock(project.build / "book.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        tell(Waiting())
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _copy(staged: Path, book: Path, names: Iterable[str]) -> None:
    for name in names:
        (book / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(staged / name, book / name)


def _checked_output(project: Project, output: Path) -> Path:
    """Refuse to replace anything but a book."""
    output = output.resolve()
    if project.root.resolve().is_relative_to(output):
        raise BookError(f"--output {output}: the book would replace the project itself")
    if output.exists() and not output.is_dir():
        raise BookError(f"--output {output}: this is a file, not a folder")
    book = (output / MANIFEST).exists()
    if output == project.output.resolve():
        book = book or (output / "index.html").exists()  # one that Quarto itself has made
    if not book and output.is_dir() and any(output.iterdir()):
        raise BookError(f"--output {output}: the folder is not empty and holds no book")
    return output
