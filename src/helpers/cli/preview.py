"""``rspbook preview``: serve the book, rebuild what is stale, reload the browser."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

from watchfiles import watch

from helpers.errors import BookError
from helpers.pipeline.project import Project, find_project
from helpers.pipeline.serve import Reloads, serving


def run(port: int, further: list[str]) -> None:
    """Build, serve, and build again whenever a source changes, until interrupted.

    Each build is a process of its own, so that changed helpers are read anew; a build that
    fails says why, here and in the browser, and leaves the book that is served. What changes
    while a build runs is built after it.

    Raises
    ------
    BookError
        If the first build fails and there is no older book to serve, or the port is taken.
    """
    project = find_project(Path.cwd())
    reloads, changed = Reloads(), threading.Event()
    threading.Thread(target=_watch, args=(project, changed), daemon=True).start()
    reloads.announce(_build(project, further))
    if not project.output.is_dir():
        raise BookError("there is no book to show yet: mend the above and start again")
    try:
        with serving(project.output, port, reloads) as address:
            print(f"The book is at {address} (Ctrl-C ends)", flush=True)
            while changed.wait():
                changed.clear()
                reloads.announce(_build(project, further))
    except OSError as error:
        raise BookError(f"--port {port}: {error.strerror}") from None


def _watch(project: Project, changed: threading.Event) -> None:
    for _ in watch(*_sources(project), debounce=200, step=50):
        changed.set()


def _build(project: Project, arguments: list[str]) -> str:
    """Build the book; return why it failed, empty if it did not."""
    command = [sys.executable, "-m", "helpers", "build", *arguments]
    done = subprocess.run(
        command, cwd=project.root, stderr=subprocess.PIPE, encoding="utf-8", errors="replace"
    )
    sys.stderr.write(done.stderr)
    failed = f"rspbook build ended with exit code {done.returncode}"
    return (done.stderr.strip() or failed) if done.returncode else ""


def _sources(project: Project) -> list[Path]:
    """Return what a book is made of: all of the project but what builds write."""
    made = {project.output.name, project.build.name, "dist"}
    children = (path for path in project.root.iterdir() if not path.name.startswith("."))
    return sorted(path for path in children if path.name not in made)
