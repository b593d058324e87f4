"""A build that leaves another one ready for the next, as Quarto leaves the kernel of a document.

In a terminal on Linux a process stays for a while after a build: it has done for the next one what
can be done beforehand (`helpers.cli.resident`). For how long, ``--daemon`` may say, and, as for
Quarto, ``execute: daemon`` in ``_quarto.yml``. Nothing depends on it. Where none is there, or the
project, the code or the environment is another by now, a build does everything itself.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.cli import Interrupted
from helpers.cli.request import Request
from helpers.errors import BookError
from helpers.pipeline.config import CONFIG
from helpers.pipeline.hashing import digest
from helpers.pipeline.project import Project

if TYPE_CHECKING:
    from helpers.render import Renderer

_SECONDS = 300.0
"""How long Quarto's kernels stay, unless told otherwise."""

_DAY = 86400.0

_OF_TERMINALS = frozenset({"_", "OLDPWD", "SHLVL", "WINDOWID", "COLUMNS", "LINES"})
"""Variables that differ from one command or window to the next; the build that stays has none."""


def patience(request: Request, project: Project) -> float:
    """Return for how many seconds a build may stay ready; 0 for none.

    What the project wishes counts where somebody types the commands, not for scripts.

    Raises
    ------
    BookError
        It wishes something that is no time.
    """
    from helpers.pipeline.fork_server import IS_THERE

    wished = (project.config.get("execute") or {}).get("daemon", True)
    if not isinstance(wished, bool | int | float) or not wished >= 0:
        raise BookError(f"{CONFIG}, execute: daemon: {wished}: seconds, true or false")
    if not IS_THERE or request.engine != "warm":
        return 0.0
    typed = os.isatty(0) and os.isatty(1)
    seconds = (_SECONDS if wished is True else float(wished)) if typed else 0.0
    return min(_DAY, seconds if request.daemon is None else request.daemon)


def surroundings() -> dict[str, Any]:
    """Return what a build takes from where it is started: folder, limits, environment, Python."""
    import resource

    folder, mask = Path.cwd(), os.umask(0o77)
    os.umask(mask)
    limits = [getattr(resource, name) for name in dir(resource) if name.startswith("RLIMIT_")]
    found = folder.stat()
    return {
        "folder": [str(folder), found.st_dev, found.st_ino, mask],
        "limits": [*map(resource.getrlimit, sorted(limits)), os.getpriority(os.PRIO_PROCESS, 0)],
        "processors": sorted(os.sched_getaffinity(0)),
        "environment": {k: v for k, v in os.environ.items() if k not in _OF_TERMINALS},
        "python": [sys.executable, sys.prefix, str(sys.flags), __file__],
    }


def as_text(request: Request) -> str:
    """Return a request as a line of text, for `from_text`."""
    return json.dumps(request._asdict(), default=str)


def from_text(text: str) -> Request:
    """Return the request that `as_text` told."""
    given = json.loads(text)
    for name in ("data", "params", "output"):
        given[name] = None if given[name] is None else Path(given[name])
    return Request(**given)


def place(project: Project) -> str:
    """Return where to meet the build of a project that stayed ready."""
    from helpers.pipeline.standby import address

    return address(str(project.root.resolve()))


def likeness(request: Request, renderer: Renderer, found: dict[str, Any]) -> str:
    """Return a hash of all that has to be the same for what was done beforehand to be good."""
    from helpers.cli.ready import code

    needs = [str(request.data), request.formats, request.engine, renderer.name, renderer.program]
    return digest(json.dumps([found, code(), needs], sort_keys=True).encode())


@contextlib.contextmanager
def staying(request: Request, renderer: Renderer, project: Project) -> Iterator[bool]:
    """Hand a build over to the one that stayed ready, and tell whether that did it.

    Another stays for the next when the block has ended, unless by an interrupt.
    """
    from helpers.pipeline.standby import hand_over

    seconds = patience(request, project)
    if not seconds:
        yield False
        return
    found = surroundings()
    of = partial(likeness, request, renderer, found)
    try:
        code = hand_over(place(project), lambda: json.dumps([of(), as_text(request)]))
        if code:
            sys.exit(code)
        yield code == 0
    except Interrupted:
        seconds = 0
        raise
    finally:
        if seconds:
            _stay(request, seconds, of, found["environment"])


def leave_none(project: Project) -> None:
    """Let the build of a project that stayed ready end, if there is one."""
    from helpers.pipeline.fork_server import IS_THERE
    from helpers.pipeline.standby import dismiss

    if IS_THERE:
        dismiss(place(project))


def _stay(
    request: Request, seconds: float, of: Callable[[], str], environment: dict[str, str]
) -> None:
    program, nowhere = [sys.executable, "-P", "-m", "helpers.cli.resident"], subprocess.DEVNULL
    with contextlib.suppress(OSError):  # then the next build does everything itself
        subprocess.Popen(
            [*program, of(), str(seconds), as_text(request)],
            env=environment, start_new_session=True,
            stdin=nowhere, stdout=nowhere, stderr=nowhere,
        )  # fmt: skip
