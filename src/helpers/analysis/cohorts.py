"""Cohorts: the parts of the dataset that the sensitivity analysis looks at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from helpers.data.findings import hint, quoted
from helpers.errors import BookError

if TYPE_CHECKING:  # a build asks for no more than the names
    import pandas as pd

    from helpers.analysis.quantity import Quantity
    from helpers.data.dataset import Dataset


ALL = "all"
"""The cohort of every case."""


def _of_study(dataset: Dataset, column: str) -> pd.Series[Any]:
    """Return a column of the case's own study, one value per case."""
    return dataset.cases["study_id"].map(dataset.studies.set_index("study_id")[column])


def _possible_duplicates(dataset: Dataset) -> pd.Series[bool]:
    # the case named first is the one that is left out where two may be one person
    return dataset.cases["case_id"].isin(dataset.overlaps["case_id"])


COHORTS: Mapping[str, tuple[str, Callable[[Dataset], pd.Series[bool]]]] = MappingProxyType(
    {
        ALL: ("all cases", lambda d: d.cases["case_id"].notna()),
        "biopsy_confirmed": (
            "biopsy-confirmed only",
            lambda d: d.cases["biopsy_confirmed"] == "yes",
        ),
        "without_possible_duplicates": (
            "without possible duplicates",
            lambda d: ~_possible_duplicates(d),
        ),
        "full_text": (
            "full text seen, at least in part",
            lambda d: _of_study(d, "text_seen").fillna("abstract") != "abstract",
        ),
        "until_2019": ("published until 2019", lambda d: _of_study(d, "year") <= 2019),
        "from_2020": ("published from 2020", lambda d: _of_study(d, "year") >= 2020),
    }
)
"""Name → what people call it, and which cases belong to it.

A case whose study states no year belongs to neither period.
"""


def select(dataset: Dataset, cohort: str) -> Dataset:
    """Return the dataset cut to the cases of a cohort; studies and logs stay whole.

    Raises
    ------
    BookError
        If there is no such cohort.
    """
    check_cohort(cohort)
    if cohort == ALL:
        return dataset
    return dataset.where(COHORTS[cohort][1](dataset))


def check_cohort(cohort: object) -> None:
    """Check that there is such a cohort.

    Raises
    ------
    BookError
        If there is none; its text says which there are.
    """
    if cohort not in COHORTS:
        allowed = f"(allowed: {', '.join(COHORTS)})"
        if cohort in (None, ""):
            raise BookError(f"no cohort is named {allowed}")
        name = str(cohort)
        raise BookError(f"there is no cohort {quoted(name)}{hint(name, COHORTS)} {allowed}")


def cohort_label(cohort: str) -> str:
    """Return what people call a cohort."""
    return COHORTS[cohort][0]


def of_cohort(cohort: str, quantity: Quantity) -> Quantity:
    """Return a quantity that was counted in `cohort` under an id and a label that say so.

    In a book of one cohort the bare id is the number of that cohort.
    """
    label = f"{quantity.label}, {cohort_label(cohort)}"
    return replace(quantity, id=f"{quantity.id}[cohort={cohort}]", label=label)
