"""Figure: who received what and how they did, case by case and in total."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.analysis.counting import Counter
from helpers.analysis.quantity import Quantity
from helpers.analysis.together import combinations
from helpers.data.dataset import Dataset
from helpers.figures import theme
from helpers.figures.alluvial import Alluvial, Route, Stage, draw_flows, lay_out
from helpers.figures.drawing import Drawing
from helpers.figures.intervals import frame
from helpers.figures.lettering import widest
from helpers.figures.shapes import rectangles
from helpers.figures.treatment_strip import draw_strip, strip_height

Shares = Mapping[str, Quantity]
"""What a node is called → the cases in it; together all cases, each once."""

TITLES = ("Surgery", "Medical treatment", "Outcome")
SILENT = "not reported"
MEDICINES = {
    (): "no drug stated",
    (0,): "steroids",
    (1,): "steroid-sparing agent",
    (0, 1): "steroids and sparing agent",
}
FLOW = 2.2
"""Height of all cases together, in inches."""
EDGES = ((1.8, 1.9), (2.32, 4.36), (4.88, 4.98))
"""Left and right edge of each stage, in inches."""
ROOM = (1.72, 2.0, 1.44)
"""Width of the labels of each stage, in inches."""


@theme.themed
def treatment_outcome(dataset: Dataset) -> Drawing:
    """Draw treatment and outcome of each case, and how the cases flow from one to the other."""
    counter = Counter(dataset)
    stages = [_surgery(counter), _medicines(counter), _outcome(counter)]
    if not any(counter.reported(field).n for field in ("surgery", "steroids", "outcome")):
        return theme.sentence("No case states treatment or outcome: there is nothing to draw.")
    rows = [frame(s.values(), stage=t) for t, s in zip(TITLES, stages, strict=True)]
    also = [counter.share(name) for name in ("steroids", "radiotherapy", "recurrence")]
    spread = [counter.median("follow_up_months"), counter.range("follow_up_months")]
    return Drawing(
        _draw(counter, stages),
        alt=_alt(stages, also, spread),
        data=pd.concat([*rows, frame(also, stage="all")], ignore_index=True),
        quantities=(*(q for stage in stages for q in stage.values()), *also, *spread),
    )


def _surgery(counter: Counter) -> Shares:
    return dict(reversed(_by_value(counter, "surgery"))) | {SILENT: counter.missing("surgery")}


def _outcome(counter: Counter) -> Shares:
    return dict(_by_value(counter, "outcome")) | {SILENT: counter.missing("outcome")}


def _by_value(counter: Counter, field: str) -> list[tuple[str, Quantity]]:
    return [
        (v, counter.share(field, v)) for v in counter.dataset.schema.table("cases")[field].values
    ]


def _medicines(counter: Counter) -> Shares:
    drugs = [counter.share("steroids"), counter.reported("steroid_sparing")]
    found = {one.members: one.quantity for one in combinations(drugs, "treatment.together")}
    return {
        name: found[members] for members, name in reversed(MEDICINES.items()) if members in found
    }


def _draw(counter: Counter, stages: Sequence[Shares]) -> Figure:
    routes = _routes(stages)
    labels = [_labels(stage, room) for stage, room in zip(stages, ROOM, strict=True)]
    columns = [
        Stage(tuple(names), *edges, slot=_slot(names.values()))
        for names, edges in zip(labels, EDGES, strict=True)
    ]
    layout = lay_out(columns, routes, flow=FLOW)
    strip = strip_height(counter)
    floor = layout.height + 0.38
    figure = theme.new_figure(floor + strip)
    if strip:
        draw_strip(figure, counter, floor)
    axes = theme.bare(theme.panel(figure, 0, 0.08, theme.WIDTH, layout.height))
    axes.set(xlim=(0, theme.WIDTH), ylim=(0, layout.height))
    draw_flows(
        axes, columns, routes, layout, {node: _colour("outcome", node) for node in stages[-1]}
    )
    _nodes(axes, labels, layout)
    _headings(figure, layout.height + 0.17)
    return figure


def _labels(stage: Shares, room: float) -> Mapping[str, str]:
    """Return name and share of each node, on two lines where one is too wide for `room`.

    Where some are too wide the others follow, but not one whose band is lower than two lines.
    """
    lines = {node: f"{node}  {quantity.text}" for node, quantity in stage.items()}
    if widest(list(lines.values())) <= room:
        return lines
    total = sum(len(quantity.numerator_cases) for quantity in stage.values())
    low = {
        node
        for node, quantity in stage.items()
        if len(quantity.numerator_cases) * FLOW < 2 * theme.LINE * total
        and widest([lines[node]]) <= room
    }
    return {
        node: lines[node] if node in low else f"{node}\n{quantity.text}"
        for node, quantity in stage.items()
    }


def _slot(labels: Iterable[str]) -> float:
    return 0.02 + theme.LINE * max(label.count("\n") + 1 for label in labels)


def _routes(stages: Sequence[Shares]) -> Mapping[Route, int]:
    """Return how many cases go the same way."""
    ways = [{c: name for name, q in stage.items() for c in q.numerator_cases} for stage in stages]
    return Tally(tuple(way[case] for way in ways) for case in ways[0])


def _colour(field: str, node: str) -> str:
    return "#C9C9C9" if node == SILENT else theme.mark(field, node).colour


def _look(field: str, node: str) -> dict[str, Any]:
    if not field:
        return {"facecolor": "#ECECEC", "lw": 0}
    hatch = "" if node == SILENT else theme.mark(field, node).hatch
    return {"facecolor": _colour(field, node), "edgecolor": theme.SOFT, "hatch": hatch, "lw": 0.6}


def _nodes(axes: Axes, labels: Sequence[Mapping[str, str]], layout: Alluvial) -> None:
    for place, (names, (left, right)) in enumerate(zip(labels, EDGES, strict=True)):
        look = partial(_look, ("surgery", "", "outcome")[place])
        x, align = _label_place(place, left, right)
        for node, (low, high) in layout.nodes[place].items():
            rectangles(axes, [(left, low, right - left, high - low)], **look(node))
            axes.text(x, (low + high) / 2, names[node], ha=align, va="center", linespacing=1.2)


def _label_place(place: int, left: float, right: float) -> tuple[float, str]:
    """Return where the label of a node stands: outside at both ends, inside in the middle."""
    return ((left - 0.08, "right"), ((left + right) / 2, "center"), (right + 0.08, "left"))[place]


def _headings(figure: Figure, y: float) -> None:
    for title, (left, right), align in zip(TITLES, EDGES, ("right", "center", "left"), strict=True):
        x = {"right": right, "center": (left + right) / 2, "left": left}[align]
        theme.write(figure, x, y, title, weight="bold", ha=align)


def _alt(stages: Sequence[Shares], also: Sequence[Quantity], spread: Sequence[Quantity]) -> str:
    said = [
        f"{title}: " + ", ".join(f"{node} {q.text}" for node, q in stage.items() if q.n) + "."
        for title, stage in zip(TITLES, stages, strict=True)
    ]
    more = ", ".join(f"{share.label} {share.marked}" for share in also)
    follow = f"Median follow-up in months: {spread[0].text} (range {spread[1].text})."
    flow = "Flow of the cases from surgery through drugs to outcome."
    return f"{flow} {' '.join(said)} {more}. {follow}"
