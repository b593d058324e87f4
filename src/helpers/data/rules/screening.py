"""Rules between the log of the search and what came of it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from helpers.data.cleaning import Table
from helpers.data.findings import Finding, quoted


def included_have_study(screening: Table, studies: Table) -> Iterator[Finding]:
    """Find included records that are not among the studies."""
    yield from _included_stand_in(screening, studies)


def included_have_cases(screening: Table, cases: Table) -> Iterator[Finding]:
    """Find included records without a case."""
    yield from _included_stand_in(screening, cases)


def cases_are_included(cases: Table, screening: Table) -> Iterator[Finding]:
    """Find cases whose study is not an included record."""
    included = screening.text["record_id"][screening.text["decision"] == "included"]
    studies = cases.text["study_id"]
    for row in np.flatnonzero(~studies.isin(included) & (studies != "")):
        message = f"{quoted(studies.iloc[row])} is not an included record of"
        advice = f"{screening.schema.file}; add it there, or correct its decision"
        yield cases.finding(row, "study_id", f"{message} {advice}")


def reasons_where_not_included(screening: Table) -> Iterator[Finding]:
    """Find records that are included with a reason, or not included without one."""
    included = screening.text["decision"] == "included"
    reason = screening.text["reason"] != ""
    for row in np.flatnonzero(included & reason):
        yield screening.finding(row, "reason", "is filled, but the record is included")
    for row in np.flatnonzero(~included & ~reason & (screening.text["decision"] != "")):
        yield screening.finding(row, "reason", "is empty, but the record is not included")


def no_text_where_not_retrieved(screening: Table) -> Iterator[Finding]:
    """Find records that are not retrieved for another reason than no text, or excluded for it.

    The flow counts by the decision, and prints that reason for all that were not retrieved.
    """
    lost = screening.typed["decision"] == "not_retrieved"
    reason = screening.typed["reason"]
    for row in np.flatnonzero(lost & reason.notna() & (reason != "no_text")):
        message = f"is {reason.iloc[row]}, but the decision is not_retrieved, which needs no_text"
        yield screening.finding(row, "reason", message)
    excluded = screening.typed["decision"] == "excluded"
    for row in np.flatnonzero(excluded & (reason == "no_text")):
        message = "is excluded, but the reason is no_text, which needs not_retrieved"
        yield screening.finding(row, "decision", message)


def _included_stand_in(screening: Table, other: Table) -> Iterator[Finding]:
    records = screening.text["record_id"]
    included = screening.text["decision"] == "included"
    for row in np.flatnonzero(included & ~records.isin(other.text["study_id"])):
        message = f"{quoted(records.iloc[row])} is included, but has no row in {other.schema.file}"
        yield screening.finding(row, "record_id", message)
