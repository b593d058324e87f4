"""Other programs: run with a time limit, their failures told in a sentence."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from helpers.errors import BookError

_LONGEST = 2000
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
    process = _start(command, name, cwd=cwd, env=env, start_new_session=family)
    with process:
        _running[process] = family
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            late = f"{name} did not finish in {timeout:g} seconds and was stopped"
            raise BookError(late) from None
        finally:
            _stop(process)
    _check(process.returncode, err.decode("utf-8", "replace").strip(), name, message_code)
    return out.decode("utf-8", "replace")


def stop_all() -> None:
    """Stop the programs that other threads wait for."""
    for process in list(_running):
        _stop(process)


def _start(command: Sequence[str | Path], name: str, **options: Any) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, **options,
        )  # fmt: skip
    except OSError as error:
        raise BookError(f"{name} cannot be started: {error.strerror}") from None


def _stop(process: subprocess.Popen[bytes]) -> None:
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
