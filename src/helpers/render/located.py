"""Where in a chapter stands what leads nowhere: the renderer knows but the chapter."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from helpers.errors import BookError
from helpers.pipeline.notebook import read_notebook

_LOST = re.compile(r"([^:]+\.ipynb)(: (?:link to )?)(\S+?)(:? (?:leads|is neither|no such) .*)")
_AGAIN = "[WARNING] "
"""Begins what pandoc says, in its own words, of what is told by its place."""


def located(error: BookError, staged: Path) -> BookError:
    """Return a refusal of the book in `staged` with cell and line of what leads nowhere."""
    lines = [line for line in str(error).splitlines() if not line.startswith(_AGAIN)]
    return type(error)("\n".join(_line(line, staged) for line in lines))


def _line(line: str, staged: Path) -> str:
    lost = _LOST.fullmatch(line)
    if not lost:
        return line
    chapter, before, target, after = lost.groups()
    target = unquote(target)  # pandoc writes %20 for a blank, as the author may have done
    return f"{chapter}{_place(staged, chapter, target)}{before}{target}{after}"


def _place(staged: Path, chapter: str, target: str) -> str:
    written = re.compile(re.escape(target) + r"(?![\w-])")
    for cell in read_notebook(staged / chapter, chapter).cells:
        for number, text in enumerate(cell.source.splitlines(), start=1):
            if written.search(unquote(text)):
                return f", cell {cell.id}, line {number}"
    return ""
