"""Quantities of the reports that describe the cases of a cohort."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from helpers.analysis.naming import slug, value_label
from helpers.analysis.proportion import proportion
from helpers.analysis.quantity import Quantity

if TYPE_CHECKING:
    from helpers.data.dataset import Dataset


def study_quantities(dataset: Dataset) -> list[Quantity]:
    """Return how many reports have each coded value, and the years they are from.

    Ids begin with ``studies.``; the ids of the reports stand where a proportion has its cases.
    """
    studies = dataset.studies[dataset.studies["study_id"].isin(dataset.cases["study_id"])]
    return [*_shares(dataset, studies), *_years(studies)]


def study_name(dataset: Dataset, study_id: str) -> str:
    """Return ``Yang 2023``, or the id of a study without author or year."""
    found = dataset.studies[dataset.studies["study_id"] == study_id]
    for author, year in zip(found["first_author"], found["year"], strict=True):
        if pd.notna(author) and pd.notna(year):
            return f"{str(author).rpartition(' ')[0] or author} {year:.0f}"
    return study_id


def _shares(dataset: Dataset, studies: pd.DataFrame) -> Iterator[Quantity]:
    for field in dataset.schema.table("studies").values():
        stated = studies[studies[field.name].notna()]
        for value in field.values:
            yield proportion(
                f"studies.{field.name}.{slug(value)}",
                tuple(stated["study_id"][stated[field.name] == value]),
                tuple(stated["study_id"]),
                label=f"studies, {value_label(field, value)}",
                not_reported=len(studies) - len(stated),
            )


def _years(studies: pd.DataFrame) -> Iterator[Quantity]:
    dated = studies[studies["year"].notna()]
    for name, year in (("first", dated["year"].min()), ("last", dated["year"].max())):
        yield Quantity(
            id=f"studies.year.{name}",
            text=f"{year:.0f}" if len(dated) else "not reported",
            value=float(year) if len(dated) else None,
            not_reported=len(studies) - len(dated),
            numerator_cases=tuple(dated["study_id"][dated["year"] == year]),
            label=f"year of the {name} report",
        )
