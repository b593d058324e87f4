"""The whole spinal column in midsagittal section, with its natural curves.

x runs backwards and y downwards from the upper edge of C1, in mm. Every level takes the height it
has in an adult (body and the disc below), so that rows of a map can stand beside the column.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from helpers.data.levels import LEVELS, Level
from helpers.figures.anatomy.curves import Points, Values, curve, points

HEIGHTS: Values = np.array(
    [13.5, 18, *[16.5] * 5, *np.linspace(20, 27, 12), 32, 33, 34, 34, 33, 24, 20, 17, 14, 13.5]
)
"""Height of each level, C1 to S5, in mm."""
EDGES: Values = np.concatenate([[0.0], np.cumsum(HEIGHTS)])
"""Upper edge of each level, and the lower edge of S5, in mm below the top of C1."""
BOTTOM = float(EDGES[-1])

_PLACE = {level.name: i for i, level in enumerate(LEVELS)}
_CURVE = curve(
    [(-15, 4), (0, 1), (20, -2.69), (35, -4.78), (45, -5.66), (53, -5.98),
     (61, -5.91), (75, -4.89), (90, -2.68), (115, 3), (140, 10.17), (165, 17),
     (190, 21.88), (215, 24.76), (235, 25.87), (250, 26.11), (265, 25.89), (285, 24.85),
     (320, 21), (360, 13.58), (400, 4), (430, -3.65), (455, -9.3), (475, -12.74),
     (490, -14.38), (504, -14.96), (515, -14.66), (530, -13), (548, -8.77), (565, -2),
     (590, 12.48), (610, 24), (622, 29.09), (630, 31.2), (638, 32), (645, 31.41),
     (BOTTOM, 30)]
)  # fmt: skip
_DEPTH = curve([(0, 15), (115, 17), (250, 26), (395, 32), (560, 35), (600, 22), (BOTTOM, 8)])
CANAL, MIDST = 15.0, 7.0
"""Depth of the canal, and how far behind the bodies cord and sac have their middle (mm)."""
_CORD = curve(
    [(-15, 10), (40, 8.6), (85, 9), (140, 7.6), (330, 7.4), (370, 8.2), (410, 6.5), (480, 4)]
)


def middle(level: Level) -> float:
    """Return the height of the middle of a level, in mm below the top of C1."""
    place = _PLACE[level.name]
    return float(EDGES[place] + EDGES[place + 1]) / 2


def edges(level: Level) -> tuple[float, float]:
    """Return the upper and the lower edge of a level, in mm below the top of C1."""
    place = _PLACE[level.name]
    return float(EDGES[place]), float(EDGES[place + 1])


def sac_end() -> float:
    """Return where the dural sac ends: the middle of S2 (mm below the top of C1)."""
    return middle(Level("S2"))


def cord_end() -> float:
    """Return where the cord ends: the disc between L1 and L2 (mm below the top of C1)."""
    return edges(Level("L1"))[1]


def frame(y: float) -> tuple[Points, Points, Points]:
    """Return at one height the posterior wall of the bodies, and the unit steps back and down."""
    wall = surface(np.array([y]), 0.0)[0]
    slope = float(_CURVE.slope(y))
    step = np.array([1.0, -slope]) / np.hypot(1, slope)
    return wall, step, np.array([-step[1], step[0]])


def depth(y: float) -> float:
    """Return the depth of the vertebral body at one height, in mm."""
    return float(_DEPTH(y))


def _where(height: float, behind: float) -> float:
    """Return where along the column a point so far behind the bodies stands at `height` (mm)."""
    along = np.linspace(-15, BOTTOM, 400)
    return float(np.interp(height, surface(along, behind)[:, 1], along))


def surface(y: Values, behind: Values | float) -> Points:
    """Return points at heights `y`, so many mm behind the posterior face of the bodies."""
    slope = _CURVE.slope(y)
    across = np.column_stack([np.ones_like(y), -slope]) / np.hypot(1, slope)[:, None]
    middle_line = np.column_stack([_CURVE(y), y])
    return points(middle_line + across * np.reshape(_DEPTH(y) / 2 + behind, (-1, 1)))


@dataclass(frozen=True, slots=True)
class Contents:
    """Front and back of a structure of the canal, from above, shape (n, 2) each."""

    front: Points
    back: Points


def sac() -> Contents:
    """Return the dural sac, from the skull to S2."""
    end = _where(sac_end(), MIDST)
    y = np.linspace(-15, end, 24)
    half = 5.6 * np.clip((end - y) / 60, 0, 1) ** 0.5
    return Contents(surface(y, MIDST - half), surface(y, MIDST + half))


def cord() -> Contents:
    """Return the cord with its two enlargements, from the skull to the conus at L1-L2."""
    end = _where(cord_end(), MIDST)
    y = np.linspace(-15, end, 22)
    half = _CORD(y) / 2 * np.clip((end - y) / 28, 0, 1) ** 0.6
    return Contents(surface(y, MIDST - half), surface(y, MIDST + half))


def canal() -> Contents:
    """Return the canal with its epidural fat, from the skull to S4."""
    y = np.linspace(-15, edges(Level("S4"))[1], 24)
    width = np.interp(y, [-15, 560, 610, BOTTOM], [CANAL, CANAL, 13, 5])
    return Contents(surface(y, -0.5 + 0 * y), surface(y, width))


def cauda() -> list[Points]:
    """Return some roots of the cauda equina, from the conus down the sac."""
    start = _where(cord_end(), MIDST) - 14
    ends = ((4.5, middle(Level("L4"))), (9.5, middle(Level("L5"))), (MIDST, sac_end() - 12))
    found = []
    for behind, end in ends:
        y = np.linspace(start, _where(end, behind), 6)
        found.append(surface(y, np.linspace(MIDST, behind, 6)))
    return found
