"""Programs that work side by side and tell one another what they have found.

What each says is a line of JSON. When all have said one, each hears the list of what all have said.
They let other programs go first, which may wait for what one of them has written already.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from subprocess import Popen
from typing import IO

from helpers.errors import BookError
from helpers.render.process import StoppedError, finish, start, stop

Command = Sequence[str | Path]
Program = Popen[bytes]

_PATIENCE = 60.0
"""Seconds in which a program ends that hears no more."""

_BEHIND = 5
"""By how much they are nicer: two on one processor then leave another one to who goes first."""


def converse(
    commands: Sequence[Command],
    name: str,
    *,
    timeout: float,
    message_code: int,
    hear: Callable[[bytes], None],
) -> None:
    """Run programs at once and pass on what they say, until they end.

    Parameters
    ----------
    commands : sequence of commands
    name : str
        What messages call the programs.
    timeout : float
        Seconds after which all are stopped.
    message_code : int
        As in `helpers.render.process.run`.
    hear : callable
        Is told what the first has said, each time before the others are.

    Raises
    ------
    BookError
        As `helpers.render.process.run`, of the first program that fails. The others hear no more.
    """
    with contextlib.ExitStack() as stack:
        errors = [stack.enter_context(tempfile.TemporaryFile()) for _ in commands]
        programs, late = list[Program](), threading.Event()
        stack.callback(_close, programs)
        for command, file in zip(commands, errors, strict=True):
            programs.append(start(command, name, errors=file))
            _yield(programs[-1])
        clock = threading.Timer(timeout, _stop, [programs, late])
        stack.callback(clock.cancel)
        clock.start()
        _pass_on(programs, hear)
        failures = list(_failures(programs, errors, name, message_code))
    if late.is_set():
        raise StoppedError(f"{name} did not finish in {timeout:g} seconds and was stopped")
    if failures:
        raise failures[0]


def _yield(program: Program) -> None:
    if hasattr(os, "setpriority"):
        with contextlib.suppress(OSError):  # it has ended, which is found out next
            own = os.getpriority(os.PRIO_PROCESS, 0)
            os.setpriority(os.PRIO_PROCESS, program.pid, own + _BEHIND)


def _pass_on(programs: Sequence[Program], hear: Callable[[bytes], None]) -> None:
    """Pass on what they say until one says nothing more."""
    while all(said := [_line(program) for program in programs]):
        hear(said[0])
        told = b"[" + b",".join(said) + b"]\n"
        for program in programs:
            with contextlib.suppress(OSError):  # it has ended, which is found out next
                assert program.stdin
                program.stdin.write(told)
                program.stdin.flush()


def _line(program: Program) -> bytes:
    assert program.stdout
    line = program.stdout.readline()
    return line.strip() if line.endswith(b"\n") else b""


def _failures(
    programs: Sequence[Program], errors: Sequence[IO[bytes]], name: str, message_code: int
) -> Iterator[BookError]:
    """Let all end, which have heard all that there is, and yield what went wrong."""
    for program, file in zip(programs, errors, strict=True):
        try:
            finish(program, name, timeout=_PATIENCE, message_code=message_code, errors=file)
        except BookError as error:
            yield error


def _stop(programs: Sequence[Program], late: threading.Event) -> None:
    late.set()
    for program in programs:
        stop(program)


def _close(programs: Sequence[Program]) -> None:
    for program in programs:
        stop(program)
    for program in programs:
        with contextlib.suppress(OSError), program:
            pass
