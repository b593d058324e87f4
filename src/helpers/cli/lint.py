"""``rspbook lint``: all mistakes in the chapters, one a line."""

from __future__ import annotations

import sys
from pathlib import Path

from helpers.cli.validate import counted
from helpers.errors import visible
from helpers.pipeline.lint import lint
from helpers.pipeline.project import find_project


def run() -> None:
    """Print the findings; exit with 1 if there is any."""
    project = find_project(Path.cwd())
    found = lint(project)
    for finding in found:
        print(visible(finding))
    chapters = counted(len(project.chapters), "chapter")
    print(f"{chapters}, {counted(len(found), 'finding')}")
    if found:
        sys.exit(1)
