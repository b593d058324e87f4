"""The numbers of the book under one of many parameter sets."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.analysis.catalogue import catalogue
from helpers.analysis.cohorts import select
from helpers.data.dataset import load_dataset
from helpers.errors import BookError

COLUMNS = ("id", "text", "value", "n", "denominator", "percent", "ci_low", "ci_high")


@dataclass(frozen=True)
class Setting:
    """A parameter set to count under, with the data, so that any machine can do it.

    Parameters
    ----------
    name : str
        What the rows of this set are called.
    cohort : str
        One of `helpers.analysis.cohorts.COHORTS`.
    folder : str
        Where the dataset lies, as messages call it.
    files : mapping of str to bytes
        The files of the dataset by their names.
    """

    name: str
    cohort: str
    folder: str
    files: Mapping[str, bytes]


def numbers(setting: Setting) -> list[dict[str, Any]]:
    """Return every quantity under a setting: one row each, with the columns of a tidy table.

    Raises
    ------
    BookError
        If the data have errors or there is no such cohort.
    """
    with tempfile.TemporaryDirectory() as folder:
        for name, content in setting.files.items():
            Path(folder, name).write_bytes(content)
        try:
            whole = load_dataset(Path(folder))
        except BookError as error:
            raise BookError(str(error).replace(folder, setting.folder)) from None
    found = catalogue(select(whole, setting.cohort), whole)
    named = {"set": setting.name, "cohort": setting.cohort}
    return [named | {column: getattr(one, column) for column in COLUMNS} for one in found]
