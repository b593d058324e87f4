"""The catalogue: every quantity the dataset has, whether the book uses it or not."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from helpers.analysis.agreement import agreement
from helpers.analysis.counting import Counter
from helpers.analysis.quantity import Quantity
from helpers.analysis.screening import screening_quantities
from helpers.analysis.statistic import STATISTICS
from helpers.analysis.studies import study_quantities
from helpers.data.levels import LEVELS

if TYPE_CHECKING:
    from helpers.data.columns import Field
    from helpers.data.dataset import Dataset

MOST_VALUES_LISTED = 100
"""Of an open vocabulary, the values that are most common, up to this number."""


@lru_cache(maxsize=1)
def catalogue(dataset: Dataset, whole: Dataset) -> tuple[Quantity, ...]:
    """Return every quantity of a dataset, each id once; the last answer is kept.

    Parameters
    ----------
    dataset : Dataset
        The cases of the cohort.
    whole : Dataset
        Every case, for the screening.
    """
    counter = Counter(dataset)
    fields = dataset.schema.table("cases").values()
    compared = agreement(dataset)
    return (
        counter.total("cases"),
        counter.total("studies"),
        *(q for field in fields if field.clinical for q in _of(field, counter)),
        *study_quantities(dataset),
        *screening_quantities(whole),
        *(row.printed.quantity for row in compared if row.printed.quantity),
        *(row.difference for row in compared if row.difference),
    )


def _of(field: Field, counter: Counter) -> Iterator[Quantity]:
    yield counter.reported(field.name)
    yield counter.missing(field.name)
    for value in _values(field, counter):
        yield counter.share(field.name, value)
    if field.numeric:
        for name in STATISTICS:
            yield counter.statistic(field.name, name)


def _values(field: Field, counter: Counter) -> tuple[object, ...]:
    if field.values:
        return field.values
    if field.name == "lesion_levels":
        return tuple(map(str, LEVELS))
    if field.type == "integer":
        return tuple(_grades(field.name, counter))
    return () if field.numeric else counter.values(field.name)[:MOST_VALUES_LISTED]


def _grades(name: str, counter: Counter) -> range:
    """Return the whole numbers of a scale with two ends."""
    fields = counter.dataset.schema.table("cases").descriptor["fields"]
    bounds = next(field.get("constraints", {}) for field in fields if field["name"] == name)
    if {"minimum", "maximum"} <= bounds.keys():
        first = bounds["minimum"]
        return range(first, min(bounds["maximum"], first + MOST_VALUES_LISTED) + 1)
    return range(0)
