"""Rules about a chapter as a whole: it begins with its title and is stored without results."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.pipeline.lint.book import Book
from helpers.pipeline.lint.finding import Finding
from helpers.pipeline.lint.syntax import identifier

_INDEX = "index.ipynb"


def missing_titles(book: Book) -> Iterator[Finding]:
    """Find chapters that do not begin with ``# Title {#sec-name}``; the index needs no label."""
    chapters = dict.fromkeys(cell.chapter for cell in book.cells)
    for chapter in chapters:
        first = next(cell for cell in book.cells if cell.chapter == chapter)
        title = first.blocks[0] if first.node.cell_type == "markdown" and first.blocks else None
        is_title = title is not None and title["t"] == "Header" and title["c"][0] == 1
        labelled = chapter == _INDEX or (is_title and identifier(title).startswith("sec-"))
        if not (is_title and labelled):
            yield first.finding("a chapter begins with its title: # Title {#sec-name}", 1)


def stored_outputs(book: Book) -> Iterator[Finding]:
    """Find cells that keep results of a run; the book is made from the data, not from these."""
    for cell in book.cells:
        if cell.node.get("outputs") or cell.node.get("execution_count") is not None:
            yield cell.finding("stored outputs: clear all outputs and save the notebook")
