"""``rspbook diff``: what changed between two versions of the data or of the book."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from rich.console import Console

from helpers.cli.diff_report import report
from helpers.cli.difference import Difference, compare_sides
from helpers.cli.progress import progress
from helpers.cli.report import (
    Block,
    as_markdown,
    as_text,
    console_for_text,
    print_report,
    unfolded,
)
from helpers.cli.report_html import as_html
from helpers.cli.sides import Side, locate, settle
from helpers.cli.versions import Version, alike
from helpers.errors import BookError
from helpers.pipeline.hashing import as_json
from helpers.pipeline.plan import preload
from helpers.pipeline.project import find_project
from helpers.pipeline.workers import Workers

_POINTER = "The full lists: --all, or --format html --output FILE."

FORMATS: Mapping[str, Callable[[Difference, bool], str]] = MappingProxyType(
    {
        "text": lambda found, everything: as_text(_report(found, everything)),
        "markdown": lambda found, everything: as_markdown(_report(found, everything)),
        "html": lambda found, _: as_html(report(found)),
        "json": lambda found, _: as_json(found.as_record()),
    }
)
"""The report in each form; the second argument asks for its details too."""


def run(
    old: str,
    new: str | None,
    *,
    form: str,
    everything: bool,
    output: Path | None,
    exit_code: bool,
) -> None:
    """Compare two sides and report; exit with 1 if they differ and `exit_code` is asked for.

    Raises
    ------
    BookError
        If there is no such form, a side cannot be compared, or `output` cannot be written.
    """
    if form not in FORMATS:
        raise BookError(f"--format {form}: allowed are {', '.join(FORMATS)}")
    found = difference(old, new)
    if output:
        _write(output, FORMATS[form](found, everything))
    elif form == "text":
        print_report(_report(found, everything), console_for_text())
    else:
        sys.stdout.write(FORMATS[form](found, everything))
    if exit_code and found:
        sys.exit(1)


def difference(old: str, new: str | None) -> Difference:
    """Compare two sides of the project of the current folder, showing what is computed."""
    project = find_project(Path.cwd())
    first, second = (locate(project, given) for given in (old, new))  # both, before a chapter runs
    workers = Workers(preload(project))
    console = Console(stderr=True, highlight=False, soft_wrap=True)

    def settled(one: Version | Side) -> Side:
        with progress(console, len(project.chapters)) as tell:
            return settle(project, one, workers, tell)

    if isinstance(first, Version) and isinstance(second, Version) and alike(first, second):
        both = settled(second)  # on which a build may have run the chapters already
        return compare_sides(replace(both, name=first.name, notes=first.notes), both)
    return compare_sides(settled(first), settled(second))


def _report(found: Difference, everything: bool) -> list[Block]:
    return unfolded(report(found), everything=everything, pointer=_POINTER)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BookError(f"--output {path}: cannot be written: {error.strerror}") from None
