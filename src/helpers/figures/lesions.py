"""The lesions of the cases as a map needs them: merged, and put in order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from helpers.data.levels import LEVELS, REGIONS, Span, levels_of, span_regions

if TYPE_CHECKING:
    from helpers.data.dataset import Dataset

KINDS = ("levels", "region", "neither")
"""What is known of where a lesion lies, the most exact first."""

MOST = 500
"""How many cases a map shows one by one."""


@dataclass(frozen=True, slots=True)
class Lesion:
    """Where the lesion of one case lies.

    Parameters
    ----------
    case : str
    spans : tuple of Span
        Exact, from above, without overlap: two scans of one continuous lesion are one span.
    regions : tuple of str
        Stated, and without a level of their own.
    compartments : tuple of str
    """

    case: str
    spans: tuple[Span, ...]
    regions: tuple[str, ...]
    compartments: tuple[str, ...]

    @property
    def kind(self) -> str:
        """One of `KINDS`."""
        return "levels" if self.spans else "region" if self.regions else "neither"

    @property
    def order(self) -> tuple[object, ...]:
        """Sort key: the most exact first, then from above, the longer one first."""
        ends = [(span.upper.index, -span.lower.index) for span in self.spans]
        places = [REGIONS.index(region) for region in self.regions]
        return KINDS.index(self.kind), ends, places, self.compartments, self.case


@cache
def merged(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return spans from above, with those that touch or overlap made one."""
    found: list[Span] = []
    for level in levels_of(spans):
        joins = found and found[-1].lower.index + 1 == level.index
        found = (
            [*found[:-1], Span(found[-1].upper, level)] if joins else [*found, Span(level, level)]
        )
    return tuple(found)


def lesions_of(dataset: Dataset) -> list[Lesion]:
    """Return one lesion per case, in the order of the map."""
    columns = ("case_id", "lesion_levels", "regions", "compartment")
    known = zip(*(dataset.cases[column] for column in columns), strict=True)
    found = [
        Lesion(case, merged(spans), _bare(spans, regions), compartments)
        for case, spans, regions, compartments in known
    ]
    return sorted(found, key=lambda lesion: lesion.order)


def thinned(found: list[Lesion]) -> list[Lesion]:
    """Return at most `MOST` lesions, taken at even steps from those in order.

    More columns than that are finer than a page can show; the pattern stays as it is.
    """
    if len(found) <= MOST:
        return found
    return [found[i * len(found) // MOST] for i in range(MOST)]


def frame(found: list[Lesion]) -> pd.DataFrame:
    """Return one row per case, as drawn."""
    rows = [
        (one.case, one.kind, *map(_listed, (one.spans, one.regions, one.compartments)))
        for one in found
    ]
    columns = ["case_id", "known", "levels", "regions_without_level", "compartment"]
    return pd.DataFrame(rows, columns=columns)


def region_ends(region: str) -> Span:
    """Return the whole of a region."""
    inside = [level for level in LEVELS if level.region == region]
    return Span(inside[0], inside[-1])


def _bare(spans: tuple[Span, ...], regions: tuple[str, ...]) -> tuple[str, ...]:
    covered = span_regions(spans)
    return tuple(region for region in REGIONS if region in regions and region not in covered)


def _listed(values: tuple[object, ...]) -> str:
    return ";".join(map(str, values))
