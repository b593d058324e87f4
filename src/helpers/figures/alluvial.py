"""An alluvial diagram: how cases flow through stages, a unit of height for each case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from helpers.figures.shapes import ribbon

Route = tuple[str, ...]
"""The value of each stage that cases share."""
SLOT, GAP = 0.17, 0.06
"""Least room of a node and the room between two, in inches."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A column of the diagram.

    Parameters
    ----------
    nodes : tuple of str
        Its values, from above.
    left, right : float
        Its edges, in inches.
    slot : float
        Least height of a node's room, in inches, so that its label fits.
    """

    nodes: Route
    left: float
    right: float
    slot: float = SLOT


@dataclass(frozen=True, slots=True)
class Alluvial:
    """Where everything lies, in inches, y upwards from 0.

    Parameters
    ----------
    nodes : list of dict
        For each stage, the lower and upper edge of each node.
    height : float
        Of the whole.
    unit : float
        Height of one case.
    """

    nodes: list[dict[str, tuple[float, float]]]
    height: float
    unit: float


def lay_out(stages: Sequence[Stage], routes: Mapping[Route, int], flow: float) -> Alluvial:
    """Place the nodes so that a case is as high everywhere and all labels have room.

    `flow` is the height of all cases together, in inches.
    """
    unit = flow / max(1, sum(routes.values()))
    counts = [_counts(routes, place) for place in range(len(stages))]
    rooms = [
        {node: max(count[node] * unit, stage.slot) for node in stage.nodes if count[node]}
        for stage, count in zip(stages, counts, strict=True)
    ]
    heights = [sum(room.values()) + GAP * (len(room) - 1) for room in rooms]
    height = max(heights)
    nodes = []
    for room, count, own in zip(rooms, counts, heights, strict=True):
        top, placed = height - (height - own) / 2, {}
        for node, high in room.items():
            half = count[node] * unit / 2
            placed[node] = (top - high / 2 - half, top - high / 2 + half)
            top -= high + GAP
        nodes.append(placed)
    return Alluvial(nodes, height, unit)


def _counts(routes: Mapping[Route, int], place: int) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for route, cases in routes.items():
        counts[route[place]] += cases
    return counts


def draw_flows(
    axes: Axes,
    stages: Sequence[Stage],
    routes: Mapping[Route, int],
    layout: Alluvial,
    colours: Mapping[str, str],
) -> None:
    """Draw the bands between neighbouring stages, coloured by the value of the last stage."""
    for place, (stage, following) in enumerate(pairwise(stages)):
        leaving = _edges(routes, layout, stages, place, place + 1)
        entering = _edges(routes, layout, stages, place + 1, place)
        for last in stages[-1].nodes:
            bands = [
                ribbon(leaving[route], entering[route], stage.right, following.left)
                for route in routes
                if route[-1] == last
            ]
            if bands:
                path = Path.make_compound_path(*bands)
                axes.add_artist(PathPatch(path, color=colours[last], lw=0, alpha=0.7))


def _edges(
    routes: Mapping[Route, int], layout: Alluvial, stages: Sequence[Stage], place: int, towards: int
) -> dict[Route, tuple[float, float]]:
    """Return lower and upper edge of each route at a stage, ordered by where it goes."""
    ranks = [{node: rank for rank, node in enumerate(stage.nodes)} for stage in stages]
    last = len(stages) - 1
    ordered = sorted(routes, key=lambda r: (ranks[towards][r[towards]], ranks[last][r[last]], r))
    tops = {node: high for node, (_, high) in layout.nodes[place].items()}
    edges = {}
    for route in ordered:
        top = tops[route[place]]
        tops[route[place]] = top - routes[route] * layout.unit
        edges[route] = (tops[route[place]], top)
    return edges
