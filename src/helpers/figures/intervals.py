"""Proportions as dots with their intervals, and as rows of tidy data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd
from matplotlib.axes import Axes

from helpers.analysis.quantity import Quantity
from helpers.figures.theme import ACCENT, INK, PAPER, SOFT

COLUMNS = ["id", "label", "n", "denominator", "percent", "ci_low", "ci_high", "not_reported"]


def frame(quantities: Iterable[Quantity], **constant: str) -> pd.DataFrame:
    """Return one row per quantity, percent and interval in percent, and `constant` columns."""
    rows = [[getattr(quantity, name) for name in COLUMNS] for quantity in quantities]
    return pd.DataFrame(rows, columns=COLUMNS).assign(**constant)


def draw_intervals(
    axes: Axes,
    heights: Sequence[float],
    quantities: Sequence[Quantity],
    *,
    colour: str = ACCENT,
    marker: str = "o",
    filled: bool = True,
) -> None:
    """Draw each proportion as a dot and its interval as a line; without a statement nothing.

    Parameters
    ----------
    axes : Axes
        With percent along x.
    heights : sequence of float
        Place of each quantity along y.
    quantities : sequence of Quantity
        Proportions; without an interval only the dot is drawn.
    colour, marker : str
        A hollow dot (`filled` false) tells a second series apart in grey.
    filled : bool
        Whether the dot is filled.
    """
    rows = [(y, q) for y, q in zip(heights, quantities, strict=True) if not q.is_silent]
    lines = [
        (y, q.ci_low, q.ci_high) for y, q in rows if q.ci_low is not None and q.ci_high is not None
    ]
    dots = [(q.percent, y) for y, q in rows if q.percent is not None]
    ys, lows, highs = zip(*lines, strict=True) if lines else ((), (), ())
    axes.hlines(ys, lows, highs, colors=colour, linewidth=1.2, zorder=2)
    face = colour if filled else PAPER
    axes.plot(
        *(zip(*dots, strict=True) if dots else ((), ())), linestyle="", marker=marker,
        color=colour, markersize=5, markerfacecolor=face, markeredgewidth=1.2,
        clip_on=False, zorder=3,
    )  # fmt: skip


def write_shares(
    axes: Axes,
    heights: Sequence[float],
    quantities: Sequence[Quantity],
    x: float,
    align: str = "right",
) -> None:
    """Write ``17/38 (44.7%)``, marked, beside each row, at `x` in fractions of the axes' width."""
    for y, quantity in zip(heights, quantities, strict=True):
        colour = INK if quantity.denominator else SOFT
        axes.text(
            x, y, quantity.marked, transform=axes.get_yaxis_transform(), color=colour,
            ha=align, va="center_baseline",
        )  # fmt: skip
