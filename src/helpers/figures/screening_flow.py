"""Figure: the flow of records through the screening, in the boxes of PRISMA 2020."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.analysis import screening
from helpers.analysis.screening import Flow
from helpers.data.dataset import Dataset
from helpers.figures import theme
from helpers.figures.drawing import Drawing
from helpers.figures.intervals import frame
from helpers.figures.lettering import plain
from helpers.figures.shapes import rectangles

Lines = Sequence[tuple[str, str]]
"""What a box says: words, and the number after them."""

MAIN, SIDE = (1.02, 3.52), (3.92, 6.48)
"""Left and right edges of the two columns of boxes, in inches."""
PAD, SPACE = 0.1, 0.26
"""Inside a box, and between two, in inches."""


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the diagram.

    Parameters
    ----------
    phase : str
        Identification, Screening or Included.
    main, side : sequence of (str, str)
        What goes on, and what leaves here (may be empty).
    """

    phase: str
    main: Lines
    side: Lines = ()

    @property
    def height(self) -> float:
        """Room that the higher of the two boxes needs, in inches."""
        return max(len(self.main), len(self.side)) * theme.LINE + 2 * PAD


@theme.themed
def screening_flow(dataset: Dataset) -> Drawing:
    """Draw the flow after Page MJ et al. BMJ 2021;372:n71, doi:10.1136/bmj.n71.

    Raises
    ------
    BookError
        If a number does not add up.
    """
    flow = screening.screening_flow(dataset)
    if not flow.identified.value:
        return theme.sentence("The screening log is empty: there is nothing to draw.")
    data = frame(flow.quantities)[["id", "label"]]
    return Drawing(
        _draw(_steps(flow)),
        alt=_alt(flow),
        data=data.assign(n=[int(quantity.value or 0) for quantity in flow.quantities]),
        quantities=flow.quantities,
    )


def _steps(flow: Flow) -> list[Step]:
    reasons = [
        (f"   {plain(q.label.removeprefix('excluded: '), 34)}", q.text) for q in flow.excluded
    ]
    excluded = sum(quantity.value or 0 for quantity in flow.excluded)
    return [
        Step(
            "Identification",
            [("Records identified", flow.identified.text)],
            [("Duplicate records removed", flow.duplicates.text)],
        ),
        Step(
            "Screening",
            [("Records screened", flow.screened.text)],
            [("Reports not retrieved", flow.not_retrieved.text)],
        ),
        Step(
            "Screening",
            [("Reports assessed for eligibility", flow.assessed.text)],
            [("Reports excluded", f"{excluded:g}"), *reasons],
        ),
        Step(
            "Included",
            [("Reports included", flow.reports.text), ("Patients", flow.cases.text)],
        ),
    ]


def _draw(steps: Sequence[Step]) -> Figure:
    height = sum(step.height for step in steps) + SPACE * (len(steps) - 1) + 0.06
    figure = theme.new_figure(height)
    axes = theme.bare(theme.panel(figure, 0, 0, theme.WIDTH, height))
    axes.set(xlim=(0, theme.WIDTH), ylim=(0, height))
    middles = _middles(steps, height - 0.03)
    for place, (step, middle) in enumerate(zip(steps, middles, strict=True)):
        _box(axes, MAIN, middle, step.main, weight="bold")
        if step.side:
            _box(axes, SIDE, middle, step.side)
            _arrow(axes, (MAIN[1], middle), (SIDE[0], middle))
        if place == 0 or steps[place - 1].phase != step.phase:
            axes.text(0, middle, step.phase, weight="bold", va="center_baseline")
    for (step, middle), (following, next_middle) in pairwise(zip(steps, middles, strict=True)):
        foot, head = middle - _height(step.main) / 2, next_middle + _height(following.main) / 2
        _arrow(axes, (sum(MAIN) / 2, foot), (sum(MAIN) / 2, head))
    return figure


def _middles(steps: Sequence[Step], top: float) -> list[float]:
    """Return the middle of each step, stacked below `top`."""
    middles = []
    for step in steps:
        middles.append(top - step.height / 2)
        top -= step.height + SPACE
    return middles


def _height(lines: Lines) -> float:
    return len(lines) * theme.LINE + 2 * PAD


def _box(
    axes: Axes, edges: tuple[float, float], middle: float, lines: Lines, weight: str = "normal"
) -> None:
    """Draw a box around lines, the words on its left and the numbers on its right."""
    (left, right), height = edges, _height(lines)
    top = middle + height / 2
    box = [(left, top - height, right - left, height)]
    rectangles(axes, box, facecolor=theme.PAPER, edgecolor=theme.SOFT, lw=0.8)
    for row, (words, number) in enumerate(lines):
        y = top - PAD - (row + 0.5) * theme.LINE
        axes.text(left + PAD, y, words, va="center_baseline")
        axes.text(right - PAD, y, number, va="center_baseline", ha="right", weight=weight)


def _arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float]) -> None:
    style: dict[str, Any] = {
        "arrowstyle": "-|>,head_width=0.18,head_length=0.36",
        "color": theme.SOFT,
        "lw": 0.9,
    }
    axes.annotate("", end, start, arrowprops={**style, "shrinkA": 0, "shrinkB": 0})


def _alt(flow: Flow) -> str:
    reasons = ", ".join(
        f"{quantity.label.removeprefix('excluded: ')} {quantity.text}" for quantity in flow.excluded
    )
    return (
        f"Flow diagram. Records identified: {flow.identified.text}; duplicates removed: "
        f"{flow.duplicates.text}; screened: {flow.screened.text}; not retrieved: "
        f"{flow.not_retrieved.text}; assessed: {flow.assessed.text}; excluded: "
        f"{reasons or 'none'}; reports included: {flow.reports.text}, with "
        f"{flow.cases.text} patients."
    )
