"""Which edition of the book this is: its version, and the state of the project it was made from."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from helpers.errors import BookError

CITATION = "CITATION.cff"
EPOCH = "SOURCE_DATE_EPOCH"

_STATUS = "--porcelain=v2", "--branch", "--no-ahead-behind", "--untracked-files=no"
_OID = "# branch.oid "

Answer = Callable[[], str | None]
"""Waits for what was asked for; None where there is none."""


def citation(root: Path) -> dict[str, Any]:
    """Read ``CITATION.cff`` of the project; empty where there is none.

    Raises
    ------
    BookError
        If it is not a mapping in YAML.
    """
    path = root / CITATION
    if not path.is_file():
        return {}
    import yaml

    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError):
        found = None
    if not isinstance(found, dict):
        raise BookError(f"{CITATION}: not a citation file: it is not YAML with NAME: VALUE")
    return found


def commit(root: Path) -> str | None:
    """Return the git commit of the project, with a plus sign where files differ from it."""
    return ask_commit(root)()


def ask_commit(root: Path) -> Answer:
    """Ask git for the `commit`; it looks at every file, and meanwhile there is other work.

    It takes no lock, as ``git describe`` would: someone may commit while a preview builds.
    """
    asked = _ask(root, "--no-optional-locks", "status", *_STATUS)
    return lambda: _named(asked() or "")


def _named(status: str) -> str | None:
    """Return the commit in what git says: heads, each after a number sign, and what differs."""
    lines = status.splitlines()
    found = next((line.removeprefix(_OID) for line in lines if line.startswith(_OID)), "(initial)")
    differs = any(not line.startswith("# ") for line in lines)
    return None if found == "(initial)" else found + "+" * differs


def date(root: Path) -> str | None:
    """Return the day of that commit, as 2026-11-21; never today's, which would tell nothing.

    Outside git, the day of ``SOURCE_DATE_EPOCH`` where that is set.
    """
    epoch = os.environ.get(EPOCH, "")
    if epoch.isdigit():
        from datetime import UTC, datetime

        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    return _ask(root, "log", "-1", "--format=%cs")()


def _ask(root: Path, *arguments: str) -> Answer:
    command, pipe = ["git", "-C", str(root), *arguments], subprocess.PIPE
    try:
        asked = subprocess.Popen(
            command, stdout=pipe, stderr=subprocess.DEVNULL, encoding="utf-8", errors="replace"
        )
    except OSError:
        return lambda: None
    return partial(_answer, asked)


def _answer(asked: subprocess.Popen[str]) -> str | None:
    with asked:
        try:
            found, _ = asked.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            asked.kill()
            return None
    return None if asked.returncode else found.strip() or None
