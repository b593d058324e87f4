"""Rules: a figure has a caption and an alternative text, a table a caption."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.pipeline.lint.book import Book, Cell
from helpers.pipeline.lint.finding import Finding
from helpers.pipeline.lint.syntax import Node, elements, identifier, values, words

_NEEDED = {"fig-": ("fig-cap", "fig-alt"), "tbl-": ("tbl-cap",)}
_ALTERNATIVES = ("fig-alt", "alt")


def incomplete_cells(book: Book) -> Iterator[Finding]:
    """Find figures and tables of code cells without what they need, and captions of nothing."""
    for cell in book.cells:
        for kind, names in _NEEDED.items():
            labelled = cell.label.startswith(kind)
            for name in names:
                given = str(cell.options.get(name) or "").strip()
                if labelled and not given:
                    yield cell.finding(f"{cell.label} has no {name} (#| {name}: …)", cell.label)
                if given and not labelled:
                    message = f"{name} without a label that begins with {kind} (#| label: {kind}…)"
                    yield cell.finding(message, name)


def unreadable_options(book: Book) -> Iterator[Finding]:
    """Find ``#|`` options that are not YAML."""
    return (cell.finding(cell.broken) for cell in book.cells if cell.broken)


def incomplete_markdown(book: Book) -> Iterator[Finding]:
    """Find images without alternative text and tables without caption in Markdown."""
    for cell in book.cells:
        for element in elements(cell.blocks):
            if element["t"] == "Table" and not words(element["c"][1]).strip():
                yield _table(cell, element)
            if element["t"] == "Image" and not _alternative(element):
                place = element["c"][2][0]
                yield cell.finding(f"image {place} has no text: ![…]({place}){{fig-alt=…}}", place)


def _table(cell: Cell, table: Node) -> Finding:
    start = next((element["c"] for element in elements(table) if element["t"] == "Str"), "|")
    label = identifier(table) or "tbl-…"
    return cell.finding(f"a table has no caption (write below it “: Caption. {{#{label}}}”)", start)


def _alternative(image: Node) -> str:
    """Return what stands for an image that is not seen: the caption, if no better text is given."""
    written = (values(image).get(name, "") for name in _ALTERNATIVES)
    return next(filter(None, written), words(image["c"][1])).strip()
