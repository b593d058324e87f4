"""The programs of the built-in renderer, pandoc and Typst, and which versions they are."""

from __future__ import annotations

from functools import cache

from helpers.pipeline.pandoc_program import pandoc
from helpers.render.process import run


@cache
def pandoc_version() -> str:
    """Return for instance ``pandoc 3.9``."""
    number = run([pandoc(), "--version"], "pandoc", timeout=60).split()[1]
    return f"pandoc {number}"


def version() -> str:
    """Return for instance ``built-in renderer (pandoc 3.9, typst 0.15.0)``."""
    from importlib import metadata  # takes longer than pandoc does

    return f"built-in renderer ({pandoc_version()}, typst {metadata.version('typst')})"
