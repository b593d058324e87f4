"""Running ``rspbook`` as a user does, in a process of its own."""

import os
import subprocess
import sys
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
