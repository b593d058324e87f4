"""What a build shows while it runs: a live display in a terminal, plain lines elsewhere."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from helpers.pipeline.execute import Event, Executed, Rendering, Running, Tell, Waiting


@contextlib.contextmanager
def progress(console: Console, chapters: int) -> Iterator[Tell]:
    """Give a function that takes the events of a build of `chapters` chapters and shows them."""
    if not console.is_terminal:
        yield lambda event: console.print(_line(event), markup=False, highlight=False)
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TextColumn("{task.completed}/{task.total}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        yield _Live(bar, bar.add_task("planning", total=chapters))


def _line(event: Event) -> str:
    match event:
        case Running(chapter):
            return f"executing  {chapter}"
        case Executed(chapter=chapter, seconds=seconds):
            return f"executed   {chapter} ({seconds:.1f} s)"
        case Waiting():
            return "waiting    for another build of this project"
        case Rendering(renderer):
            return f"rendering  all chapters with {renderer}"


class _Live:
    """The chapters that run now, and how many are done."""

    def __init__(self, bar: Progress, task: TaskID) -> None:
        self._bar, self._task = bar, task
        self._running: list[str] = []

    def __call__(self, event: Event) -> None:
        match event:
            case Running(chapter):
                self._running.append(chapter)
            case Executed(chapter=chapter):
                self._running.remove(chapter)
                self._bar.advance(self._task)
            case Waiting():
                self._bar.update(self._task, description="waiting for another build", total=None)
                return
            case Rendering(renderer):
                self._bar.update(self._task, description=f"rendering with {renderer}", total=None)
                return
        self._bar.update(self._task, description="executing " + ", ".join(self._running))
