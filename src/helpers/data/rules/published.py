"""Rules about figures printed in reviews: what is printed is kept, and flagged."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from helpers.data.cleaning import Table
from helpers.data.findings import Finding

_ALL_CASES = "cases_total"


def count_within_denominator(published: Table) -> Iterator[Finding]:
    """Find counts larger than what they are a part of."""
    typed = published.typed
    for row in np.flatnonzero(typed["n"] > typed["denominator"]):
        n, denominator = typed.loc[row, ["n", "denominator"]]
        yield published.finding(row, "n", f"{n:.0f} is more than the denominator {denominator:.0f}")


def percent_fits_count(published: Table) -> Iterator[Finding]:
    """Find printed percents that are not the count's share, as far as their decimals show.

    Where no denominator is printed, the cases in total of the same study stand for it.
    """
    typed, whole = published.typed, _whole(published)
    share = 100 * typed["n"] / whole
    for row in np.flatnonzero((typed["percent"] - share).abs() > _rounding(published)):
        n, percent = typed["n"].iloc[row], published.text["percent"].iloc[row]
        given = "" if typed["denominator"].notna().iloc[row] else f" ({_ALL_CASES} of the study)"
        message = f"{percent}% is printed, but {n:.0f}/{whole.iloc[row]:.0f}{given}"
        yield published.finding(row, "percent", f"{message} is {share.iloc[row]:.1f}%", "warning")


def _whole(published: Table) -> pd.Series[float]:
    typed = published.typed
    totals = typed[typed["statistic"] == _ALL_CASES].drop_duplicates("study_id")
    total = typed["study_id"].map(totals.set_index("study_id")["n"])
    return typed["denominator"].fillna(total).replace(0, np.nan)


def _rounding(published: Table) -> np.ndarray:
    """Return by how much a printed percent may differ from the exact one: half its last digit."""
    decimals = [len(text.partition(".")[2]) for text in published.text["percent"]]
    return 0.5 * 10.0 ** -np.array(decimals, float) + 1e-9
