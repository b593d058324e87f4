"""Other programs: run with a time limit, their failures told in a sentence."""

from __future__ import annotations

import locale
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from helpers.errors import BookError

_LONGEST = 2000


class StoppedError(BookError):
    """A program was stopped: it took too long, or another had failed."""


_running: dict[subprocess.Popen[bytes], bool] = {}


def run(
    command: Sequence[str | Path],
    name: str,
    *,
    timeout: float,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    message_code: int | None = None,
    family: bool = False,
) -> str:
    """Run a program and return what it printed.

    Parameters
    ----------
    command : sequence of str or Path
    name : str
        What messages call the program.
    timeout : float
        Seconds after which it is stopped.
    message_code : int, optional
        The exit code by which the program says that its standard error is meant for the author.
    family : bool
        Whether it starts programs of its own, which are stopped with it.

    Raises
    ------
    BookError
        It is missing, takes too long, crashes or reports an error.
    """
    process = start(command, name, family=family, cwd=cwd, env=env)
    return finish(process, name, timeout=timeout, message_code=message_code)


def start(
    command: Sequence[str | Path],
    name: str,
    *,
    family: bool = False,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    errors: IO[bytes] | None = None,
) -> subprocess.Popen[bytes]:
    """Start a program that will be told by `finish` what else it has to know.

    With `errors`, its standard error goes into that file, and `finish` is to be given it, too.

    Raises
    ------
    BookError
        It is missing.
    """
    pipe = subprocess.PIPE
    try:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=pipe, stdout=pipe, stderr=errors or pipe, start_new_session=family,
            cwd=cwd, env=_surroundings(env),
        )  # fmt: skip
    except OSError as error:
        raise BookError(f"{name} cannot be started: {error.strerror}") from None
    _running[process] = family
    return process


def _surroundings(given: Mapping[str, str] | None) -> dict[str, str]:
    """Return the environment, or the `given` one, in which names of files are UTF-8, as for Python.

    Where the locale is C, or one that this machine lacks, pandoc would know only those in ASCII.
    """
    found = dict(os.environ if given is None else given)
    knows_letters = locale.setlocale(locale.LC_CTYPE) not in ("C", "POSIX")
    return found if knows_letters else {**found, "LC_ALL": "C.UTF-8"}


def finish(
    process: subprocess.Popen[bytes],
    name: str,
    *,
    timeout: float,
    message_code: int | None = None,
    told: bytes = b"",
    errors: IO[bytes] | None = None,
) -> str:
    """Give a started program what it is `told`, wait for it, and return what it printed.

    Raises
    ------
    StoppedError
        It took too long, or was stopped by `stop` or `stop_all`.
    BookError
        Otherwise as `run`.
    """
    with process:
        try:
            out, err = process.communicate(told, timeout=timeout)
        except subprocess.TimeoutExpired:
            late = f"{name} did not finish in {timeout:g} seconds and was stopped"
            raise StoppedError(late) from None
        finally:
            expected = process in _running
            stop(process)
    if not expected:
        raise StoppedError(f"{name} was stopped")
    if errors:
        errors.seek(0)
        err = errors.read()
    _check(process.returncode, err.decode("utf-8", "replace").strip(), name, message_code)
    return out.decode("utf-8", "replace")


def stop_all() -> None:
    """Stop the programs that other threads wait for."""
    for process in list(_running):
        stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    """Stop a program, and with it those that it has started if it is a family."""
    family = _running.pop(process, False)
    if process.poll() is None:
        if family and hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()


def _check(code: int, said: str, name: str, message_code: int | None) -> None:
    if code == message_code:
        raise BookError(said)
    if len(said) > _LONGEST:
        said = f"…{said[-_LONGEST:]}"
    if code < 0:
        raise BookError(f"{name} crashed (signal {-code}){': ' * bool(said)}{said}")
    if code:
        raise BookError(f"{name} failed: {said or f'exit code {code}'}")
