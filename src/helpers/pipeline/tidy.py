"""Executed notebooks, freed from all that differs between two runs of the same chapter."""

from __future__ import annotations

from itertools import groupby

from nbformat import NotebookNode
from nbformat.v4 import new_output

from helpers.pipeline.names import INJECTED, VALUES

_KEPT = ("tags", VALUES)


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
        if INJECTED in cell.metadata.get("tags", []):
            cell.id = INJECTED
        if "outputs" in cell:
            cell.outputs = _joined(cell.outputs)
    return executed


def _joined(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Join what was printed between two results: first all of stdout, then all of stderr.

    A kernel flushes its two streams when it pleases, so their mixture differs from run to run.
    """
    joined: list[NotebookNode] = []
    for is_stream, group in groupby(outputs, key=lambda output: output.output_type == "stream"):
        if not is_stream:
            joined += group
            continue
        printed = list(group)
        for name in ("stdout", "stderr"):
            if text := "".join(output.text for output in printed if output.name == name):
                joined.append(new_output("stream", name=name, text=text))
    return joined
