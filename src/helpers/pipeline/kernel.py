"""The ordinary way to run a chapter: a Jupyter kernel in a process of its own."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NotebookExecutionManager

from helpers.pipeline.cells import fill_in_cell


class _Client(PapermillNotebookClient):
    """Papermill's client, which in addition evaluates inline expressions in the kernel."""

    def execute_cell(self, cell: NotebookNode, cell_index: int, **options: Any) -> NotebookNode:
        if cell.cell_type == "markdown":
            fill_in_cell(cell, self._evaluate)
            return cell
        return super().execute_cell(cell, cell_index, **options)

    def _evaluate(self, expressions: list[str]) -> list[dict[str, Any]]:
        named = {str(place): expression for place, expression in enumerate(expressions)}
        message = self.kc.execute("", store_history=False, user_expressions=named)
        replies = self.wait_for_reply(message)["content"]["user_expressions"]
        return [replies[place] for place in named]


def run_in_kernel(
    nb_man: NotebookExecutionManager,
    kernel_name: str,
    execution_timeout: int | None = None,
    start_timeout: int = 60,
    log_output: bool = False,
    **_: Any,
) -> None:
    """Run the notebook of `nb_man` in a new kernel; `execution_timeout` is in seconds a cell."""
    client = _Client(
        nb_man,
        kernel_name=kernel_name,
        timeout=execution_timeout,
        startup_timeout=start_timeout,
        log_output=log_output,
    )
    client.execute()
