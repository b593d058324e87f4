"""Figure: what is reported, field by field and case by case."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.analysis.counting import Counter
from helpers.analysis.quantity import Quantity
from helpers.data.columns import Field
from helpers.data.dataset import Dataset
from helpers.figures import theme
from helpers.figures.drawing import Drawing
from helpers.figures.intervals import frame, write_shares
from helpers.figures.lettering import plain, widest
from helpers.figures.shapes import Rectangle, rectangles

ROW, GAP = 0.143, 0.08
"""Height of a row and of the gap between groups, in inches."""
NAMED, SINGLE = 24, 150
"""Cases up to which each is named, and up to which each has a column of its own."""

Stated = np.ndarray[Any, np.dtype[np.bool_]]
"""Fields by cases, true where the case states the field."""


@theme.themed
def reported_matrix(dataset: Dataset) -> Drawing:
    """Draw which case states which field, grouped, with totals by field and by case."""
    fields = _fields(dataset)
    counter = Counter(dataset)
    shares = [counter.reported(field.name) for field in fields]
    if not counter.total("cases").value:
        return theme.sentence("There is no case, so nothing is reported.")
    return Drawing(
        _draw(fields, shares),
        alt=_alt(fields, shares),
        data=frame(shares).assign(group=[_group(field) for field in fields]),
        quantities=tuple(shares),
    )


def _fields(dataset: Dataset) -> list[Field]:
    """Return the fields with those of a group side by side."""
    fields = [f for f in dataset.schema.table("cases").values() if f.clinical]
    groups = list(dict.fromkeys(field.group for field in fields))
    return sorted(fields, key=lambda field: groups.index(field.group))


def _group(field: Field) -> str:
    return field.group.upper() if field.group == "mri" else field.group.capitalize()


def _draw(fields: Sequence[Field], shares: Sequence[Quantity]) -> Figure:
    stated, cases = _stated(shares)
    heights = _heights(fields)
    tall = ROW / 2 - heights[-1]
    names = [plain(case, 24) for case in cases] if len(cases) <= NAMED else []
    floor = widest(names) + 0.1 if names else 0.3
    figure = theme.new_figure(floor + tall + 0.6)
    titles = [plain(field.title, 32) for field in fields]
    left = widest([_group(field) for field in fields], bold=True) + widest(titles) + 0.2
    wide = theme.WIDTH - left - 0.95
    axes = theme.bare(theme.panel(figure, left, floor, wide, tall))
    axes.set(xlim=(0, len(cases)), ylim=(-tall, 0))
    _cells(axes, stated, heights)
    _row_titles(axes, fields, titles, heights, left / wide)
    write_shares(axes, heights, shares, x=1 + 0.93 / wide)
    _by_case(theme.panel(figure, left, floor + tall + 0.06, wide, 0.3), stated)
    up = floor + tall + 0.06
    theme.write(figure, 0, up, f"Fields stated by each case,\nof {len(fields)}", color=theme.SOFT)
    theme.write(figure, theme.WIDTH, up, "Cases that\nstate it", color=theme.SOFT, ha="right")
    _case_titles(axes, names, len(cases))
    return figure


def _stated(shares: Sequence[Quantity]) -> tuple[Stated, list[str]]:
    """Return who states what, and the cases, those that state most first."""
    cases = pd.Index(shares[0].denominator_cases)
    stated = np.array([cases.isin(share.numerator_cases) for share in shares])
    order = np.argsort(-stated.sum(axis=0), kind="stable")
    return stated[:, order], list(cases[order])


def _heights(fields: Sequence[Field]) -> list[float]:
    """Return the middle of each row, in inches below the top (so negative)."""
    steps = [ROW + GAP * (before.group != field.group) for before, field in pairwise(fields)]
    return list(-ROW / 2 - np.cumsum([0.0, *steps]))


def _cells(axes: Axes, stated: Stated, heights: Sequence[float]) -> None:
    cases = stated.shape[1]
    gap = 0.12 if cases <= 60 else 0.0
    shown = stated if cases <= SINGLE else -np.sort(-stated.astype(int), axis=1)
    empty = [(gap / 2, y - ROW * 0.44, cases - gap, ROW * 0.88) for y in heights]
    rectangles(axes, empty, color="#F1F1F1", lw=0)
    full = [cell for row, y in zip(shown, heights, strict=True) for cell in _runs(row, y, gap)]
    rectangles(axes, full, color=theme.ACCENT, lw=0)


def _runs(row: Stated, y: float, gap: float) -> list[Rectangle]:
    """Return a rectangle for each case that states the field, neighbours joined if no gap."""
    edges = np.flatnonzero(np.diff(row.astype(int), prepend=0, append=0)).reshape(-1, 2)
    runs = [(x, x + 1) for a, b in edges for x in range(a, b)] if gap else edges.tolist()
    return [(a + gap / 2, y - ROW * 0.44, b - a - gap, ROW * 0.88) for a, b in runs]


def _row_titles(
    axes: Axes,
    fields: Sequence[Field],
    titles: Sequence[str],
    heights: Sequence[float],
    left: float,
) -> None:
    place: dict[str, Any] = {"transform": axes.get_yaxis_transform(), "va": "center_baseline"}
    for row, (field, title, y) in enumerate(zip(fields, titles, heights, strict=True)):
        axes.text(-0.016, y, title, ha="right", **place)
        if row == 0 or fields[row - 1].group != field.group:
            axes.text(-left, y, _group(field), weight="bold", **place)


def _case_titles(axes: Axes, names: Sequence[str], cases: int) -> None:
    for x, name in enumerate(names):
        axes.annotate(
            name, (x + 0.5, 0), (0, -3), xycoords=axes.get_xaxis_transform(),
            textcoords="offset points", rotation=90, ha="center", va="top",
        )  # fmt: skip
    if not names:
        own = "a column each" if cases <= SINGLE else "each row sorted by itself"
        axes.set_xlabel(f"{cases} cases, {own}")


def _by_case(axes: Axes, stated: Stated) -> None:
    counts = stated.sum(axis=0)
    cases = len(counts)
    if cases > SINGLE:
        counts = counts[np.linspace(0, cases - 1, SINGLE).astype(int)]
    theme.bare(axes).set(xlim=(0, len(counts)), ylim=(0, len(stated)))
    gap = 0.12 if cases <= 60 else 0.0
    bars = [(x + gap / 2, 0.0, 1 - gap, float(n)) for x, n in enumerate(counts)]
    rectangles(axes, bars, color=theme.RULE, lw=0)
    for x, n in enumerate(counts if cases <= NAMED else ()):
        axes.annotate(str(n), (x + 0.5, n), (0, 1.5), textcoords="offset points", ha="center")


def _alt(fields: Sequence[Field], shares: Sequence[Quantity]) -> str:
    pairs = list(zip(fields, shares, strict=True))
    most = sorted(pairs, key=lambda pair: -(pair[1].n or 0))[:3]
    never = [field.title for field, share in pairs if not share.n]
    said = ", ".join(f"{field.title} {share.text}" for field, share in most)
    stated, cases = sum(share.n or 0 for share in shares), shares[0].denominator or 0
    return (
        f"Matrix of {len(fields)} fields by {cases} cases; a filled cell is a stated value: "
        f"{stated} of {len(fields) * cases}. Stated most often: {said}. "
        f"Never stated: {', '.join(never) or 'none'}."
    )
