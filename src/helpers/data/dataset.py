"""The case dataset in memory."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.data import validate
from helpers.data.cleaning import Table
from helpers.data.columns import Schema
from helpers.data.findings import DataError
from helpers.data.levels import REGIONS, Span, span_regions
from helpers.data.needed import NEEDED

__all__ = ["DataError", "Dataset", "load_dataset"]


@dataclass(frozen=True, eq=False)
class Dataset:
    """The tables, one data frame each; a dataset equals only itself.

    Columns are those of the schema. Numbers are float, a missing value is NaN; columns that hold
    several values are tuples of str, ``lesion_levels`` tuples of `Span`, empty where not stated.

    Parameters
    ----------
    schema : Schema
    cases : pandas.DataFrame
        ``regions`` is the union of the regions stated and those the levels lie in;
        ``regions_stated`` is what the file says.
    published : pandas.DataFrame
        ``percent_printed`` and ``value_printed`` are the digits that the file is written with.
    studies, evidence, screening, timeline, overlaps : pandas.DataFrame
    """

    schema: Schema
    cases: pd.DataFrame
    studies: pd.DataFrame
    evidence: pd.DataFrame
    screening: pd.DataFrame
    published: pd.DataFrame
    timeline: pd.DataFrame
    overlaps: pd.DataFrame

    def where(self, mask: pd.Series[bool]) -> Dataset:
        """Return the dataset with the cases for which `mask` holds; other tables stay whole."""
        return self.with_cases(self.cases[mask])

    def with_cases(self, cases: pd.DataFrame) -> Dataset:
        """Return the dataset with `cases` in place of its own; other tables stay whole."""
        return replace(self, cases=cases.reset_index(drop=True))


def load_dataset(folder: Path) -> Dataset:
    """Read, normalise and check the data in `folder`; files that are as they were, not again.

    Raises
    ------
    DataError
        With all findings, where any is an error.
    BookError
        Where the data package itself cannot be used.
    """
    return _load(_Source(folder.resolve(), validate.state(folder), folder))


@dataclass(frozen=True)
class _Source:
    """A folder in a certain state; how it was called makes no difference."""

    place: Path
    state: str
    folder: Path = field(compare=False)


@lru_cache(maxsize=1)
def _load(source: _Source) -> Dataset:
    content = validate.read(source.folder)
    if any(finding.severity == "error" for finding in content.findings):
        raise DataError(content.findings)
    frames: dict[str, Any] = {name: content.tables[name].typed for name in NEEDED}
    frames["cases"] = _with_regions(frames["cases"])
    frames["published"] = _as_printed(content.tables["published"])
    return Dataset(content.schema, **frames)


def _as_printed(published: Table) -> pd.DataFrame:
    # a number does not know whether it was written as 20 or as 20.0, which says more
    text = published.text[["percent", "value"]].replace("", None).astype("str")
    return published.typed.assign(**text.add_suffix("_printed"))


def _with_regions(cases: pd.DataFrame) -> pd.DataFrame:
    pairs = zip(cases["lesion_levels"], cases["regions"], strict=True)
    union = [_union(spans, stated) for spans, stated in pairs]
    return cases.assign(
        regions=pd.Series(union, index=cases.index, dtype=object), regions_stated=cases["regions"]
    )


def _union(spans: tuple[Span, ...], stated: tuple[str, ...]) -> tuple[str, ...]:
    found = {*span_regions(spans), *stated}
    return tuple(region for region in REGIONS if region in found)
