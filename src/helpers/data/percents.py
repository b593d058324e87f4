"""Whether a percent that a review prints can be the share that its count makes."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pandas as pd

CASES_TOTAL = "cases_total"
"""Statistic under which a review prints how many cases it has."""


def fits(n: int, denominator: int, printed: str) -> bool:
    """Whether a percent, as written, is `n` of `denominator` rounded to the decimals it shows.

    ``20.0`` says more than ``20``. Half a last digit may have been rounded up or down.
    """
    percent = Decimal(printed)
    _, _, exponent = percent.as_tuple()
    last_digit = Fraction(10) ** int(exponent)
    return abs(Fraction(100 * n, denominator) - Fraction(percent)) <= last_digit / 2


def wholes(published: pd.DataFrame) -> pd.Series[float]:
    """Return for each row of ``published.csv`` what its count is a part of; NaN where unknown.

    Where a row states no denominator, the cases in total of the same study stand for it.
    """
    totals = published[published["statistic"] == CASES_TOTAL].dropna(subset="n")
    by_study = totals.drop_duplicates("study_id").set_index("study_id")["n"]
    whole = published["denominator"].fillna(published["study_id"].map(by_study))
    return whole.where(whole > 0)
