"""The warm way to run a chapter: an IPython shell in the process that is already there.

The process is forked for one chapter from a parent that has imported the heavy packages, so
nothing is shared between chapters and nothing is imported twice. The outputs are those that a
kernel would have sent (a test compares the two, cell by cell).
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat import NotebookNode
from nbformat.v4 import new_output
from papermill.engines import NotebookExecutionManager
from traitlets import Any as AnyTrait
from traitlets.config import Config

from helpers.pipeline.cells import fill_in_cell


class _Outputs(list[NotebookNode]):
    """The outputs of the running cell, in the order in which they came."""

    def write(self, name: str, text: str) -> None:
        last = self[-1] if self else None
        if last is not None and last.output_type == "stream" and last.name == name:
            last.text += text
        elif text:
            self.append(new_output("stream", name=name, text=text))


class _Stream(io.TextIOBase):
    def __init__(self, name: str, outputs: _Outputs) -> None:
        self.name, self._outputs = name, outputs

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self._outputs.write(self.name, text)
        return len(text)


class _Publisher(DisplayPublisher):
    outputs = AnyTrait()

    def publish(self, data: Any, metadata: Any = None, **_: Any) -> None:
        output = new_output("display_data", data=data, metadata=metadata or {})
        self.outputs.append(output)

    def clear_output(self, wait: bool = False) -> None:  # noqa: ARG002 -- IPython's signature
        self.outputs.clear()


class _Hook(DisplayHook):
    def write_output_prompt(self) -> None:
        """Print no prompt: the result goes into the notebook."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        self.shell.display_pub.outputs.append(
            new_output(
                "execute_result",
                data=format_dict,
                metadata=md_dict or {},
                execution_count=self.prompt_count,
            )
        )


class _Shell(InteractiveShell):
    outputs = AnyTrait()

    def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:
        self.outputs.append(
            new_output("error", ename=etype.__name__, evalue=str(evalue), traceback=stb)
        )

    def enable_gui(self, gui: str | None = None) -> None:
        """Nothing to enable: there is no window."""


def _new_shell(outputs: _Outputs) -> _Shell:
    shell = _Shell.instance(
        config=Config(HistoryManager={"enabled": False}),  # else it writes to the user's own
        display_pub_class=_Publisher,
        displayhook_class=_Hook,
        colors="nocolor",
        outputs=outputs,
    )
    shell.display_pub.outputs = outputs
    return shell


@contextlib.contextmanager
def _redirected(outputs: _Outputs) -> Iterator[None]:
    with (
        contextlib.redirect_stdout(_Stream("stdout", outputs)),
        contextlib.redirect_stderr(_Stream("stderr", outputs)),
    ):
        yield


def run_cells(nb_man: NotebookExecutionManager) -> None:
    """Run the notebook of `nb_man` in this process; stop at the first cell that fails."""
    outputs = _Outputs()
    shell = _new_shell(outputs)
    for index, cell in enumerate(nb_man.nb.cells):
        nb_man.cell_start(cell, index)
        try:
            if cell.cell_type == "markdown":
                fill_in_cell(cell, lambda texts: _evaluate(shell, texts))
            elif cell.cell_type == "code" and cell.source.strip():
                _run(shell, cell, outputs)
        finally:
            nb_man.cell_complete(cell, cell_index=index)
        if outputs and outputs[-1].output_type == "error":
            nb_man.cell_exception(cell, cell_index=index, exception=None)
            return


def _run(shell: _Shell, cell: NotebookNode, outputs: _Outputs) -> None:
    outputs.clear()
    with _redirected(outputs):
        shell.run_cell(cell.source, store_history=True, cell_id=cell.id)
    cell.execution_count = shell.execution_count - 1
    cell.outputs = list(outputs)


def _evaluate(shell: _Shell, expressions: list[str]) -> list[dict[str, Any]]:
    named = {str(place): expression for place, expression in enumerate(expressions)}
    replies = shell.user_expressions(named)
    return [replies[place] for place in named]
