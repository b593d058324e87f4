"""Rules within one case."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from helpers.data.capitals import differing_by_capitals
from helpers.data.cleaning import Table
from helpers.data.findings import Finding
from helpers.data.levels import Span, span_regions


def levels_lie_in_regions(cases: Table) -> Iterator[Finding]:
    """Find regions that the levels lie in and that are not stated beside them."""
    for row, spans, stated in _located(cases):
        for region in span_regions(spans):
            if region not in stated:
                levels = ";".join(map(str, spans))
                message = f"{levels} lies in the {region} region, which is not stated beside it"
                yield cases.finding(row, "regions", message)


def regions_hold_levels(cases: Table) -> Iterator[Finding]:
    """Find regions stated beside levels none of which lies in them: they deserve a look."""
    for row, spans, stated in _located(cases):
        for region in stated:
            if region not in span_regions(spans):
                levels = ";".join(map(str, spans))
                message = f"{region} is stated, but no level of {levels} lies in it"
                yield cases.finding(row, "regions", message, "warning")


def organs_need_involvement(cases: Table) -> Iterator[Finding]:
    """Find other organs named where other organ involvement is not yes."""
    yield from _only_where_yes(cases, "other_organs", "other_organ_involvement")


def agents_need_steroids(cases: Table) -> Iterator[Finding]:
    """Find a steroid agent named where steroids is not yes."""
    yield from _only_where_yes(cases, "steroid_agent", "steroids")


def values_are_spelled_alike(cases: Table) -> Iterator[Finding]:
    """Find values of an open vocabulary that others differ from only by capitals.

    A warning, for the two may be different; if they are the same, their counts are split.
    """
    advice = "write them alike, else they are counted apart"
    for name, field in cases.schema.items():
        if field.clinical and field.free:
            values = cases.typed[name].explode().dropna()
            yield from differing_by_capitals(cases, name, values, advice)


def _located(cases: Table) -> Iterator[tuple[int, tuple[Span, ...], tuple[str, ...]]]:
    """Yield the cases that state levels and regions both."""
    pairs = zip(cases.typed["lesion_levels"], cases.typed["regions"], strict=True)
    for row, (spans, stated) in enumerate(pairs):
        if spans and stated:
            yield row, spans, stated


def _only_where_yes(cases: Table, column: str, condition: str) -> Iterator[Finding]:
    named = cases.text[column] != ""
    for row in np.flatnonzero(named & (cases.text[condition] != "yes")):
        found = cases.text[condition].iloc[row] or "empty"
        yield cases.finding(row, column, f"is filled, but {condition} is {found}, not yes")
