"""Asking git about the repository of a project."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from helpers.errors import BookError

_TIMEOUT = 60
_ENGLISH = {"LC_ALL": "C"}


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Let git do something in `folder`; what it says, also of a failure, is in English.

    Raises
    ------
    BookError
        If there is no git, or it takes too long.
    """
    command = ["git", "-C", str(folder), *arguments]
    try:
        return subprocess.run(
            command, capture_output=True, check=False, timeout=_TIMEOUT, env=os.environ | _ENGLISH
        )
    except FileNotFoundError:
        raise BookError("git is needed for this, but it is not installed") from None
    except subprocess.TimeoutExpired:
        raise BookError(f"git {arguments[0]} took longer than {_TIMEOUT} s") from None
