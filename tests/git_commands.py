"""Git in the folders of tests."""

from __future__ import annotations

import subprocess
from pathlib import Path


def git(folder: Path, *arguments: str) -> str:
    """Run git in `folder` under a made-up name; return what it prints."""
    identity = ["-c", "user.name=Made Up", "-c", "user.email=made@up.example"]
    command = ["git", "-C", str(folder), *identity, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
