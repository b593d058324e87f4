"""Figure: the headline proportions in each cohort, to see how far they depend on the choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.analysis.cohorts import ALL, COHORTS, cohort_label, of_cohort, select
from helpers.analysis.counting import Counter
from helpers.analysis.naming import sentence
from helpers.analysis.proportion import format_interval
from helpers.analysis.quantity import Quantity
from helpers.data.dataset import Dataset
from helpers.figures import theme
from helpers.figures.drawing import Drawing
from helpers.figures.intervals import draw_intervals, frame, write_shares
from helpers.figures.lettering import widest

HEADLINES = (
    ("regions", "thoracic"),
    ("regions", "cervical"),
    ("compartment", "dura"),
    ("compartment", "epidural"),
    ("axial_pattern", "homogeneous"),
    ("progressive_worsening", "yes"),
    ("steroids", "yes"),
    ("recurrence", "yes"),
)
ROW, TITLE, GAP, NUMBERS = 0.165, 0.24, 0.2, 0.95
"""Height of a row, of a title, gap between panels and width of the numbers, in inches."""

Shares = Mapping[str, Quantity]
"""Cohort → the headline proportion in it."""


@theme.themed
def sensitivity(dataset: Dataset) -> Drawing:
    """Draw the headline proportions under each cohort; `dataset` is the whole, uncut one."""
    counters = {cohort: Counter(select(dataset, cohort)) for cohort in COHORTS}
    if not counters[ALL].total("cases").value:
        return theme.sentence("There is no case: there is nothing to draw.")
    shares = [
        {cohort: counter.share(*headline) for cohort, counter in counters.items()}
        for headline in HEADLINES
    ]
    sizes = {cohort: counter.total("cases") for cohort, counter in counters.items()}
    data = [frame(share.values()).assign(cohort=list(share)) for share in shares]
    return Drawing(
        _draw(shares, sizes),
        alt=_alt(shares),
        data=pd.concat(data, ignore_index=True),
        quantities=tuple(of_cohort(*item) for share in shares for item in share.items()),
    )


def _draw(shares: Sequence[Shares], sizes: Shares) -> Figure:
    names = [f"{cohort_label(cohort)} ({size.text})" for cohort, size in sizes.items()]
    left = widest(names) + 0.13
    plot = (theme.WIDTH - left - 2 * NUMBERS - GAP) / 2
    tall = ROW * len(names)
    lines = -(-len(shares) // 2)
    figure = theme.new_figure(lines * (tall + TITLE) + (lines - 1) * 0.08 + 0.45)
    top = figure.get_size_inches()[1]
    for place, share in enumerate(shares):
        line, right = divmod(place, 2)
        bottom = top - (line + 1) * (tall + TITLE) - line * 0.08
        x = left + right * (plot + NUMBERS + GAP)
        axes = theme.percent_axis(theme.panel(figure, x, bottom, plot, tall))
        axes.set_ylim(len(names) - 0.5, -0.5)
        _panel(axes, share, plot)
        theme.write(figure, x, bottom + tall + 0.06, sentence(share[ALL].label), weight="bold")
        if line < lines - 1:
            axes.set(xticklabels=[], xlabel="")
            axes.tick_params(length=0)
        for y, name in enumerate(() if right else names):
            axes.text(
                -0.08 / plot,
                y,
                name,
                ha="right",
                va="center_baseline",
                transform=axes.get_yaxis_transform(),
            )
    return figure


def _panel(axes: Axes, share: Shares, plot: float) -> None:
    """Draw a headline in each cohort, with a line at its value in all cases."""
    rows, quantities = range(len(share)), list(share.values())
    whole = share[ALL].percent
    if whole is not None:
        axes.axvline(whole, color=theme.ACCENT, lw=0.8, ls=(0, (2, 2)), zorder=1)
    draw_intervals(axes, rows[:1], quantities[:1])
    draw_intervals(axes, rows[1:], quantities[1:], colour=theme.SOFT)
    write_shares(axes, rows, quantities, x=1 + NUMBERS / plot)


def _alt(shares: Sequence[Shares]) -> str:
    said = "; ".join(f"{share[ALL].label} {_spread(share)}" for share in shares)
    return (
        f"Small panels, one for each headline proportion, with dots and 95% intervals in "
        f"{len(COHORTS)} cohorts. In all cases, and lowest to highest over the cohorts: {said}."
    )


def _spread(share: Shares) -> str:
    stated = [quantity for quantity in share.values() if not quantity.is_silent]
    percents = [quantity.percent for quantity in stated if quantity.percent is not None]
    ends = f", {format_interval(min(percents), max(percents))}" if percents else ""
    return share[ALL].marked + ends
