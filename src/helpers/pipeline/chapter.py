"""Running one chapter through papermill."""

from __future__ import annotations

import logging
import re
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.errors import BookError
from helpers.pipeline.cells import InlineCellError
from helpers.pipeline.names import ENGINE
from helpers.pipeline.notebook import dump_notebook
from helpers.pipeline.parameters import Parameters

if TYPE_CHECKING:
    from nbformat import NotebookNode


class ChapterError(BookError):
    """A cell of a chapter failed; the text names chapter, cell, line and exception."""


@dataclass(frozen=True)
class Job:
    """A chapter to be run.

    Parameters
    ----------
    root : Path
        Root of the project.
    chapter : str
        Path of the notebook, relative to `root`.
    notebook : NotebookNode
        What stands there, as it was planned.
    parameters : dict
        Only those that the chapter declares.
    warm : bool
        Run the cells in this process instead of a kernel of their own.
    """

    root: Path
    chapter: str
    notebook: NotebookNode
    parameters: Parameters
    warm: bool


def run_chapter(job: Job) -> str:
    """Run the chapter in its own folder; return the executed notebook as text.

    Raises
    ------
    ChapterError
        If a cell or an inline expression fails.
    """
    import papermill
    from papermill.exceptions import PapermillExecutionError

    from helpers.pipeline.tidy import tidy

    logging.getLogger("papermill").setLevel(logging.WARNING)
    warnings.filterwarnings("ignore", module="zmq|papermill|nbclient")
    try:
        executed = papermill.execute_notebook(
            job.notebook,
            None,
            parameters=job.parameters,
            engine_name=ENGINE,
            kernel_name="python3",  # the one beside this program, whatever the notebook names
            language="python",
            cwd=str((job.root / job.chapter).parent),
            progress_bar=False,
            warm=job.warm,
        )
    except PapermillExecutionError as error:
        raise ChapterError(_explain(job, error)) from None
    except InlineCellError as error:
        raise ChapterError(f"{job.chapter}, {error}") from None
    return dump_notebook(tidy(executed, job.notebook))


def _explain(job: Job, error: Exception) -> str:
    """Say where a code cell failed: papermill's own words hold its whole stack."""
    source, ename, evalue = (getattr(error, name) for name in ("source", "ename", "evalue"))
    line = _failing_line(getattr(error, "traceback", []))
    lines = source.splitlines()
    shown = f"\n    {lines[line - 1].strip()}" if line and line <= len(lines) else ""
    where = f"{job.chapter}, cell {_cell_id(job.notebook, source)}"
    place = f"{where}, line {line}" if line else where
    return f"{place}: {ename}: {evalue}{shown}"


def _failing_line(traceback: list[str]) -> int | None:
    """Return the line within the cell; what lies below it in helpers does not help a reader."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(traceback))
    found = re.search(r"Cell In\[\d+\], line (\d+)", plain)
    return int(found[1]) if found else None


def _cell_id(chapter: NotebookNode, source: str) -> str:
    return next((cell.id for cell in chapter.cells if cell.source == source), "of the parameters")
