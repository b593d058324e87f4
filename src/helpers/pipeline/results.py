"""What running a chapter gave, put into its text as it is now.

A kernel sees the code cells and the inline expressions of a chapter, never the prose around them.
Where only the prose changed, the results of the last run are those of the new text, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from helpers.pipeline.inline import expressions, insert
from helpers.pipeline.names import INJECTED, PARAMETERS, VALUES
from helpers.pipeline.notebook import has_tag

if TYPE_CHECKING:
    from nbformat import NotebookNode


def runs(chapter: NotebookNode) -> list[list[Any]]:
    """Return what a kernel is given, in order: if this is equal, so are the results."""
    found: list[list[Any]] = []
    for cell in chapter.cells:
        if cell.cell_type == "code":
            found.append(["code", cell.source, cell.metadata.get("tags", [])])
        elif cell.cell_type == "markdown":
            found += [["inline", expression] for expression in expressions(cell.source)]
    return found


def texts(chapter: NotebookNode) -> list[list[str]]:
    """Return what a kernel does not see: the markdown, and the names and order of the cells."""
    return [
        [cell.id, cell.cell_type, "" if cell.cell_type == "code" else cell.source]
        for cell in chapter.cells
    ]


def refreshed(executed: NotebookNode, chapter: NotebookNode) -> NotebookNode:
    """Return the results of `executed` in the text of `chapter`, whose `runs` are the same.

    Both stay as they were.
    """
    code = (cell for cell in executed.cells if cell.cell_type == "code" and not _injected(cell))
    values = (value for cell in executed.cells for value in cell.metadata.get(VALUES, []))
    cells = []
    for cell in chapter.cells:
        cells.append(_filled(cell, code, values))
        if has_tag(cell, PARAMETERS):
            cells += [cell for cell in executed.cells if _injected(cell)]
    return type(executed)({**executed, "cells": cells})


def _filled(
    cell: NotebookNode, code: Iterator[NotebookNode], values: Iterator[dict[str, Any]]
) -> NotebookNode:
    if cell.cell_type == "code":
        return type(cell)({**next(code), "id": cell.id})
    metadata = {"tags": cell.metadata["tags"]} if "tags" in cell.metadata else {}
    own = list(islice(values, len(expressions(cell.source)))) if _is_text(cell) else []
    if own:
        metadata[VALUES] = own
    source = insert(cell.source, [value["markdown"] for value in own]) if own else cell.source
    return type(cell)({**cell, "source": source, "metadata": type(cell)(metadata)})


def _is_text(cell: NotebookNode) -> bool:
    return bool(cell.cell_type == "markdown")


def _injected(cell: NotebookNode) -> bool:
    return has_tag(cell, INJECTED)
