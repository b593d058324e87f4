"""Figure: regions and compartments of this dataset beside those that Yang 2023 prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.analysis.agreement import agreement
from helpers.analysis.counting import Counter
from helpers.analysis.quantity import Quantity
from helpers.data.dataset import Dataset
from helpers.figures import theme
from helpers.figures.drawing import Drawing
from helpers.figures.intervals import draw_intervals, frame
from helpers.figures.lettering import wrap

STUDY, STUDY_LABEL, OWN_LABEL = "yang2023", "Yang 2023", "This dataset"
FIELDS = ("regions", "compartment")
PITCH, APART = 0.35, 0.17
"""Height of a row, and distance of its two dots in parts of that."""
LEFT, PLOT = 1.62, 2.55
COLUMNS = (5.2, theme.WIDTH)
"""Right edges of the two columns of numbers, in inches."""
HEAD: dict[str, Any] = {"ha": "right", "weight": "bold"}
SILENT = "not printed"


@dataclass(frozen=True, slots=True)
class Row:
    """A value of a field, or the title of a field.

    Parameters
    ----------
    y : float
        Place of the row, in rows from above.
    label : str
    own, other : Quantity or None
        The share here and as printed; both None in a title.
    """

    y: float
    label: str
    own: Quantity | None = None
    other: Quantity | None = None


@theme.themed
def regions_compared(dataset: Dataset) -> Drawing:
    """Draw the share of each region and compartment here and in Yang 2023, with intervals."""
    rows = _rows(dataset)
    own = [row.own for row in rows if row.own]
    other = [row.other for row in rows if row.other]
    if not any(quantity.denominator for quantity in (*own, *other)):
        return theme.sentence("No case states region or compartment: there is nothing to draw.")
    data = [frame(own, source=OWN_LABEL), frame(other, source=STUDY_LABEL)]
    return Drawing(
        _draw(rows),
        alt=_alt(rows),
        data=pd.concat([part for part in data if len(part)], ignore_index=True),
        quantities=(*own, *other),
    )


def _rows(dataset: Dataset) -> list[Row]:
    counter, fields = Counter(dataset), dataset.schema.table("cases")
    printed = {
        pair.recomputed.id: pair.printed.quantity
        for pair in agreement(dataset)
        if pair.recomputed and pair.printed.study_id == STUDY
    }
    rows: list[Row] = []
    for name in FIELDS:
        start = rows[-1].y + 1.2 if rows else 0.2
        rows.append(Row(start, fields[name].title))
        for place, value in enumerate(fields[name].values, start=1):
            share = counter.share(name, value)
            label = fields[name].labels.get(value, value)
            rows.append(Row(start + place - 0.2, label, share, printed.get(share.id)))
    return rows


def _draw(rows: Sequence[Row]) -> Figure:
    tall = (rows[-1].y + 0.6) * PITCH
    figure = theme.new_figure(tall + 0.75)
    axes = theme.percent_axis(theme.panel(figure, LEFT, 0.45, PLOT, tall))
    axes.set_ylim(rows[-1].y + 0.6, 0)
    _series(axes, [(row.y - APART, row.own) for row in rows if row.own], filled=True)
    _series(axes, [(row.y + APART, row.other) for row in rows if row.other], filled=False)
    for row in rows:
        _write(axes, row)
    theme.write(figure, COLUMNS[0], tall + 0.55, f"● {OWN_LABEL}", color=theme.ACCENT, **HEAD)
    theme.write(figure, COLUMNS[1], tall + 0.55, f"○ {STUDY_LABEL}", color=theme.SOFT, **HEAD)
    return figure


def _series(axes: Axes, places: Sequence[tuple[float, Quantity]], *, filled: bool) -> None:
    draw_intervals(
        axes,
        [y for y, _ in places],
        [quantity for _, quantity in places],
        colour=theme.ACCENT if filled else theme.SOFT,
        filled=filled,
    )


def _write(axes: Axes, row: Row) -> None:
    place = axes.get_yaxis_transform()
    if row.own is None:
        axes.text(
            -0.12 / PLOT, row.y, row.label, ha="right", va="center", weight="bold", transform=place
        )
        return
    lines = "\n".join(wrap(row.label, LEFT - 0.15))
    axes.text(-0.12 / PLOT, row.y, lines, ha="right", va="center", transform=place)
    for right, quantity in zip(COLUMNS, (row.own, row.other), strict=True):
        text, colour = (quantity.text, theme.INK) if quantity else (SILENT, theme.SOFT)
        x = (right - LEFT) / PLOT
        axes.text(x, row.y, text, ha="right", va="center", transform=place, color=colour)


def _alt(rows: Sequence[Row]) -> str:
    said = "; ".join(
        f"{row.label} {row.own.text} here, {row.other.text if row.other else SILENT} there"
        for row in rows
        if row.own
    )
    return (
        f"Dots with 95% intervals for the share of cases with a lesion in each region and "
        f"compartment, in this dataset (here) and as printed by {STUDY_LABEL} (there): {said}."
    )
