"""Other programs: run with a time limit, their failures told in a sentence."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from helpers.errors import BookError


def run(
    command: Sequence[str | Path],
    name: str,
    *,
    timeout: float,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    message_code: int | None = None,
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

    Raises
    ------
    BookError
        It is missing, takes too long, crashes or reports an error.
    """
    try:
        done = subprocess.run(
            [str(part) for part in command],
            capture_output=True,
            timeout=timeout,
            cwd=cwd,
            env=env,
            stdin=subprocess.DEVNULL,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise BookError(f"{name} did not finish in {timeout:g} seconds and was stopped") from None
    except OSError as error:
        raise BookError(f"{name} cannot be started: {error.strerror}") from None
    said = done.stderr.decode("utf-8", "replace").strip()
    if done.returncode == message_code:
        raise BookError(said)
    if done.returncode < 0:
        raise BookError(f"{name} crashed (signal {-done.returncode}){': ' * bool(said)}{said}")
    if done.returncode:
        raise BookError(f"{name} failed: {said or f'exit code {done.returncode}'}")
    return done.stdout.decode("utf-8", "replace")
