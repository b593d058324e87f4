"""Figure: signal on T1 and T2 and enhancement, as reported, and how many cases say nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.analysis.counting import Counter
from helpers.analysis.proportion import proportion
from helpers.analysis.quantity import Quantity
from helpers.data.dataset import Dataset
from helpers.figures import theme
from helpers.figures.drawing import Drawing
from helpers.figures.intervals import frame
from helpers.figures.lettering import wrap
from helpers.figures.shapes import rectangles

CELL, LEFT, RIGHT = 0.3, 1.3, 0.9
"""Height of a cell, and width beside the matrix, in inches."""
WIDE = (theme.WIDTH - LEFT - RIGHT) / 5
SILENT = "not reported"
GREYS = {"hypointense": "#303030", "isointense": "#9A9A9A", "hyperintense": "#FFFFFF"}
"""How bright a signal is on the image."""

Shares = dict[str, Quantity]
"""Label of a value → the cases that report it; last those that report none."""


@theme.themed
def signal_matrix(dataset: Dataset) -> Drawing:
    """Draw T1 against T2 signal, and enhancement, with the cases that do not report them."""
    counter = Counter(dataset)
    t1, t2, enhancement = (_shares(counter, f) for f in ("t1_signal", "t2_signal", "enhancement"))
    if not any(counter.reported(f).n for f in ("t1_signal", "t2_signal", "enhancement")):
        return theme.sentence("No case states signal or enhancement: there is nothing to draw.")
    together = [[_both(one, other, counter) for other in t2.values()] for one in t1.values()]
    flat = [quantity for row in together for quantity in row]
    parts = {"T1": t1.values(), "T2": t2.values(), "enhancement": enhancement.values()}
    rows = [frame(quantities, part=part) for part, quantities in parts.items()]
    return Drawing(
        _draw(t1, t2, enhancement, together),
        alt=_alt(t1, t2, enhancement, flat[-1]),
        data=pd.concat([*rows, frame(flat, part="T1 and T2")], ignore_index=True),
        quantities=(*t1.values(), *t2.values(), *enhancement.values(), *flat),
    )


def _shares(counter: Counter, field: str) -> Shares:
    spec = counter.dataset.schema.table("cases")[field]
    found = {spec.labels.get(value, value): counter.share(field, value) for value in spec.values}
    return found | {SILENT: counter.missing(field)}


def _both(one: Quantity, other: Quantity, counter: Counter) -> Quantity:
    """Return the share of all cases that are in both."""
    held = set(other.numerator_cases)
    cases = tuple(case for case in one.numerator_cases if case in held)
    every = counter.total("cases").numerator_cases
    return proportion(f"{one.id}+{other.id}", cases, every, label=f"{one.label} and {other.label}")


def _draw(
    t1: Shares, t2: Shares, enhancement: Shares, together: Sequence[Sequence[Quantity]]
) -> Figure:
    below = 2 * CELL + 0.95
    figure = theme.new_figure(below + (len(t1) + 1) * CELL + 0.55)
    matrix = _grid(figure, below, len(t1) + 1, len(t2), WIDE)
    _cells(matrix, together, silent_row=True)
    _columns(matrix, t2, len(t1))
    _rows(matrix, t1)
    strip = _grid(figure, 0.1, 2, len(enhancement), (theme.WIDTH - LEFT) / len(enhancement))
    _cells(strip, [list(enhancement.values())], silent_row=False)
    _columns(strip, enhancement, 1)
    theme.write(figure, 0, below + (len(t1) + 1) * CELL + 0.1, "T1 signal", weight="bold")
    theme.write(figure, LEFT, below + (len(t1) + 1) * CELL + 0.4, "T2 signal", weight="bold")
    theme.write(figure, 0, 0.1 + 1.5 * CELL, "Enhancement", weight="bold", va="center_baseline")
    return figure


def _grid(figure: Figure, bottom: float, rows: int, columns: int, wide: float) -> Axes:
    """Return axes whose unit is a cell, the first row on top."""
    axes = theme.bare(theme.panel(figure, LEFT, bottom, columns * wide, rows * CELL))
    axes.set(xlim=(0, columns), ylim=(rows, 0))
    return axes


def _cells(axes: Axes, rows: Sequence[Sequence[Quantity]], silent_row: bool) -> None:
    """Shade each cell by its count; the last column, and perhaps row, says nothing: grey."""
    reported = [row[:-1] for row in (rows[:-1] if silent_row else rows)]
    most = max(1, *(found.n or 0 for row in reported for found in row))
    for y, row in enumerate(rows):
        for x, found in enumerate(row):
            silent = x == len(row) - 1 or (silent_row and y == len(rows) - 1)
            _cell(axes, x, y, found.n or 0, 0.0 if silent else (found.n or 0) / most)


def _cell(axes: Axes, x: int, y: int, count: int, strength: float) -> None:
    reported = (theme.ACCENT, 0.15 + 0.85 * strength)
    colour: Any = reported if strength else theme.PALE if count else "#F6F6F6"
    rectangles(axes, [(x + 0.02, y + 0.05, 0.96, 0.9)], facecolor=colour, lw=0)
    ink = theme.PAPER if strength > 0.5 else theme.INK if count else theme.RULE
    axes.text(x + 0.5, y + 0.5, str(count), color=ink, ha="center", va="center_baseline")


def _columns(axes: Axes, shares: Shares, rows: int) -> None:
    """Write the names above the columns and the shares below them."""
    wide = axes.get_position().width * theme.WIDTH / len(shares)
    for x, (name, found) in enumerate(shares.items()):
        lines = "\n".join(wrap(name, wide - 0.05))
        axes.text(x + 0.5, -0.25, lines, ha="center", va="baseline", linespacing=1.2)
        share = found.text.replace(" ", "\n")
        axes.text(x + 0.5, rows + 0.15, share, ha="center", va="top", linespacing=1.2)
        _swatch(axes, x + 0.5, -0.95, name)


def _rows(axes: Axes, shares: Shares) -> None:
    for y, (name, found) in enumerate(shares.items()):
        axes.text(-0.24 / WIDE, y + 0.5, name, ha="right", va="center_baseline")
        axes.text(len(shares) + RIGHT / WIDE, y + 0.5, found.text, ha="right", va="center_baseline")
        _swatch(axes, -0.12 / WIDE, y + 0.5, name)


def _swatch(axes: Axes, x: float, y: float, name: str) -> None:
    """Draw how bright the signal is on the image; a mixed one in two halves."""
    if name not in GREYS and name != "mixed":
        return
    grey = GREYS.get(name, GREYS["hypointense"])
    axes.plot(
        x, y, "s", markersize=6, clip_on=False, color=grey, markeredgecolor=theme.INK,
        markeredgewidth=0.6, fillstyle="left" if name == "mixed" else "full",
        markerfacecoloralt=GREYS["hyperintense"],
    )  # fmt: skip


def _alt(t1: Shares, t2: Shares, enhancement: Shares, neither: Quantity) -> str:
    named = {"T1 signal": t1, "T2 signal": t2, "Enhancement": enhancement}
    said = [
        f"{title}: " + ", ".join(f"{name} {q.text}" for name, q in shares.items() if q.n) + "."
        for title, shares in named.items()
    ]
    silent = f"Neither T1 nor T2 signal is reported in {neither.text} of the cases."
    return f"Matrix of T1 against T2 signal with counts of cases. {' '.join(said)} {silent}"
