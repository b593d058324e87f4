"""The bones of the whole spinal column in midsagittal section (coordinates: see spine)."""

from __future__ import annotations

import numpy as np

from helpers.data.levels import LEVELS, Level
from helpers.figures.anatomy.curves import Points, points, traced
from helpers.figures.anatomy.spine import CANAL, depth, edges, frame, middle, surface

MOBILE = [level for level in LEVELS if level.region != "sacral" and level.name not in ("C1", "C2")]
"""The vertebrae that have a body and a disc of the ordinary kind."""
BODY_SHARE = {"cervical": 0.74, "thoracic": 0.8, "lumbar": 0.72}
"""How much of the height of a level the body takes; the rest is disc."""

UNIT_BODY = """
    -1 -0.86, -0.92 -1, 0 -0.92, 0.92 -1, 1 -0.86, 0.9 0, 1 0.86, 0.92 1, 0 0.92, -0.92 1,
    -1 0.86, -0.88 0
"""
PROCESSES = {
    "C2": "0 -6, 7 -8, 20 -2, 23 5, 18 8, 6 6, 0.5 6",
    "C3": "0 -4, 5 -5, 15 0, 17 4, 14 6, 5 4, 0.5 5",
    "C7": "0 -4, 7 -5, 28 3, 31 7, 27 9, 7 5, 0.5 5",
    "T1": "0 -4, 7 -4, 29 9, 32 14, 27 15, 7 7, 0.5 8",
    "T4": "0 -5, 6 -4, 24 18, 27 25, 23 26, 6 10, 0.5 9",
    "T10": "0 -6, 7 -6, 25 6, 28 13, 23 15, 7 10, 0.5 9",
    "L1": "0 -8, 7 -10, 27 -7, 30 1, 27 10, 8 9, 0.5 8",
}
"""Laminae and spinous processes: mm behind the canal, and downwards; each from its level on."""
DENS = "-6.5 9, -6.5 -3, -5.5 -14, -2.2 -17, 1 -14, 0.5 -3, 1.5 9"
FRONT_ARCH = "-2.5 0, -1 -4.5, 1.6 -3, 1.6 3, -1 4.5"
BACK_ARCH = "0 0, 1.6 -4, 5 -4.5, 7 0, 5 4.5, 1.6 4"


def bodies() -> list[Points]:
    """Return the vertebral bodies from C2, with its dens, to L5."""
    return [_dens(), *(_body(level) for level in MOBILE)]


def processes() -> list[Points]:
    """Return the arches behind the canal, from C1 to L5."""
    found = [_at("C1", CANAL, BACK_ARCH), _at("C1", -11, FRONT_ARCH)]
    outline = ""
    for level in LEVELS[1:]:
        outline = PROCESSES.get(level.name, outline)
        if level.region != "sacral":
            found.append(_at(level.name, CANAL, outline))
    return found


def discs() -> tuple[Points, Points]:
    """Return front and back of the stack of discs, which the bodies lie on."""
    y = np.linspace(edges(Level("C2"))[1] - 4, edges(Level("L5"))[1], 30)
    width = np.array([depth(height) for height in y])
    return surface(y, -0.96 * width), surface(y, -0.02 * width)


def sacrum() -> list[Points]:
    """Return the fused sacral bodies and the median crest behind the canal, as outlines."""
    top, bottom = edges(Level("S1"))[0] + 2, edges(Level("S5"))[1]
    y = np.linspace(top, bottom, 8)
    width = np.array([depth(height) for height in y])
    body = np.vstack([surface(y, -width), surface(y, 0.0)[::-1]])
    y = np.linspace(top + 6, edges(Level("S4"))[1], 7)
    thick = np.array([9, 12, 9, 11, 8, 8, 3.0])
    front = np.interp(y, [top, bottom], [CANAL, 6])
    return [body, np.vstack([surface(y, front), surface(y, front + thick)[::-1]])]


def sacral_lines() -> list[Points]:
    """Return the remnants of the discs between the sacral bodies."""
    heights = [edges(Level(f"S{n}"))[1] for n in range(1, 5)]
    return [
        np.vstack([surface(np.array([y]), share * depth(y)) for share in (-0.9, -0.1)])
        for y in heights
    ]


def _body(level: Level) -> Points:
    upper, lower = edges(level)
    tall = (lower - upper) * BODY_SHARE[level.region]
    y = upper + tall / 2
    return _placed(y, traced(UNIT_BODY) * (depth(y) / 2, tall / 2) - (depth(y) / 2, 0))


def _dens() -> Points:
    """Return the axis: its body, as deep as those below, and the dens up into the ring of C1."""
    y = middle(Level("C2"))
    return _placed(y, points([(-14, 8), (-13, 0), *traced(DENS)[1:-1], (0, 0), (0.5, 8), (-7, 7)]))


def _at(name: str, behind: float, outline: str) -> Points:
    return _placed(middle(Level(name)), traced(outline, (behind, 0)))


def _placed(y: float, local: Points) -> Points:
    wall, back, down = frame(y)
    return points(wall + local[:, :1] * back + local[:, 1:] * down)
