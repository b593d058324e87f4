"""The contestants: ways to execute every chapter of a copy of the project, or to make its book."""

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

Line = Callable[[list[str]], str]
"""From the paths of the chapters to a line for the shell, run in the copy of the project."""


@dataclass(frozen=True)
class Peer:
    """A way to execute the chapters or to make the book.

    Parameters
    ----------
    name : str
        As the table calls it.
    command : callable
        From nothing.
    again : callable, optional
        When nothing has changed, if the tool can tell.
    makes : frozenset of str
        The formats of the book that it makes; empty if it only executes.
    """

    name: str
    command: Line
    again: Line | None = None
    makes: frozenset[str] = frozenset()


def _jupyter_book(chapters: list[str]) -> str:
    """Jupyter Book wants its own description of the book beside the chapters."""
    toc = "\n".join(["format: jb-book", f"root: {chapters[0][:-6]}", "chapters:"])
    files = "".join(f"\n- file: {chapter[:-6]}" for chapter in chapters[1:])
    config = "execute:\n  execute_notebooks: cache\nonly_build_toc_files: true\n"
    files = f"printf '{toc}{files}\n' > _toc.yml; printf '{config}' > _config.yml"
    return f"{files}; {BIN}/jupyter-book build . -q"


def _papermill(chapters: list[str]) -> str:
    names = " ".join(map(shlex.quote, chapters))
    loop = f'{BIN}/papermill --no-progress-bar "$c" "executed/$(basename "$c")"'
    return f"mkdir executed; for c in {names}; do {loop} || exit 1; done"


def _jupyter_cache(chapters: list[str]) -> str:
    jcache = f"{BIN}/jcache"
    add = f"{jcache} notebook -p .cache add {' '.join(chapters)}"
    return f"yes | {add} && {_jupyter_cache_again(chapters)}"


def _jupyter_cache_again(_: list[str]) -> str:
    return f"{BIN}/jcache project -p .cache execute -e local-parallel"


def _quarto(program: str) -> Line:
    return lambda _: f"QUARTO_PYTHON={sys.executable} {program} render"


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
    Peer("jupyter-cache, local-parallel", _jupyter_cache, _jupyter_cache_again),
    Peer("Jupyter Book 1, HTML", _jupyter_book, _jupyter_book, frozenset({"html"})),
]


def present() -> list[Peer]:
    """Return the contestants that can run here: Quarto only where it is installed."""
    program = os.environ.get("QUARTO_PATH") or shutil.which("quarto")
    if not program:
        return PEERS
    line = _quarto(program)
    return [*PEERS, Peer("Quarto, HTML and PDF", line, line, frozenset({"html", "pdf"}))]
