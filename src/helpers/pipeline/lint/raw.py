"""Rule: what is meant for one format alone stands in no chapter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.pipeline.lint.book import Book
from helpers.pipeline.lint.finding import Finding

_RAW = re.compile(r"[`~]\s*(\{=[\w-]+\s*\})")
_OPTION = "#|"


def raw_attributes(book: Book) -> Iterator[Finding]:
    """Find ``{=html}`` and the like: alive under Quarto, which needs them itself, else text."""
    for cell in book.cells:
        prose = cell.node.cell_type != "code"
        for number, line in enumerate(cell.node.source.splitlines(), start=1):
            for raw in _RAW.findall(line) if prose or line.startswith(_OPTION) else ():
                yield cell.finding(f"{raw}: nothing is meant for one format alone", number)
