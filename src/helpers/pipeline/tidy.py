"""Executed notebooks, freed from all that differs between two runs of the same chapter."""

from __future__ import annotations

from nbformat import NotebookNode

from helpers.pipeline.cells import RECORDS

_KEPT = ("tags", RECORDS)
_INJECTED = "injected-parameters"


def tidy(executed: NotebookNode, chapter: NotebookNode) -> NotebookNode:
    """Strip times, paths and random ids from `executed`, in place; return it.

    What stays of papermill's record are the parameters. The notebook's metadata become those of
    the stored `chapter`, whatever kernel ran it.
    """
    parameters = executed.metadata.get("papermill", {}).get("parameters", {})
    executed.metadata = NotebookNode(chapter.metadata)
    executed.metadata["papermill"] = {"parameters": parameters}
    for cell in executed.cells:
        cell.metadata = NotebookNode({k: cell.metadata[k] for k in _KEPT if k in cell.metadata})
        if _INJECTED in cell.metadata.get("tags", []):
            cell.id = _INJECTED
    return executed
