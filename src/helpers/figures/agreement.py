"""Figure: the proportions that earlier reviews print, beside those of this dataset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.analysis import agreement as comparing
from helpers.analysis.agreement import Comparison
from helpers.analysis.naming import sentence
from helpers.analysis.quantity import Quantity
from helpers.analysis.studies import study_name
from helpers.data.dataset import Dataset
from helpers.figures import theme
from helpers.figures.drawing import Drawing
from helpers.figures.intervals import draw_intervals, frame
from helpers.figures.lettering import plain, wrap

PITCH, APART = 0.29, 0.17
"""Height of a row in inches, and distance of its two dots from its middle in parts of that."""
LEFT, PLOT = 1.85, 1.75
BESIDE = 0.15
"""Space between the plot and words right of it, in inches."""
COLUMNS = (4.62, 5.66, theme.WIDTH)
"""Right edges of the columns printed, recomputed and difference, in inches."""
CONTAINS = {True: "yes", False: "no", None: ""}
HEAD: dict[str, Any] = {"ha": "right", "weight": "bold", "linespacing": 1.2}


@dataclass(frozen=True, slots=True)
class Row:
    """A comparison and where it stands, in inches below the top.

    Parameters
    ----------
    y : float
    pair : Comparison
    here, there, apart : Quantity
        Recomputed, printed, and their difference.
    """

    y: float
    pair: Comparison
    here: Quantity
    there: Quantity
    apart: Quantity


@theme.themed
def agreement(dataset: Dataset) -> Drawing:
    """Draw each printed proportion that can be compared beside the recomputed one."""
    pairs = [
        pair
        for pair in comparing.agreement(dataset)
        if pair.difference and pair.recomputed and pair.recomputed.percent is not None
    ]
    if not pairs:
        return theme.sentence("No printed proportion can be compared: there is nothing to draw.")
    rows, titles, tall = _places(pairs, dataset)
    quantities = [q for row in rows for q in (row.there, row.here, row.apart)]
    return Drawing(
        _draw(rows, titles, tall), alt=_alt(rows), data=_data(rows), quantities=tuple(quantities)
    )


def _places(
    pairs: Sequence[Comparison], dataset: Dataset
) -> tuple[list[Row], dict[str, float], float]:
    """Return the rows by review, the titles of the reviews, and the height of all, in inches."""
    rows: list[Row] = []
    titles: dict[str, float] = {}
    y = 0.0
    for study in dict.fromkeys(pair.printed.study_id for pair in pairs):
        titles[plain(study_name(dataset, study), 40)] = y + 0.12
        y += 0.3
        for pair in (pair for pair in pairs if pair.printed.study_id == study):
            if pair.recomputed and pair.printed.quantity and pair.difference:
                found = (pair.recomputed, pair.printed.quantity, pair.difference)
                rows.append(Row(y + PITCH / 2, pair, *found))
                y += PITCH + theme.LINE * len(_flaw(pair))
        y += 0.12
    return rows, titles, y


def _draw(rows: Sequence[Row], titles: dict[str, float], tall: float) -> Figure:
    figure = theme.new_figure(tall + 0.85)
    axes = theme.percent_axis(theme.panel(figure, LEFT, 0.45, PLOT, tall))
    axes.set_ylim(tall, 0)
    gap = APART * PITCH
    draw_intervals(axes, [row.y - gap for row in rows], [row.here for row in rows])
    sound = [row for row in rows if not row.pair.printed.flaw]
    flawed = [row for row in rows if row.pair.printed.flaw]
    for some, colour, marker in ((sound, theme.SOFT, "o"), (flawed, theme.VERMILLION, "X")):
        draw_intervals(
            axes, [row.y + gap for row in some], [row.there for row in some],
            colour=colour, marker=marker, filled=False,
        )  # fmt: skip
    for title, y in titles.items():
        axes.text(-LEFT / PLOT, y, title, weight="bold", va="center", **_across(axes))
    for row in rows:
        _write(axes, row)
    up = tall + 0.5
    theme.write(figure, COLUMNS[0], up, "○ Printed", color=theme.SOFT, **HEAD)
    theme.write(figure, COLUMNS[1], up, "● Recomputed", color=theme.ACCENT, **HEAD)
    theme.write(figure, COLUMNS[2], up, "Difference,\npoints", **HEAD)
    return figure


def _across(axes: Axes) -> dict[str, Any]:
    return {"transform": axes.get_yaxis_transform()}


def _write(axes: Axes, row: Row) -> None:
    across = _across(axes)
    label = "\n".join(wrap(sentence(row.pair.printed.label), LEFT - 0.12))
    axes.text(-0.1 / PLOT, row.y, label, ha="right", va="center", linespacing=1.1, **across)
    texts = (row.there.text, row.here.marked, row.apart.text.removesuffix(" points"))
    for right, text in zip(COLUMNS, texts, strict=True):
        axes.text((right - LEFT) / PLOT, row.y, text, ha="right", va="center", **across)
    for line, reason in enumerate(_flaw(row.pair)):
        axes.text(
            (theme.WIDTH - LEFT) / PLOT, row.y + PITCH / 2 + 0.03 + line * theme.LINE, reason,
            ha="right", va="center", color=theme.VERMILLION, **across,
        )  # fmt: skip


def _flaw(pair: Comparison) -> list[str]:
    """Return what contradicts a printed figure, in lines that fit beside the plot."""
    if not pair.printed.flaw:
        return []
    reason = plain(f"✕ {pair.printed.flaw}: {pair.printed.flaw_reason}", 110)
    return wrap(reason, theme.WIDTH - LEFT - PLOT - BESIDE)


def _data(rows: Sequence[Row]) -> pd.DataFrame:
    """Return a row for each printed and each recomputed proportion, with the verdict on them."""
    parts = [
        frame([row.there for row in rows], source="printed"),
        frame([row.here for row in rows], source="recomputed"),
    ]
    return pd.concat(parts, ignore_index=True).assign(
        review=[row.pair.printed.study_id for row in rows] * 2,
        verdict=[row.pair.verdict for row in rows] * 2,
        contained=[CONTAINS[row.pair.inside] for row in rows] * 2,
        flaw=[row.pair.printed.flaw_reason for row in rows] * 2,
    )


def _alt(rows: Sequence[Row]) -> str:
    outside = [row for row in rows if row.pair.counted and not row.pair.inside]
    flawed = [row for row in rows if row.pair.printed.flaw]
    derived = sum(row.pair.verdict == "derived" for row in rows)
    contained = sum(row.pair.counted and bool(row.pair.inside) for row in rows)
    beside = f", and for {derived} derived from what is printed" if derived else ""
    said = "; ".join(f"{r.there.label} {r.there.text}, here {r.here.marked}" for r in outside)
    wrong = "; ".join(f"{r.there.label}, {r.pair.printed.flaw_reason}" for r in flawed)
    return (
        f"Dots with 95% intervals for {len(rows) - derived} printed proportions{beside}, each with "
        f"its recount. The recomputed interval contains the printed value in {contained}. "
        f"Outside the interval: {said or 'none'}. Doubtful or impossible: {wrong or 'none'}."
    )
