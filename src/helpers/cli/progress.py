"""What a build shows while it runs: a live display in a terminal, plain lines elsewhere."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Column

from helpers.pipeline.execute import Event, Executed, Rendering, Running, Tell, Waiting

_MOST = 2
"""Chapters that are named at once."""


@contextlib.contextmanager
def progress(console: Console, chapters: int) -> Iterator[Tell]:
    """Give a function that takes the events of a build of `chapters` chapters and shows them."""
    if not console.is_terminal:
        yield lambda event: console.print(_line(event), markup=False, highlight=False)
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", table_column=Column(no_wrap=True, ratio=1)),
        BarColumn(bar_width=24),
        TextColumn("{task.fields[count]}", table_column=Column(no_wrap=True, min_width=5)),
        TimeElapsedColumn(table_column=Column(no_wrap=True, min_width=7)),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        yield _Live(bar, chapters)


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
    """The chapters that run now, and how many are done; or what else goes on."""

    def __init__(self, bar: Progress, chapters: int) -> None:
        self._bar, self._total = bar, chapters
        self._done, self._running = 0, list[str]()
        self._task = bar.add_task("planning", total=None, count="")

    def __call__(self, event: Event) -> None:
        match event:
            case Running(chapter):
                self._running.append(chapter)
            case Executed(chapter=chapter):
                self._running.remove(chapter)
                self._done += 1
            case Waiting():
                self._show("waiting for another build")
                return
            case Rendering(renderer):
                self._show(f"rendering with {renderer}")
                return
        if self._running:
            self._show(f"executing {_named(self._running)}", self._total)

    def _show(self, what: str, total: int | None = None) -> None:
        """Say what goes on; without a total the bar only shows that something does."""
        count = f"{self._done}/{total}" if total else ""
        self._bar.tasks[0].total = total  # an update would take None for what it was
        self._bar.update(self._task, description=what, completed=self._done, count=count)


def _named(chapters: list[str]) -> str:
    """Name chapters so that a line of 80 columns has room for the rest."""
    names = ", ".join(Path(chapter).stem for chapter in chapters[:_MOST])
    return f"{names} and {len(chapters) - _MOST} more" if len(chapters) > _MOST else names
