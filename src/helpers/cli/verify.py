"""``rspbook verify``: whether a book is what its manifest says."""

from __future__ import annotations

from pathlib import Path

import typer

from helpers.errors import visible
from helpers.pipeline.manifest import verify


def run(book: Path) -> None:
    """Print each file that differs; exit with 1 if any does."""
    problems = verify(book)
    for problem in problems:
        typer.echo(visible(problem))
    if problems:
        raise typer.Exit(1)
    typer.echo(f"{book}: every file is as its manifest says")
