"""``rspbook preview``: serve the book, rebuild what is stale, reload the browser."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

from helpers.cli import app
from helpers.cli.build import Request, wanted
from helpers.cli.watching import Sources, following
from helpers.errors import BookError
from helpers.pipeline.manifest import MANIFEST
from helpers.pipeline.project import Project, find_project
from helpers.pipeline.serve import Reloads, serving

_PATIENCE = 0.5


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
    request, project = Request(**app.parsed("build", further)), find_project(Path.cwd())
    if "html" not in wanted(request.formats):
        raise BookError(f"--to {request.formats}: a preview shows pages, so that html is needed")
    output = (request.output or project.output).resolve()
    changed = threading.Event()
    with following(_sources(project, request, output), changed.set):
        _serve(output, port, further, changed)


def _serve(output: Path, port: int, further: list[str], changed: threading.Event) -> None:
    reloads = Reloads()
    reloads.announce(_build(further))
    if not all((output / name).is_file() for name in ("index.html", MANIFEST)):
        raise BookError("there is no book to show yet: mend the above and start again")
    try:
        with serving(output, port, reloads) as address:
            print(f"The book is at {address} (Ctrl-C ends)", flush=True)
            while True:  # a Ctrl-C just before it waits for ever would not wake it
                if changed.wait(_PATIENCE):
                    changed.clear()
                    reloads.announce(_build(further))
    except OSError as error:
        raise BookError(f"--port {port}: {error.strerror}") from None


def _build(arguments: list[str]) -> str:
    """Build the book; return why it failed, empty if it did not."""
    command = [sys.executable, "-m", "helpers", "build", *arguments]
    done = subprocess.run(command, stderr=subprocess.PIPE, encoding="utf-8", errors="replace")
    sys.stderr.write(done.stderr)
    failed = f"rspbook build ended with exit code {done.returncode}"
    return (done.stderr.strip() or failed) if done.returncode else ""


def _sources(project: Project, request: Request, output: Path) -> Sources:
    named = (path.resolve() for path in (request.data, request.params) if path)
    made = (project.build, project.output, output, project.dist)
    return Sources(project.root, made, tuple(named))
