"""Parameters as the user gives them: the book knows their types, the science the cohorts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from helpers.errors import BookError
from helpers.pipeline.names import DATA_PARAMETER
from helpers.pipeline.parameters import Parameters, Value, parse_assignment, read_parameters

COHORT = "cohort"


def of_file(path: Path) -> Parameters:
    """Read a parameter set.

    Raises
    ------
    BookError
        If it is none, or names a cohort that there is not.
    """
    found = read_parameters(path)
    if COHORT in found:
        _check(f"{path}: {COHORT}", [found[COHORT]])
    return found


def assigned(text: str) -> tuple[str, str]:
    """Split ``NAME=VALUE`` as given on the command line.

    Raises
    ------
    BookError
        If it is not of that form, or names a cohort that there is not.
    """
    name, value = parse_assignment(text)
    if name == COHORT:
        _check(f"-p {text}", [value])
    return name, value


def spanned(text: str) -> tuple[str, list[str]]:
    """Split ``NAME=A,B,C``, of which each value is one as for `assigned`."""
    name, together = parse_assignment(text)
    values = [value.strip() for value in together.split(",")]
    if name == COHORT:
        _check(f"-p {text}", values)
    return name, values


def folder_named(root: Path, given: Mapping[str, Value]) -> None:
    """Check that the folder of the data is there, where a parameter names it.

    Raises
    ------
    BookError
        If it is not.
    """
    named = given.get(DATA_PARAMETER)
    if isinstance(named, str) and not (root / named).is_dir():
        raise BookError(f"parameter {DATA_PARAMETER}: {named}: there is no such folder")


def _check(where: str, cohorts: Iterable[Value]) -> None:
    from helpers.analysis.cohorts import check_cohort  # a build of the whole needs none of them

    for cohort in cohorts:
        try:
            check_cohort(cohort)
        except BookError as error:
            raise BookError(f"{where}: {error}") from None
