"""Running ``rspbook`` as a user does, in a process of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

NONE: Mapping[str, str] = MappingProxyType({})


def command(
    folder: Path, *arguments: str, module: str = "helpers", surroundings: Mapping[str, str] = NONE
) -> subprocess.CompletedProcess[str]:
    """Run ``rspbook``, or another module, in a copy of the project, with the code of that copy."""
    line = [sys.executable, "-m", module, *arguments]
    env = {**os.environ, **surroundings, "PYTHONPATH": str(folder / "src")}
    return subprocess.run(line, cwd=folder, env=env, capture_output=True, text=True, check=False)


def processes(variable: str) -> dict[int, str]:
    """Return the processes whose environment holds a variable, and their commands."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if variable.encode() in (folder / "environ").read_bytes().split(b"\0"):
                found[int(folder.name)] = (folder / "cmdline").read_text()
        except OSError:
            continue
    return found


def marked(variable: str) -> list[str]:
    """Return the commands of such processes."""
    return list(processes(variable).values())


def left_behind(variable: str) -> list[str]:
    """Return such processes that do not end within twenty seconds."""
    deadline = time.monotonic() + 20
    while (left := marked(variable)) and time.monotonic() < deadline:
        time.sleep(0.1)
    return left
