"""Rule: what is quoted names its source."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.pipeline.lint.book import Book
from helpers.pipeline.lint.finding import Finding
from helpers.pipeline.lint.labels import is_referable
from helpers.pipeline.lint.passages import QUOTED
from helpers.pipeline.lint.syntax import Node, classes, runs, words

_CLOSING = " \"'”’"


def quotes_without_source(book: Book) -> Iterator[Finding]:
    """Find text marked ``[…]{.quoted}`` that no citation follows directly."""
    for cell in book.cells:
        for run in runs(cell.blocks):
            for place, element in enumerate(run, start=1):
                if QUOTED in classes(element) and not _begins_with_citation(run[place:]):
                    text = words(element)
                    message = f'"{text}" is quoted without a source: [{text}]{{.quoted}} [@key]'
                    yield cell.finding(message, "[" + text.partition(" ")[0])


def _begins_with_citation(run: list[Node]) -> bool:
    following: Node = next((e for e in run if words(e).strip(_CLOSING)), {"t": ""})
    return following["t"] == "Cite" and any(
        not is_referable(citation["citationId"]) for citation in following["c"][0]
    )
