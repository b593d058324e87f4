"""Rules about figures printed in reviews: what is printed is kept, and flagged."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from helpers.data.cleaning import Table
from helpers.data.findings import Finding
from helpers.data.percents import CASES_TOTAL, fits, wholes


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
    typed, whole = published.typed, wholes(published.typed)
    told = typed["n"].notna() & typed["percent"].notna() & whole.notna()
    for row in np.flatnonzero(told):
        n, of = int(typed["n"].iloc[row]), int(whole.iloc[row])
        percent = published.text["percent"].iloc[row]
        if not fits(n, of, percent):
            given = (
                "" if typed["denominator"].notna().iloc[row] else f" ({CASES_TOTAL} of the study)"
            )
            message = f"{percent}% is printed, but {n}/{of}{given} is {100 * n / of:.1f}%"
            yield published.finding(row, "percent", message, "warning")
