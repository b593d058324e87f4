"""Rules about patients who may be reported twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from helpers.data.cleaning import Table
from helpers.data.findings import Finding, quoted

_Named = Mapping[str, Mapping[str, int]]
"""Case → the cases that its rows name, and the first row that does."""


def names_another(overlaps: Table) -> Iterator[Finding]:
    """Find possible duplicates that name no other case or study, or the case itself."""
    text = overlaps.text
    for row in np.flatnonzero((text["other_case_id"] == "") & (text["other_study_id"] == "")):
        yield overlaps.finding(row, "other_study_id", "is empty, and so is other_case_id")
    for row in np.flatnonzero((text["other_case_id"] == text["case_id"]) & (text["case_id"] != "")):
        yield overlaps.finding(row, "other_case_id", "is the case itself")


def one_of_them_stays(overlaps: Table) -> Iterator[Finding]:
    """Find rows by which each of two patients is left out for the other, or several in a circle.

    The cohort without possible duplicates leaves out whoever has a row, so that none would stay.
    """
    named = _named(overlaps)
    for case, other, further in _closing(named):
        line = overlaps.lines[named[other][further]]
        back = "" if further == case else f", which leads back to {quoted(case)}"
        message = (
            f"{quoted(other)} is itself left out for {quoted(further)}, in line {line}{back};"
            " delete one of these rows, else the cohort without_possible_duplicates has none of"
            " these patients"
        )
        yield overlaps.finding(named[case][other], "other_case_id", message)


def _named(overlaps: Table) -> _Named:
    named: dict[str, dict[str, int]] = {}
    pairs = zip(overlaps.text["case_id"], overlaps.text["other_case_id"], strict=True)
    for row, (case, other) in enumerate(pairs):
        if case and other and case != other:  # those are findings of their own
            named.setdefault(case, {}).setdefault(other, row)
    return named


def _closing(named: _Named) -> Iterator[tuple[str, str, str]]:
    """Yield a case, another that it names and so closes a circle, and whom that one names in it.

    Goes through the cases in depth and through each once: a long file takes no longer than that.
    """
    done: set[str] = set()
    for start in named:
        path = {} if start in done else {start: iter(named[start])}
        further: dict[str, str] = {}
        while path:
            case = next(reversed(path))
            other = further[case] = next(path[case], "")
            if not other:
                done.add(case)
                path.popitem()
            elif other in path:
                yield case, other, further[other]
            elif other not in done:
                path[other] = iter(named.get(other, ()))
