"""What every table function returns: cells that are text or quantities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from tabulate import tabulate

from helpers.analysis.quantity import Quantity
from helpers.record import RECORD_MIME
from helpers.tables.markdown import Marked, escape, plain

Cell = str | Quantity | Marked | tuple["Cell", ...]
"""Text, a number of the book, a link or citation, or several of these side by side."""

Align = Literal["left", "right", "center"]

_RULES = {"left": (":", "-"), "right": ("-", ":"), "center": (":", ":")}
_WIDEST = 48


@dataclass(frozen=True)
class Table:
    """A table of the book.

    Parameters
    ----------
    columns : tuple of str
        Heads of the columns; text.
    rows : tuple of tuple of Cell
        As many cells in each as there are columns.
    align : tuple of str
        One of left, right, center for each column; empty: all left.
    widths : tuple of int
        Relative widths of the columns; empty: after the longest text in each.
    empty : str
        What the table says where it has no row.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    align: tuple[Align, ...] = ()
    widths: tuple[int, ...] = ()
    empty: str = "No case states any of this."

    def __post_init__(self) -> None:
        odd = [row for row in self.rows if len(row) != len(self.columns)]
        if odd:
            raise ValueError(f"a row has {len(odd[0])} cells, not {len(self.columns)}: {odd[0]}")

    def texts(self) -> list[list[str]]:
        """Return the rows as plain text."""
        return [[cell_text(cell) for cell in row] for row in self.rows]

    def quantities(self) -> list[Quantity]:
        """Return the numbers that stand in the table."""
        parts = (part for row in self.rows for cell in row for part in _parts(cell))
        return [part for part in parts if isinstance(part, Quantity)]

    def markdown(self) -> str:
        """Return the table as a pipe table of Pandoc Markdown.

        One without rows says so in a row, since its label and caption need a table to stand at.
        """
        heads = [escape(column) for column in self.columns]
        rows = self.rows or ((self.empty, *[""] * (len(self.columns) - 1)),)
        body = [[cell_markdown(cell) for cell in row] for row in rows]
        return "\n".join(f"| {' | '.join(row)} |" for row in [heads, self._rules(), *body])

    def _rules(self) -> list[str]:
        align = self.align or ("left",) * len(self.columns)
        return [
            first + "-" * (width - 2) + last
            for width, (first, last) in zip(self._widths(), (_RULES[a] for a in align), strict=True)
        ]

    def _widths(self) -> tuple[int, ...]:
        if self.widths:
            return self.widths
        texts = [list(self.columns), *self.texts()]
        return tuple(min(max(map(len, column)), _WIDEST) + 2 for column in zip(*texts, strict=True))

    def __str__(self) -> str:
        if not self.rows:
            return self.empty
        return tabulate(self.texts(), self.columns, tablefmt="simple", disable_numparse=True)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {
            "text/plain": str(self),
            "text/markdown": self.markdown(),
            RECORD_MIME: {
                "quantities": [quantity.as_record() for quantity in self.quantities()],
                "table": {"columns": list(self.columns), "rows": self.texts()},
            },
        }


def cell_text(cell: Cell) -> str:
    """Return what a cell shows, as plain text on one line."""
    return "".join(_text(part) for part in _parts(cell)).strip(" ")


def cell_markdown(cell: Cell) -> str:
    """Return a cell as Pandoc Markdown; text is escaped."""
    return "".join(_markdown(part) for part in _parts(cell)).strip(" ")


def _parts(cell: Cell) -> Iterator[str | Quantity | Marked]:
    if isinstance(cell, tuple):
        for part in cell:
            yield from _parts(part)
    else:
        yield cell


def _text(part: str | Quantity | Marked) -> str:
    return plain(part if isinstance(part, str) else part.text)


def _markdown(part: str | Quantity | Marked) -> str:
    if isinstance(part, str):
        return escape(part)
    return part.markdown() if isinstance(part, Quantity) else part.markdown
