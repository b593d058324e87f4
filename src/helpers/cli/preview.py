"""``rspbook preview``: serve the book, rebuild what is stale, reload the browser."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
from pathlib import Path
from typing import NoReturn

from helpers.cli import app
from helpers.cli.checked import BIBLIOGRAPHY
from helpers.cli.ready import GO, code
from helpers.cli.request import Request, wanted
from helpers.cli.watching import Sources, following
from helpers.errors import BookError
from helpers.pipeline.manifest import MANIFEST
from helpers.pipeline.project import Project, find_project
from helpers.pipeline.serve import Reloads, serving
from helpers.pipeline.standby import DECLINED

_PATIENCE = 0.5
"""Seconds without a change after which the next build is prepared."""

_GRACE = 5.0
"""Seconds in which a build that is ended can remove what it has half written."""

_Build = subprocess.Popen[str]


def run(port: int, further: list[str]) -> None:
    """Build, serve, and build again whenever a source changes, until interrupted.

    Each build is a process of its own, so that changed helpers are read anew; while nothing
    changes, the next one waits with all its imports done. A build that fails says why, here and
    in the browser, and leaves the book that is served. What changes while a build runs is built
    after it.

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
    with contextlib.ExitStack() as stack:
        try:
            address = stack.enter_context(serving(output, port, reloads))
        except OSError as error:
            advice = "perhaps another preview has it; --port 0 takes one that is free"
            raise BookError(f"--port {port}: {error.strerror} ({advice})") from None
        reloads.announce(_built(None, further))
        if not all((output / name).is_file() for name in ("index.html", MANIFEST)):
            raise BookError("there is no book to show yet: mend the above and start again")
        print(f"The book is at {address} (Ctrl-C ends)", flush=True)
        _rebuild(further, changed, reloads)


def _rebuild(further: list[str], changed: threading.Event, reloads: Reloads) -> NoReturn:
    """Build whenever something changed; where nothing does for a while, prepare to."""
    ready: _Build | None = None
    try:
        while True:  # a Ctrl-C just before it waits for ever would not wake it
            if changed.wait(_PATIENCE):
                changed.clear()
                reloads.announce(_built(ready, further))
                ready = None
            elif ready is None:
                with contextlib.suppress(OSError):  # a file was away, as it is when it is saved
                    ready = _begin("helpers.cli.ready", code(), *further)
    finally:
        if ready:
            with ready:  # hears no word, and ends
                pass


def _built(ready: _Build | None, further: list[str]) -> str:
    """Build with what is ready, if that is good; return why it failed, empty if it did not."""
    if ready and ready.poll() is None:
        said = _finish(ready)
        if ready.returncode != DECLINED:
            return _problem(ready, said)
    build = _begin("helpers", "build", *further)
    return _problem(build, _finish(build))


def _begin(module: str, *arguments: str) -> _Build:
    command, pipe = [sys.executable, "-m", module, *arguments], subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stderr=pipe, encoding="utf-8", errors="replace")


def _finish(build: _Build) -> str:
    """Tell a build to go on, in case it waits for that; return what it complains of."""
    with build:
        try:
            return build.communicate(GO)[1]
        except BaseException:
            _end(build)
            raise


def _end(build: _Build) -> None:
    build.terminate()
    try:
        with contextlib.suppress(subprocess.TimeoutExpired):
            build.wait(_GRACE)
    finally:
        build.kill()  # nothing where it has ended


def _problem(build: _Build, said: str) -> str:
    sys.stderr.write(said)
    failed = f"rspbook build ended with exit code {build.returncode}"
    return (said.strip() or failed) if build.returncode else ""


def _sources(project: Project, request: Request, output: Path) -> Sources:
    named = (path.resolve() for path in (request.data, request.params) if path)
    made = [project.build, project.output, output, project.dist]
    if request.data is None:  # then the build renews it
        made.append(project.root / BIBLIOGRAPHY)
    return Sources(project.root, tuple(made), tuple(named))
