"""The contestants: ways to execute every chapter of a copy of the project from nothing."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

BIN = Path(sys.executable).parent
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Peer:
    """A way to execute the chapters.

    Parameters
    ----------
    name : str
        As the table calls it.
    command : callable
        From the paths of the chapters to a line for the shell, run in the copy of the project.
    """

    name: str
    command: Callable[[list[str]], str]


def _book(chapters: list[str]) -> str:
    """Jupyter Book wants its own description of the book beside the chapters."""
    toc = "\\n".join(["format: jb-book", f"root: {chapters[0][:-6]}", "chapters:"])
    files = "".join(f"\\n- file: {chapter[:-6]}" for chapter in chapters[1:])
    config = "execute:\\n  execute_notebooks: force\\nonly_build_toc_files: true\\n"
    files = f"printf '{toc}{files}\\n' > _toc.yml; printf '{config}' > _config.yml"
    return f"{files}; {BIN}/jupyter-book build . -q"


def _papermill(chapters: list[str]) -> str:
    names = " ".join(map(shlex.quote, chapters))
    loop = f'{BIN}/papermill --no-progress-bar "$c" "executed/$(basename "$c")"'
    return f"mkdir executed; for c in {names}; do {loop} || exit 1; done"


def _cache(chapters: list[str]) -> str:
    jcache = f"{BIN}/jcache"
    add = f"{jcache} notebook -p .cache add {' '.join(chapters)}"
    return f"yes | {add} && {jcache} project -p .cache execute -e local-parallel"


OURS = Peer("this project, warm processes", lambda _: f"{sys.executable} {HERE}/execute.py")
LOOP = Peer("papermill's command in a loop", _papermill)
PEERS = [
    OURS,
    LOOP,
    Peer(
        "papermill's API in a process pool",
        lambda chapters: f"{sys.executable} {HERE}/pool.py {' '.join(chapters)}",
    ),
    Peer(
        "jupyter nbconvert --execute",
        lambda chapters: (
            f"{BIN}/jupyter nbconvert --execute --to notebook --output-dir executed "
            + " ".join(chapters)
        ),
    ),
    Peer("jupyter-cache, local-parallel", _cache),
    Peer("Jupyter Book 1 (with its rendering)", _book),
]


def present() -> list[Peer]:
    """Return the contestants that can run here: Quarto only where it is installed."""
    quarto = os.environ.get("QUARTO_PATH") or shutil.which("quarto")
    if not quarto:
        return PEERS
    line = f"QUARTO_PYTHON={sys.executable} {quarto} render --to html"
    return [*PEERS, Peer("Quarto, html (with its rendering)", lambda _: line)]
