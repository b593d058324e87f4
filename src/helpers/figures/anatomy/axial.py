"""The contents of the thoracic canal in axial section, and the vertebra around it.

The lengths in the midline come from the sagittal section at the same height, so that the two
views show one and the same patient.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from helpers.figures.anatomy.bones_axial import wall
from helpers.figures.anatomy.curves import Points, Values, mirrored, points, polar, sampled, traced

SAC_HALF, CORD_HALF = 7.1, 4.9
"""Half the width of the dural sac and of the cord at rest (mm)."""
CORD_DEPTH = 8.0
"""Depth of the cord at rest (mm)."""
GREY = """
    0 0.10, 0.14 0.14, 0.24 0.50, 0.42 0.52, 0.48 0.26, 0.34 0.02, 0.30 -0.28,
    0.50 -0.66, 0.42 -0.72, 0.22 -0.40, 0.13 -0.10, 0 -0.06
"""
"""Right half of the grey matter, in shares of the half width and the half depth of the cord."""
HORNS = 0.9
"""How far in front of the middle of the canal the widest part of the sac lies (mm)."""


@dataclass(frozen=True, slots=True)
class Oval:
    """A rounded outline: front and back edge in the midline, half width, place of the widest part.

    Parameters
    ----------
    front, back : float
        y of the anterior and posterior edge in the midline, in mm; front > back.
    half : float
        Half the width, in mm.
    waist : float
        y of the widest part, in mm.
    x : float
        How far the whole lies to the patient's left, in mm.
    dents : tuple of float
        How deep the front and the back are dented in the midline, in mm.
    """

    front: float
    back: float
    half: float
    waist: float
    x: float = 0.0
    dents: tuple[float, float] = (0.0, 0.0)

    def place(self, across: Values, along: Values) -> Points:
        """Map the unit disc onto the oval: `across` to the left, `along` forwards, both -1 to 1."""
        rim = np.sqrt(np.clip(1 - across**2, 1e-9, None))
        notch = np.exp(-((across / 0.42) ** 2))
        front = (self.front - self.waist + self.dents[0]) * rim - self.dents[0] * notch
        back = (self.back - self.waist - self.dents[1]) * rim + self.dents[1] * notch
        share = along / rim
        y = self.waist + np.where(share >= 0, front * share, -back * share)
        return np.column_stack([self.x + self.half * across, y])

    def outline(self, knots: int = 24) -> Points:
        """Return the closed outline, from the patient's left edge over the front to the right."""
        angle = np.linspace(0, 2 * np.pi, knots, endpoint=False)
        return self.place(np.cos(angle), np.sin(angle))


def sac(
    front: float, back: float, half: float = SAC_HALF, dents: tuple[float, float] = (0, 0)
) -> Oval:
    """Return the dural sac whose edges in the midline are at `front` and `back` (mm)."""
    waist = HORNS + 0.55 * ((front + back) / 2 - HORNS)
    return Oval(front, back, half, waist, dents=dents)


def cord(front: float, back: float, x: float = 0.0, dents: tuple[float, float] = (0, 0)) -> Oval:
    """Return the cord; flattened, it becomes wider."""
    half = CORD_HALF * (CORD_DEPTH / (front - back)) ** 0.3
    return Oval(front, back, half, (front + back) / 2, x, dents)


def grey_matter(of: Oval) -> Points:
    """Return the outline of the grey matter, the butterfly, deformed with the cord."""
    unit = mirrored(traced(GREY))
    return of.place(unit[:, 0], unit[:, 1])


def roots(inner: Oval, outer: Oval) -> list[Points]:
    """Return the four roots, from the cord `inner` to the exits in the dura `outer`."""
    found = []
    for side in (-1, 1):
        for start, way in (((0.55, 0.62), (0.80, 0.34)), ((0.62, -0.60), (0.80, -0.36))):
            begin = inner.place(np.array([side * start[0]]), np.array([start[1]]))[0]
            end = outer.place(np.array([side * 0.985]), np.array([np.sign(way[1]) * 0.05]))[0]
            over = outer.place(np.array([side * way[0]]), np.array([way[1]]))[0]
            found.append(points([begin, (begin + end + 2 * over) / 4, end]))
    return found


def denticulate(inner: Oval, outer: Oval) -> list[Points]:
    """Return the two denticulate ligaments, from the side of the cord to the dura."""
    return [
        np.vstack([o.place(np.array([side * 0.999]), np.array([0.0])) for o in (inner, outer)])
        for side in (-1, 1)
    ]


DIRECTIONS: Values = np.linspace(0, 2 * np.pi, 36, endpoint=False)
"""Directions in which the fullness of the epidural space is given (rad, 0 = patient's left)."""


def sector(middle: float, half: float, taper: float = 30.0) -> Values:
    """Return how full the epidural space is of a mass around the direction `middle`.

    Parameters
    ----------
    middle, half, taper : float
        Direction, half the width of the full part, and the width of each end, in degrees.
    """
    off = np.abs((np.degrees(DIRECTIONS) - middle + 180) % 360 - 180)
    return np.cos(np.pi / 2 * np.clip((off - half) / taper, 0, 1)) ** 1.5


def around(of: Oval, fullness: Values) -> Points:
    """Return the outer edge of a mass outside the dura `of`.

    Parameters
    ----------
    of : Oval
        The dura.
    fullness : ndarray
        Share of the epidural space that the mass fills, 0 to 1, in each of `DIRECTIONS`.
    """
    centre = np.array([of.x, of.waist])
    near = polar(of.outline(128), centre, DIRECTIONS)
    far = polar(sampled(wall()), centre, DIRECTIONS)
    reach = near + np.clip(far - near, 0, None) * fullness
    return centre + reach[:, None] * np.column_stack([np.cos(DIRECTIONS), np.sin(DIRECTIONS)])
