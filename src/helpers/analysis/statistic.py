"""Statistics of a numeric field, and how such a number is printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

Numbers = np.ndarray[Any, np.dtype[np.float64]]


def numbers_of(column: pd.Series[Any], mask: np.ndarray[Any, np.dtype[np.bool_]]) -> Numbers:
    """Return the stated values of a column as floats."""
    return column[mask].to_numpy(dtype=float)


def _quantiles(*shares: float) -> Callable[[Numbers], tuple[float, ...]]:
    return lambda x: tuple(map(float, np.quantile(x, shares))) if len(x) else ()


STATISTICS: Mapping[str, tuple[str, Callable[[Numbers], tuple[float, ...]]]] = MappingProxyType(
    {
        "median": ("median", _quantiles(0.5)),
        "q1": ("first quartile", _quantiles(0.25)),
        "q3": ("third quartile", _quantiles(0.75)),
        "min": ("smallest", _quantiles(0)),
        "max": ("largest", _quantiles(1)),
        "iqr": ("quartiles", _quantiles(0.25, 0.75)),
        "range": ("range", _quantiles(0, 1)),
        "mean": ("mean", lambda x: (float(x.mean()),) if len(x) else ()),
        "sd": ("standard deviation", lambda x: (float(x.std(ddof=1)),) if len(x) > 1 else ()),
    }
)
"""Name → label and function of the stated values: one number or two ends, none of nothing.

Quantiles interpolate linearly (definition 7 of Hyndman RJ, Fan Y. Am Stat 1996;50:361-5,
doi:10.1080/00031305.1996.10473566); the standard deviation is that of a sample.
"""


def format_number(number: float) -> str:
    """Print a number with one decimal, rounded half away from zero, or none where it is whole."""
    return f"{_tenths(number):f}".removesuffix(".0")


def format_difference(number: float) -> str:
    """Print a difference with its sign and one decimal: ``+12.8``, ``−2.2``, ``0.0``."""
    rounded = _tenths(number)
    sign = "" if rounded == 0 else "+" if rounded > 0 else "\N{MINUS SIGN}"
    return f"{sign}{abs(rounded):f}"


def _tenths(number: float) -> Decimal:
    # twelve digits: what binary floats leave behind them is not to decide the rounding
    return Decimal(f"{number:.12g}").quantize(Decimal("0.1"), ROUND_HALF_UP)


def value_of(ends: tuple[float, ...]) -> float | None:
    """Return the number that a statistic is; of two ends their distance, None of nothing."""
    return ends[-1] - ends[0] if len(ends) == 2 else next(iter(ends), None)


def format_ends(ends: tuple[float, ...]) -> str:
    """Print one number, or two ends as ``31–49``, once where they are the same."""
    return "–".join(dict.fromkeys(map(format_number, ends)))
