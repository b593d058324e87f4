"""``rspbook verify``: whether a book is what its manifest says."""

from __future__ import annotations

import sys
from pathlib import Path

from helpers.errors import visible
from helpers.pipeline.manifest import verify


def run(book: Path) -> None:
    """Print each file that differs; exit with 1 if any does."""
    problems = verify(book)
    for problem in problems:
        print(visible(problem))
    if problems:
        sys.exit(1)
    print(f"{book}: every file is as its manifest says")
