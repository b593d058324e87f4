"""Copies of the project, in which tests may build and change things."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from git_commands import git

ROOT = Path(__file__).parents[1]
LEFT_OUT = (".*", "_book", "dist", "tests", "benchmarks", "__pycache__")


def copied(folder: Path, *left_out: str) -> Path:
    """Copy the project, with the cache of its builds if there is one, to `folder`."""
    return Path(shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*LEFT_OUT, *left_out)))


def committed(folder: Path, edit: Callable[[Path], object] = lambda _: None) -> Path:
    """Copy the project's sources to `folder`, `edit` them, and put them under git."""
    copied(folder, "build", "releases")
    shutil.copyfile(ROOT / ".gitignore", folder / ".gitignore")
    edit(folder)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "all of it")
    return folder
