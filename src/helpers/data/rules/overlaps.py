"""Rules about patients who may be reported twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain, islice

import numpy as np

from helpers.data.cleaning import Table
from helpers.data.findings import Finding, quoted

_DELETE_ONE = (
    "delete one of these rows, else the cohort without_possible_duplicates has none of these"
    " patients"
)
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
            f" {_DELETE_ONE}"
        )
        yield overlaps.finding(named[case][other], "other_case_id", message)


def one_of_a_study_stays(overlaps: Table, cases: Table) -> Iterator[Finding]:
    """Find patients left out for a study each patient of which is left out for them in turn.

    In turn: by a row that names this patient, or this patient's study without saying whom there.
    Where one patient of the study stays, that one may be the same person; of a study that has no
    cases nobody is left out.
    """
    study_of = dict(zip(cases.text["case_id"], cases.text["study_id"], strict=True))
    patients = Counter(study_of.values())
    named = _studies_named(overlaps)
    left_out = _left_out(overlaps, named, study_of)
    for (case, study), row in named.items():
        own = left_out.get((study, study_of.get(case, "")), {})
        itself = left_out.get((study, case), {})
        count = len(own) + sum(one not in own for one in itself)
        if 0 < count == patients[study]:
            yield _nobody_stays(overlaps, row, study, [*islice(own.values(), 3), *itself.values()])


def _nobody_stays(overlaps: Table, row: int, study: str, others: list[int]) -> Finding:
    rows = sorted({*others})[:3]
    lines = f"line{'s' * (len(rows) > 1)} {', '.join(str(overlaps.lines[other]) for other in rows)}"
    message = (
        f"every patient of {quoted(study)} is itself left out for this one or its study, in {lines}"
        f"; {_DELETE_ONE}"
    )
    return overlaps.finding(row, "other_study_id", message)


def _studies_named(overlaps: Table) -> dict[tuple[str, str], int]:
    """Return the first row of each case and study that it is left out for, no case being named."""
    columns = (overlaps.text[name] for name in ("case_id", "other_case_id", "other_study_id"))
    named: dict[tuple[str, str], int] = {}
    for row, (case, other, study) in enumerate(zip(*columns, strict=True)):
        if case and study and not other:
            named.setdefault((case, study), row)
    return named


def _left_out(
    overlaps: Table, named: Mapping[tuple[str, str], int], study_of: Mapping[str, str]
) -> dict[tuple[str, str], dict[str, int]]:
    """Return by a study, and by the case or study they are left out for, its cases and a row."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    by_case = (
        ((case, other), row)
        for case, others in _named(overlaps).items()
        for other, row in others.items()
    )
    for (case, name), row in chain(named.items(), by_case):
        if case in study_of:
            found.setdefault((study_of[case], name), {})[case] = row
    return found


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
