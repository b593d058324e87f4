"""A build that leaves another one ready for the next, as Quarto leaves the kernel of a document.

Where the project wishes it (``execute: daemon`` in ``_quarto.yml``, as for Quarto) or the command
line does, a process stays for a while after a build: it has done for the next one what can be done
beforehand (`helpers.cli.resident`). Nothing depends on it. Where none is there, or the project, the
code or the environment is another by now, a build does everything itself.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from helpers.cli import Interrupted
from helpers.cli.request import Request
from helpers.errors import BookError
from helpers.pipeline.config import CONFIG
from helpers.pipeline.project import Project

_SECONDS = 300.0
"""How long Quarto's kernels stay, unless told otherwise."""

_OF_TERMINALS = frozenset({"_", "OLDPWD", "SHLVL", "WINDOWID", "COLUMNS", "LINES"})
"""Variables that differ from one command or window to the next and tell a build nothing."""


def patience(request: Request, project: Project) -> float:
    """Return for how many seconds a build may stay ready; 0 for none.

    What the project wishes counts where somebody types the commands, not for scripts.

    Raises
    ------
    BookError
        It wishes something that is no time.
    """
    wished = (project.config.get("execute") or {}).get("daemon", False)
    if not isinstance(wished, bool | int | float) or wished < 0:
        raise BookError(f"{CONFIG}, execute: daemon: {wished}: seconds, true or false")
    from helpers.pipeline.fork_server import IS_THERE

    if not IS_THERE or request.engine != "warm":
        return 0.0
    if request.daemon is not None:
        return request.daemon
    typed = os.isatty(0) and os.isatty(1)
    return (_SECONDS if wished is True else float(wished)) if typed else 0.0


def surroundings() -> dict[str, Any]:
    """Return what a build takes from where it is started, JSON-ready."""
    folder = Path.cwd()
    found = folder.stat()
    mask = os.umask(0o77)
    os.umask(mask)
    environment = {name: value for name, value in os.environ.items() if name not in _OF_TERMINALS}
    return {
        "folder": [str(folder), found.st_dev, found.st_ino],
        "umask": mask,
        "environment": environment,
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


@contextlib.contextmanager
def staying(request: Request) -> Iterator[Callable[[Project], bool]]:
    """Give what hands a build over to the one that stayed ready, and tells whether it is done.

    If it was asked, another stays for the next when the block has ended, unless by an interrupt.
    """
    environment, wished = dict(os.environ), list[float]()

    def handed_over(project: Project) -> bool:
        if not (seconds := patience(request, project)):
            return False
        wished.append(seconds)
        if code := (answer := _answer(request, project)):
            sys.exit(code)
        return answer == 0

    try:
        yield handed_over
    except Interrupted:
        wished.clear()
        raise
    finally:
        for seconds in wished:
            _stay(request, seconds, environment)


def place(project: Project) -> str:
    """Return where to meet the build of a project that stayed ready."""
    from helpers.pipeline.standby import address

    return address(str(project.root.resolve()))


def _answer(request: Request, project: Project) -> int | None:
    """Let the build that stayed ready, if one did, do what is asked; return its exit code."""
    from helpers.pipeline.standby import hand_over

    question = {"request": as_text(request), "surroundings": surroundings()}
    return hand_over(place(project), json.dumps(question))


def _stay(request: Request, seconds: float, environment: dict[str, str]) -> None:
    from helpers.cli.ready import code

    command = [sys.executable, "-P", "-m", "helpers.cli.resident", code(), str(seconds)]
    nowhere = subprocess.DEVNULL
    with contextlib.suppress(OSError):  # then the next build does everything itself
        subprocess.Popen(
            [*command, as_text(request)], env=environment, start_new_session=True,
            stdin=nowhere, stdout=nowhere, stderr=nowhere,
        )  # fmt: skip
