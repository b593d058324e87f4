"""A build that leaves another one ready for the next, as Quarto leaves the kernel of a document.

In a terminal on Linux a process stays for a while after a build: it has done for the next one what
can be done beforehand (`helpers.cli.resident`). For how long, ``--daemon`` may say, and, as for
Quarto, ``execute: daemon`` in ``_quarto.yml``; it ends with the terminal. Nothing depends on it.
Where none is there, or the project, the code or the environment is another by now, a build does
everything itself.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
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
"""The longest time that can be wished: no system waits without end."""

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
    seconds = (_SECONDS if wished is True else float(wished)) if _is_typed() else 0.0
    return min(_DAY, seconds if request.daemon is None else request.daemon)


def _is_typed() -> bool:
    """Tell whether somebody types commands; not if this is the only one, as by ``ssh -t``."""
    return os.isatty(0) and os.isatty(1) and os.getsid(0) != os.getpid()


def surroundings() -> dict[str, Any]:
    """Return what a build takes from where it is started: folder, limits, environment, Python.

    Raises
    ------
    OSError
        The system does not tell.
    """
    import resource

    folder, mask = Path.cwd(), os.umask(0o77)
    os.umask(mask)
    limits = [getattr(resource, name) for name in dir(resource) if name.startswith("RLIMIT_")]
    found, group = folder.stat(), Path("/proc/self/cgroup").read_text("utf-8")
    space = str(Path("/proc/self/ns/mnt").readlink())
    return {
        "folder": [str(folder), found.st_dev, found.st_ino, mask, space],
        "limits": [*map(resource.getrlimit, sorted(limits)), os.getpriority(os.PRIO_PROCESS, 0)],
        "processors": [*sorted(os.sched_getaffinity(0)), group],
        "rights": [os.getegid(), *os.getgroups()],
        "environment": {k: v for k, v in os.environ.items() if k not in _OF_TERMINALS},
        "python": [sys.executable, sys.prefix, str(sys.flags), [*sys.warnoptions], __file__],
        "path": [*sys.path],
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

    seconds, found = patience(request, project), dict[str, Any]()
    with contextlib.suppress(OSError):
        found = surroundings() if seconds else found
    if not found:
        yield False
        return
    of = partial(likeness, request, renderer, found)
    with _terminal() as terminal:
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
                with contextlib.suppress(OSError):  # then the next build does everything itself
                    arguments = [of(), str(seconds), as_text(request)]
                    _stay(place(project), terminal, arguments, found)


@contextlib.contextmanager
def _terminal() -> Iterator[int | None]:
    """Give a descriptor that tells when the shell ends in which this is typed.

    None if it is not typed, or the system does not tell. It is for the beginning: afterwards the
    shell may have ended.
    """
    shell = None
    with contextlib.suppress(OSError, AttributeError):  # not every Python for Linux can ask
        shell = os.pidfd_open(os.getsid(0)) if _is_typed() else None
    try:
        yield shell
    finally:
        if shell is not None:
            os.close(shell)


def leave_none(project: Project) -> None:
    """Let the build of a project that stayed ready end, if there is one."""
    from helpers.pipeline.fork_server import IS_THERE
    from helpers.pipeline.standby import dismiss

    if IS_THERE:
        dismiss(place(project))


def _stay(at: str, terminal: int | None, arguments: list[str], found: dict[str, Any]) -> None:
    """Start what stays, in what was `found` around this build, unless another has left one."""
    from multiprocessing import util

    from helpers.pipeline.standby import listen

    line = f"import sys; sys.path[:] = {found['path']}; from helpers.cli.resident import answering"
    flags = util._args_from_interpreter_flags()  # type: ignore[attr-defined]
    nowhere = subprocess.DEVNULL
    if listening := listen(at):
        with listening:
            given = [listening.fileno()] if terminal is None else [listening.fileno(), terminal]
            subprocess.Popen(
                [sys.executable, *flags, "-c", f"{line}; answering()", str(given), *arguments],
                env=found["environment"], start_new_session=True, pass_fds=given,
                stdin=nowhere, stdout=nowhere, stderr=nowhere,
            )  # fmt: skip
