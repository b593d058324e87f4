"""``rspbook validate``: all findings about a dataset, one a line."""

from __future__ import annotations

import sys
from pathlib import Path

from helpers.errors import visible
from helpers.pipeline.project import find_project


def data_folder(data: Path | None) -> Path:
    """Return the folder of the dataset as given, or the project's own.

    The project's own is named relative to the current folder where that is shorter to read.
    """
    if data is not None:
        return data
    root = find_project(Path.cwd()).root
    return Path("data") if root == Path.cwd() else root / "data"


def run(data: Path | None) -> None:
    """Print the findings; exit with 1 if any is an error."""
    from helpers.data.validate import check

    folder = data_folder(data)
    found = check(folder)
    for one in found:
        print(visible(one.graded))
    errors = sum(one.severity == "error" for one in found)
    print(f"{folder}: {counted(errors, 'error')}, {counted(len(found) - errors, 'warning')}")
    if errors:
        sys.exit(1)


def counted(number: int, word: str) -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> counted(1, "error"), counted(2, "error")
    ('1 error', '2 errors')
    """
    return f"{number} {word}{'' if number == 1 else 's'}"
