"""What a build needs of the data before any chapter runs: the findings and the bibliography."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from helpers.errors import BookError

DATA, OWN = "RSPBOOK_DATA", "RSPBOOK_OWN_DATA"
"""Variables of the environment that name the folder, and say whether it is the project's own."""

Prepared = tuple[list[str], int, str]
"""The findings, how many are errors, and the bibliography (empty if there are errors)."""


def announce(folder: Path, own: bool) -> None:
    """Say which data `helpers.cli.warm` is to load; to be called before the fork server starts."""
    os.environ |= {DATA: str(folder), OWN: str(int(own))}


def prepare(task: tuple[Path, bool]) -> Prepared:
    """Check the data in a folder and make their bibliography.

    Parameters
    ----------
    task : tuple of Path and bool
        The folder, and whether it is the project's own: then its bibliography is brought up to
        date in place.

    Raises
    ------
    UnwrittenError
        If that cannot be done: the book would not be the one that the data make.
    """
    from helpers.data.bibliography import UnwrittenError, write_references
    from helpers.data.validate import state

    folder, own = task
    if own:
        try:
            write_references(folder)
        except UnwrittenError:
            raise
        except BookError:  # what is wrong with the studies, check will say
            pass
    return _prepared(folder, state(folder))


@lru_cache(maxsize=1)
def _prepared(folder: Path, _state: str) -> Prepared:
    from helpers.data.bibliography import references_bib
    from helpers.data.dataset import load_dataset
    from helpers.data.validate import check

    found = check(folder)
    errors = sum(one.severity == "error" for one in found)
    text = "" if errors else references_bib(load_dataset(folder).studies)
    return [one.graded for one in found], errors, text
