"""A report of headings, sentences, tables and details: for a terminal, as text and as Markdown."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.box import SIMPLE_HEAD
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
    return console if known else Console(highlight=False, width=WIDTH)


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
    """Print a table; where its words do not fit beside each other, each row below its name."""
    lines = [tuple(map(plain, line)) for line in (block.columns, *block.rows)]
    widths = fitted(list(zip(*lines, strict=True)), console.width - _EDGE)
    if widths is None and len(block.columns) > 1:
        _print_below_names(block.columns, lines, console)
        return
    table = RichTable(box=SIMPLE_HEAD, pad_edge=False)
    for place, column in enumerate(lines[0]):
        width = widths[place] if widths else None
        table.add_column(Text(column), style=_style(place, column), overflow="fold", width=width)
    for line in lines[1:]:
        table.add_row(*map(Text, line))
    console.print(table)


def _print_below_names(
    columns: Sequence[str], lines: Sequence[tuple[str, ...]], console: Console
) -> None:
    room, rest = console.width - _EDGE, len(columns) - 1
    widths = fitted(list(zip(*(line[1:] for line in lines), strict=True)), room)
    console.print()
    for number, (name, *cells) in enumerate(lines):
        grid = RichTable.grid(padding=(0, GAP, 0, 0), pad_edge=False)
        styles = [
            _style(place, column) if number else "bold" for place, column in enumerate(columns)
        ]
        for place, style in enumerate(styles[1:]):
            width = widths[place] if widths else max(1, room // rest - GAP)
            grid.add_column(style=style, overflow="fold", width=width)
        grid.add_row(*map(Text, cells))
        console.print(Text(name, style=styles[0]), soft_wrap=True)
        console.print(Padding(grid, (0, 0, 0, _EDGE)))
    console.print()


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
