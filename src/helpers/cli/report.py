"""A report of headings, sentences, tables and details: for a terminal, as text and as Markdown."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from helpers.cli.columns import GAP, fitted
from helpers.tables.markdown import escape, plain
from helpers.tables.table import Table

OLD, NEW = "Old", "New"
"""Heads of the columns that are coloured, where there is colour."""

_STYLES = {OLD: "red", NEW: "green"}
WIDTH = 160
"""Columns of text where there is no terminal."""

_LEAST = 40
"""Columns of text below which there is no table; a terminal may break its lines."""

_EDGE = 2
"""Blanks that a table may have before and behind it."""


@dataclass(frozen=True)
class Heading:
    """A heading; 1 is the title of the report."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Sentence:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Rows:
    """A table of texts."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


@dataclass(frozen=True)
class Folded:
    """Details that are shown where they are asked for."""

    title: str
    blocks: Sequence[Block]


Block = Heading | Sentence | Rows | Folded


def unfolded(blocks: Iterable[Block], *, everything: bool, pointer: str) -> list[Block]:
    """Return a report with its details in place, or without them and with a pointer to them."""
    blocks = list(blocks)
    shown = [block for one in blocks for block in _opened(one, everything)]
    hidden = not everything and any(isinstance(block, Folded) for block in blocks)
    return [*shown, Sentence(pointer)] if hidden else shown


def _opened(block: Block, everything: bool) -> list[Block]:
    if not isinstance(block, Folded):
        return [block]
    return [Heading(block.title), *block.blocks] if everything else []


def console_for_text() -> Console:
    """Return the console of standard output, wide enough where it is no terminal.

    How wide, the variable ``COLUMNS`` may say.
    """
    console = Console(highlight=False)
    known = console.is_terminal or os.environ.get("COLUMNS", "").isdigit()
    return Console(highlight=False, width=max(console.width, _LEAST) if known else WIDTH)


def print_report(blocks: Iterable[Block], console: Console) -> None:
    """Print a report; in colour where the console is a terminal."""
    for block in blocks:
        match block:
            case Heading(text, level):
                console.print(Text(plain(text), style="bold underline" if level < 3 else "bold"))
            case Sentence(text):
                console.print(Text(plain(text)))
            case Rows():
                _print_table(block, console)
            case Folded(title, inner):
                print_report([Heading(title), *inner], console)


def as_text(blocks: Iterable[Block]) -> str:
    """Return a report as plain text."""
    console = Console(file=io.StringIO(), width=WIDTH, highlight=False, color_system=None)
    with console.capture() as printed:
        print_report(blocks, console)
    return printed.get()


def as_markdown(blocks: Iterable[Block]) -> str:
    """Return a report as Markdown of Pandoc, which GitHub shows too."""
    return "\n\n".join(map(_markdown, blocks)) + "\n"


def _print_table(block: Rows, console: Console) -> None:
    """Print a table; a name too long for its column stands above its row."""
    lines = [tuple(map(plain, line)) for line in (block.columns, *block.rows)]
    widths = _widths(lines, console.width - _EDGE)
    head = ["bold"] * len(block.columns)
    styles = [_style(place, column) for place, column in enumerate(block.columns)]
    console.print()
    for number, line in enumerate(lines):
        _print_line(line, styles if number else head, widths, console)
        if number == 0:
            console.print(" " + "─" * (sum(widths) + GAP * (len(widths) - 1)))
    console.print()


def _widths(lines: Sequence[tuple[str, ...]], room: int) -> list[int]:
    """Return the width of each column, that of the names 0 where none has room beside the rest."""
    names, *rest = zip(*lines, strict=True)
    short = [name for name in names if len(name) <= 2 * room // 5]
    found = fitted([short, *rest] if rest else [names], room)
    if found is None and rest:
        found = [0, *(fitted(rest, room - GAP) or [])]
    equal = [0, *[max(1, room // len(rest) - GAP)] * len(rest)] if rest else [room]
    return found if found and len(found) == len(equal) else equal


def _print_line(
    line: tuple[str, ...], styles: Sequence[str], widths: Sequence[int], console: Console
) -> None:
    grid = RichTable.grid(padding=(0, GAP, 0, 0), pad_edge=False)
    for style, width in zip(styles, widths, strict=True):
        grid.add_column(style=style, overflow="fold", width=width)
    beside = len(line[0]) <= widths[0] or len(line) == 1
    if not beside:
        console.print(Text(f" {line[0]}", style=styles[0]), soft_wrap=True)
    grid.add_row(*map(Text, line if beside else ("", *line[1:])))
    console.print(Padding(grid, (0, 0, 0, 1)))


def _style(place: int, column: str) -> str:
    return _STYLES.get(column, "" if place else "cyan")


def _markdown(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {escape(text)}"
        case Sentence(text):
            return escape(text)
        case Rows(columns, rows):
            return Table(columns, tuple(rows)).markdown()
        case Folded(title, inner):
            return "\n\n".join(map(_markdown, [Heading(title), *inner]))
