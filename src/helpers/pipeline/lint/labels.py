"""Rules: a label is used once, and is made as references need it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.pipeline.lint.book import Book, Cell
from helpers.pipeline.lint.finding import Finding
from helpers.pipeline.lint.syntax import elements, identifier

_REFERABLE = re.compile(r"(?:fig|tbl|sec)-")


def is_referable(label: str) -> bool:
    """Tell whether a label is one of a figure, a table or a section."""
    return _REFERABLE.match(label) is not None


def labels(cell: Cell) -> list[str]:
    """Return the labels that a cell sets: in its options, or as ``{#sec-methods}``."""
    written = [identifier(element) for element in elements(cell.blocks)]
    return [label for label in (cell.label, *written) if label]


def labels_used_twice(book: Book) -> Iterator[Finding]:
    """Find labels that an earlier place of the book has."""
    first: dict[str, Cell] = {}
    for cell in book.cells:
        for label in labels(cell):
            if label in first:
                other = f"{first[label].chapter}, cell {first[label].id}"
                yield cell.finding(f"label {label} is used twice (first in {other})", label)
            first.setdefault(label, cell)


def malformed_labels(book: Book) -> Iterator[Finding]:
    """Find labels of figures and tables of another kind, and underscores, which break the PDF."""
    for cell in book.cells:
        if cell.label and not cell.label.startswith(("fig-", "tbl-")):
            yield cell.finding(f"label {cell.label} must begin with fig- or tbl-", cell.label)
        for label in labels(cell):
            if "_" in label:
                yield cell.finding(f"label {label}: write hyphens, not underscores", label)
