"""The process from which others are forked: the standard library's, begun early and ended early.

There is one on Linux; elsewhere each process starts for itself.
"""

from __future__ import annotations

import contextlib
import multiprocessing as mp
import os
import signal
import sys
from collections.abc import Sequence
from functools import cache
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection
from typing import Any

from helpers.pipeline.hashing import Fingerprint, hash_code
from helpers.pipeline.modules import FOLDER

IS_THERE = sys.platform == "linux"

_QUIET = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""A BLAS that starts threads would make the fork unsafe and gains nothing on small tables."""


def context(preload: Sequence[str]) -> Any:
    """Return the context of `multiprocessing` whose processes have imported `preload`."""
    if not IS_THERE:
        return mp.get_context("spawn")
    os.environ.update({k: os.environ.get(k, v) for k, v in _QUIET.items()})
    found = mp.get_context("forkserver")
    found.set_forkserver_preload(["helpers.pipeline.untroubled", *preload])
    return found


class Streams:
    """What a forked process writes to: what this one does by then, not what its server does."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Become, on the way to a process, what takes the streams up there."""
        if not IS_THERE:
            return _take_up, ([],)
        from multiprocessing.reduction import DupFd

        # where one was closed, another file has its number
        begun_with = {1: sys.__stdout__, 2: sys.__stderr__}
        return _take_up, ([(n, DupFd(n)) for n, stream in begun_with.items() if stream],)


def _take_up(streams: list[tuple[int, Any]]) -> None:
    for stream, given in streams:
        copy = given.detach()
        if copy != stream:
            os.dup2(copy, stream)
            os.close(copy)


_held: list[int] = []
"""The end of a pipe on whose other end the server waits."""


def begin() -> None:
    """Let the imports begin, unless they have, and go on to the end.

    Ctrl-C is held back until the server minds it.
    """
    _start()
    while _held:
        with contextlib.suppress(BrokenPipeError), os.fdopen(_held.pop(), "wb") as hold:
            hold.write(b"\n")


def begin_and_wait() -> None:
    """Let the imports begin; those after `helpers.pipeline.held` wait for `begin`.

    If that never comes, the server ends with this process.
    """
    heard, hold = os.pipe()
    kept = os.dup(0)
    os.dup2(heard, 0)
    try:
        _start()
    finally:
        os.dup2(kept, 0)
        os.close(kept)
        os.close(heard)
    _held.append(hold)


def has_imported(found: Fingerprint) -> bool:
    """Tell whether the code in a fingerprint is what the processes run; it may be newer."""
    return all(found.get(name, value) == value for name, value in _code().items())


@cache
def _code() -> Fingerprint:
    """Return the hashes of this package's code as it was before any server could import it."""
    return {f"{FOLDER.name}/{name}": value for name, value in hash_code(FOLDER).items()}


def _start() -> None:
    _code()
    resource_tracker.ensure_running()  # else the server begins it, which lets Ctrl-C through
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def end(started: Connection) -> int:
    """End the server; run in a process forked from it, for the standard library has no word for it.

    Parameters
    ----------
    started : Connection
        Is told when the server has answered that this process has started; ended before, it would
        leave the one that asked without an answer.

    Returns
    -------
    int
        Which process it was; 0 if it had ended by itself.
    """
    from helpers.pipeline.untroubled import SERVER  # the server's, who has imported this first

    started.recv()
    if os.getppid() != SERVER:  # this process was given to another, which has to live
        return 0
    os.kill(SERVER, signal.SIGTERM)
    return SERVER


def wait_for_end(server: int) -> None:
    """Wait until the server has ended; the standard library is left to find that out for itself."""
    os.waitid(os.P_PID, server, os.WEXITED | os.WNOWAIT)
