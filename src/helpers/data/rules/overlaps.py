"""Rules about patients who may be reported twice."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from helpers.data.cleaning import Table
from helpers.data.findings import Finding


def names_another(overlaps: Table) -> Iterator[Finding]:
    """Find possible duplicates that name no other case or study, or the case itself."""
    text = overlaps.text
    for row in np.flatnonzero((text["other_case_id"] == "") & (text["other_study_id"] == "")):
        yield overlaps.finding(row, "other_study_id", "is empty, and so is other_case_id")
    for row in np.flatnonzero((text["other_case_id"] == text["case_id"]) & (text["case_id"] != "")):
        yield overlaps.finding(row, "other_case_id", "is the case itself")
