"""A report of headings, sentences, tables and details: for a terminal, as text and as Markdown."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from helpers.tables.markdown import escape, plain
from helpers.tables.table import Table

OLD, NEW = "Old", "New"
"""Heads of the columns that are coloured, where there is colour."""

_STYLES = {OLD: "red", NEW: "green"}
WIDTH = 160
"""Columns of text where there is no terminal."""


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
    """Return the console of standard output, wide enough where it is no terminal."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=WIDTH)


def print_report(blocks: Iterable[Block], console: Console) -> None:
    """Print a report; in colour where the console is a terminal."""
    for block in blocks:
        match block:
            case Heading(text, level):
                console.print(Text(plain(text), style="bold underline" if level < 3 else "bold"))
            case Sentence(text):
                console.print(Text(plain(text)))
            case Rows():
                console.print(_table(block))
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


def _table(block: Rows) -> RichTable:
    table = RichTable(box=SIMPLE_HEAD, pad_edge=False)
    for place, column in enumerate(block.columns):
        style = _STYLES.get(column, "" if place else "cyan")
        table.add_column(Text(plain(column)), style=style, overflow="fold")
    for row in block.rows:
        table.add_row(*(Text(plain(cell)) for cell in row))
    return table


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
