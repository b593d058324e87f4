"""Fisher's exact test. SciPy has it, too, but takes half a second to import."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, fsum, lgamma

EQUALLY_LIKELY = 1 + 1e-7
"""Ratio up to which rounding alone may have made one of two equal likelihoods the larger one."""


def fisher_exact(table: Sequence[Sequence[int]]) -> float:
    """Return the two-sided p-value of a table of counts, two rows by two columns.

    It is the likelihood, with these margins, of all tables that are no likelier than this one.

    References
    ----------
    Fisher RA. J R Stat Soc 1922;85:87-94, doi:10.2307/2340521.
    """
    (a, b), (c, d) = table
    column, rows = a + c, (a + b, c + d)
    corners = range(max(0, column - rows[1]), min(column, rows[0]) + 1)
    logs = {x: _log_ways(rows[0], x) + _log_ways(rows[1], column - x) for x in corners}
    most = max(logs.values())
    likelihoods = {x: exp(log - most) for x, log in logs.items()}
    limit = likelihoods[a] * EQUALLY_LIKELY
    return fsum(one for one in likelihoods.values() if one <= limit) / fsum(likelihoods.values())


def _log_ways(cases: int, chosen: int) -> float:
    """Return the logarithm of the number of ways to choose so many of the cases."""
    return lgamma(cases + 1) - lgamma(chosen + 1) - lgamma(cases - chosen + 1)
