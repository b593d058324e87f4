"""Many equal shapes as one path, which keeps pictures small and quick."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

Rectangle = tuple[float, float, float, float]
"""Left, bottom, width, height in the units of the axes."""


def rectangles(axes: Axes, boxes: Iterable[Rectangle], **style: Any) -> None:
    """Draw rectangles of one look as a single path; `style` as for a matplotlib patch."""
    corners = [[(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)] for x, y, w, h in boxes]
    if not corners:
        return
    one = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]
    vertices = np.asarray(corners, dtype=float).reshape(-1, 2)
    axes.add_artist(PathPatch(Path(vertices, one * len(corners)), **style))


def stripes(axes: Axes, rows: int, colour: str) -> None:
    """Shade every other one of `rows` rows at 0, 1, …, so that the eye keeps its row."""
    for row in range(1, rows, 2):
        axes.axhspan(row - 0.5, row + 0.5, color=colour, linewidth=0, zorder=0)


def ribbon(start: tuple[float, float], end: tuple[float, float], x: float, to_x: float) -> Path:
    """Return a band that flows from one height at `x` to another at `to_x`.

    Parameters
    ----------
    start, end : tuple of float
        Lower and upper edge where the band begins and where it ends.
    x, to_x : float
        Where it begins and ends.
    """
    (low, high), (to_low, to_high), middle = start, end, (x + to_x) / 2
    points = [(x, low), (middle, low), (middle, to_low), (to_x, to_low)]
    back = [(to_x, to_high), (middle, to_high), (middle, high), (x, high), (x, low)]
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    return Path(points + back, codes)
