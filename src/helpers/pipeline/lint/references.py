"""Rules: every reference and every citation leads somewhere, and to a publication with a title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from helpers.pipeline.config import CONFIG
from helpers.pipeline.lint.bibliographies import named
from helpers.pipeline.lint.book import Book, Cell
from helpers.pipeline.lint.finding import Finding
from helpers.pipeline.lint.labels import is_referable, labels
from helpers.pipeline.lint.syntax import elements, unscoped


def unresolved_references(book: Book) -> Iterator[Finding]:
    """Find references (``@fig-course``, ``[text](#sec-methods)``) to labels that nothing has."""
    known = {label for cell in book.cells for label in labels(cell)}
    for cell in book.cells:
        for label in filter(is_referable, (*_cited(cell), *_linked(cell))):
            if label not in known:
                yield cell.finding(f"@{label} leads nowhere: there is no such label", label)


def unresolved_citations(book: Book) -> Iterator[Finding]:
    """Find citations (``[@yang2023]``) of publications that no bibliography has."""
    names = named(book.project)
    known = {entry.key for entry in book.publications}
    for cell in book.cells:
        for key in _cited(cell):
            if key not in known and not is_referable(key):
                where = " nor ".join(names) or f"any bibliography of {CONFIG}"
                yield cell.finding(f"@{key} is not in {where}", f"@{key}")


def doubtful_publications(book: Book) -> Iterator[Finding]:
    """Find publications without a title, and those that share their key with another."""
    times = Counter(entry.key for entry in book.publications)
    for entry in book.publications:
        if times[entry.key] > 1:
            yield Finding(entry.file, None, entry.line, f"{entry.key} is there more than once")
        if not entry.title:
            hint = r"(a dollar sign in one that begins no formula is written \$)"
            message = f"{entry.key} has no title that can be read {hint}"
            yield Finding(entry.file, None, entry.line, message)


def _cited(cell: Cell) -> list[str]:
    """Return the keys in a cell, each once."""
    cites = (element["c"][0] for element in elements(cell.blocks) if element["t"] == "Cite")
    return list(dict.fromkeys(citation["citationId"] for cite in cites for citation in cite))


def _linked(cell: Cell) -> list[str]:
    """Return the labels that links in a cell lead to, within the chapter or in another."""
    links = (element["c"][2][0] for element in elements(cell.blocks) if element["t"] == "Link")
    return [unscoped(link).rpartition("#")[2] for link in links if "#" in link]
