"""What happens to a markdown cell while a chapter runs, whichever engine runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.pipeline.inline import Evaluate, InlineError, insert, values
from helpers.pipeline.names import VALUES

if TYPE_CHECKING:
    from nbformat import NotebookNode


class InlineCellError(Exception):
    """An inline expression of the markdown cell `cell` failed."""

    def __init__(self, cell: str, error: InlineError) -> None:
        super().__init__(f"cell {cell}, {error}")


def fill_in_cell(cell: NotebookNode, evaluate: Evaluate) -> None:
    """Write the values of the inline expressions into the cell and into its metadata.

    Raises
    ------
    InlineCellError
        If one of them fails; it names the cell.
    """
    try:
        found = values(cell.source, evaluate)
    except InlineError as error:
        raise InlineCellError(cell.id, error) from None
    if found:
        cell.source = insert(cell.source, [value["markdown"] for value in found])
        cell.metadata[VALUES] = found
