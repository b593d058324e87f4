"""Copies of the project, in which tests may build and change things."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from git_commands import git
from nbformat.v4 import new_code_cell

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


def add_code(chapter: Path, code: str) -> None:
    """Add a code cell to the end of a chapter."""
    notebook = json.loads(chapter.read_text("utf-8"))
    notebook["cells"].append(new_code_cell(code))
    chapter.write_text(json.dumps(notebook), "utf-8")
