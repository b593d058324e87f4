"""What happens to a markdown cell while a chapter runs, whichever engine runs it."""

from __future__ import annotations

from nbformat import NotebookNode

from helpers.pipeline.inline import Evaluate, InlineError, fill_in

RECORDS = "records"
"""Key of the cell's metadata under which the records of its inline expressions are kept."""


class InlineCellError(Exception):
    """An inline expression of the markdown cell `cell` failed."""

    def __init__(self, cell: str, error: InlineError) -> None:
        super().__init__(f"cell {cell}, {error}")


def fill_in_cell(cell: NotebookNode, evaluate: Evaluate) -> None:
    """Write the values of the inline expressions into the cell, their records into its metadata."""
    try:
        cell.source, records = fill_in(cell.source, evaluate)
    except InlineError as error:
        raise InlineCellError(cell.id, error) from None
    if records:
        cell.metadata[RECORDS] = records
