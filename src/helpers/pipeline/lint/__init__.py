"""Checks of the chapters that need no data and run nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from helpers.pipeline.lint.book import Book, read_book
from helpers.pipeline.lint.chapters import missing_titles, stored_outputs
from helpers.pipeline.lint.finding import Finding
from helpers.pipeline.lint.floats import incomplete_cells, incomplete_markdown, unreadable_options
from helpers.pipeline.lint.labels import labels_used_twice, malformed_labels
from helpers.pipeline.lint.quotes import quotes_without_source
from helpers.pipeline.lint.raw import raw_attributes
from helpers.pipeline.lint.references import (
    doubtful_publications,
    unresolved_citations,
    unresolved_references,
)
from helpers.pipeline.lint.typed_numbers import typed_numbers
from helpers.pipeline.project import Project

__all__ = ["RULES", "Finding", "lint"]

RULES: tuple[Callable[[Book], Iterable[Finding]], ...] = (
    missing_titles,
    stored_outputs,
    unreadable_options,
    incomplete_cells,
    incomplete_markdown,
    malformed_labels,
    labels_used_twice,
    unresolved_references,
    unresolved_citations,
    doubtful_publications,
    quotes_without_source,
    raw_attributes,
    typed_numbers,
)


def lint(project: Project) -> list[Finding]:
    """Return what all rules find in the chapters of a project, in reading order.

    Raises
    ------
    BookError
        If a chapter or a bibliography cannot be read, or the project's own terms are no
        regular expressions.
    """
    book = read_book(project)
    order = {(cell.chapter, cell.id): place for place, cell in enumerate(book.cells, start=1)}

    def place(found: Finding) -> tuple[int, str, int]:
        """Return where it stands: files without cells come first."""
        cell = order[found.chapter, found.cell] if found.cell else 0
        return cell, found.chapter, found.line or 0

    return sorted((found for rule in RULES for found in rule(book)), key=place)
