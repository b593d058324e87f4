"""Proportions: their interval and how they are printed."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

from helpers.analysis.quantity import Quantity

CONFIDENCE = 0.95
"""Level of every interval in the book."""


def wilson(n: int, denominator: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return the Wilson score interval of a proportion, without continuity correction.

    Parameters
    ----------
    n : int
        Cases with the finding, from 0 to ``denominator``.
    denominator : int
        Cases that count.
    confidence : float
        Between 0 and 1, both excluded.

    Returns
    -------
    tuple of float
        Lower and upper limit, in percent. Where nobody counts, 0 to 100: nothing is known.

    Raises
    ------
    ValueError
        If ``n`` does not lie between 0 and ``denominator``.

    References
    ----------
    Wilson EB. J Am Stat Assoc 1927;22:209-12, doi:10.1080/01621459.1927.10502953.
    Recommended for single proportions as method 3 by Newcombe RG. Stat Med 1998;17:857-72,
    doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E.
    """
    _check(n, denominator)
    if denominator == 0:
        return 0.0, 100.0
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    centre = 2 * n + z**2
    spread = z * sqrt(z**2 + 4 * n * (denominator - n) / denominator)
    total = 2 * (denominator + z**2)
    # at the ends the limit is exact; the formula gives it only up to rounding
    low = 0.0 if n == 0 else 100 * (centre - spread) / total
    high = 100.0 if n == denominator else 100 * (centre + spread) / total
    return low, high


def proportion(
    id_: str,
    numerator: tuple[str, ...],
    denominator: tuple[str, ...],
    label: str = "",
    not_reported: int | None = None,
    lower_bound: bool = False,
) -> Quantity:
    """Return the quantity of a share, from the ids of the cases that make it."""
    n, of = len(numerator), len(denominator)
    low, high = wilson(n, of) if of else (None, None)
    return Quantity(
        id=id_,
        text=format_share(n, of),
        n=n,
        denominator=of,
        percent=percent(n, of),
        ci_low=low,
        ci_high=high,
        not_reported=not_reported,
        lower_bound=lower_bound,
        numerator_cases=numerator,
        denominator_cases=denominator,
        label=label,
    )


def percent(n: int, denominator: int) -> float | None:
    """Return ``n`` of ``denominator`` in percent, unrounded; None where nobody counts."""
    _check(n, denominator)
    return 100 * n / denominator if denominator else None


def format_share(n: int, denominator: int) -> str:
    """Print a proportion as in ``28/45 (62.2%)``; where nobody counts, as ``0/0``.

    The percent has one decimal, rounded half away from zero on the exact fraction.
    """
    _check(n, denominator)
    if denominator == 0:
        return "0/0"
    tenths = (2000 * n + denominator) // (2 * denominator)
    return f"{n}/{denominator} ({tenths // 10}.{tenths % 10}%)"


def format_interval(low: float, high: float) -> str:
    """Print an interval in percent as in ``47.6–74.9%``."""
    return f"{low:.1f}–{high:.1f}%"


def interval_of(share: Quantity) -> str:
    """Return the interval of a share in percent; nothing for what is no share, or silence alone."""
    if share.is_silent or share.ci_low is None or share.ci_high is None or "%" not in share.text:
        return ""
    return format_interval(share.ci_low, share.ci_high)


def _check(n: int, denominator: int) -> None:
    if not 0 <= n <= denominator:
        raise ValueError(f"{n} of {denominator} is not a proportion")
