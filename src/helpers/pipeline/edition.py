"""Which edition of the book this is: its version, and the state of the project it was made from."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

from helpers.errors import BookError

CITATION = "CITATION.cff"
EPOCH = "SOURCE_DATE_EPOCH"


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
    return _git(root, "describe", "--always", "--abbrev=40", "--dirty=+", "--exclude=*")


def date(root: Path) -> str | None:
    """Return the day of that commit, as 2026-11-21; never today's, which would tell nothing.

    Outside git, the day of ``SOURCE_DATE_EPOCH`` where that is set.
    """
    epoch = os.environ.get(EPOCH, "")
    if epoch.isdigit():
        from datetime import UTC, datetime

        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    return _git(root, "log", "-1", "--format=%cs")


def _git(root: Path, *arguments: str) -> str | None:
    command = ["git", "-C", str(root), *arguments]
    try:
        found = subprocess.run(command, capture_output=True, text=True, check=True, timeout=10)
    except (OSError, subprocess.SubprocessError):
        return None
    return found.stdout.strip() or None
