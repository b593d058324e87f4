"""Where pandoc is: one program for all that read the text of chapters."""

from __future__ import annotations

import os
import shutil
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from helpers.errors import BookError


@cache
def pandoc() -> str:
    """Return the program: the one that PYPANDOC_PANDOC names, else that of pypandoc's wheel.

    Another on PATH counts only where the wheel brings none. (pypandoc itself would take whichever
    is newest, and so on each machine another.)

    Raises
    ------
    BookError
        If there is none.
    """
    if named := os.environ.get("PYPANDOC_PANDOC"):
        found = shutil.which(named)
    else:
        found = shutil.which("pandoc", path=_wheel()) or shutil.which("pandoc")
    if found is None:
        missing = f"PYPANDOC_PANDOC is {named}, but that" if named else "pandoc"
        raise BookError(f"{missing} cannot be run: make book installs what a build needs")
    return found


def _wheel() -> str:
    """Return the folder of the wheel's program; to import the package takes longer than to look."""
    package = find_spec("pypandoc")
    return str(Path(package.origin).parent / "files") if package and package.origin else ""
