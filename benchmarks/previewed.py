"""How long it takes in a preview from a change until the browser is told that the book is new."""

from __future__ import annotations

import contextlib
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from measure import Run
from peers import BIN

PAUSE = 6.0
"""Seconds that an author thinks before a change; meanwhile the next build is prepared."""

Change = Callable[[], object]


@contextlib.contextmanager
def previewed(project: Path, log: Path) -> Iterator[Callable[[Change], Run]]:
    """Preview the book of `project`; give what makes a change and times what follows."""
    line = [f"{BIN}/rspbook", "preview", "--renderer", "builtin", "--port", "0"]
    with log.open("w") as file:
        process = subprocess.Popen(line, cwd=project, stdout=file, stderr=file)
        try:
            yield lambda change: _timed(change, _address(process, log))
        finally:
            process.terminate()  # a Ctrl-C it ignores where this runs in the background of a script
            process.wait()


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    while "(Ctrl-C ends)" not in (said := log.read_text()):
        if process.poll() is not None:
            raise SystemExit(f"the preview ended; its output is in {log}")
        time.sleep(0.1)
    return said.partition("The book is at ")[2].split()[0]


def _timed(change: Change, address: str) -> Run:
    with urllib.request.urlopen(f"{address}__events") as events:
        time.sleep(PAUSE)
        begun = time.perf_counter()
        change()
        while (told := events.readline()) in (b": beat\n", b"\n"):
            pass
        if told != b"data: new\n":
            raise SystemExit(f"the preview said {events.readline().decode()}")
        return Run(time.perf_counter() - begun, 0.0)
