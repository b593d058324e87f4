"""A midsagittal section drawn into axes whose unit is the millimetre."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.path import Path

from helpers.figures.anatomy import bones_sagittal as bones
from helpers.figures.anatomy import tissue
from helpers.figures.anatomy.bones_sagittal import BODY, DISC, SEGMENT
from helpers.figures.anatomy.curves import Points, Values, bent, between, blurred, smooth, together
from helpers.figures.anatomy.masses import Mass
from helpers.figures.anatomy.sagittal import BACK, FRONT, Canal, Cavity, canal, widened
from helpers.figures.anatomy.tissue import paint, paint_lesion

KYPHOSIS = 430.0
"""Radius of the thoracic kyphosis, in mm."""
STRAIGHT, CURVED = 9.0, 0.25
"""Distance of the knots of a straight surface, in samples; the turn that calls for one more."""
SWELLING = 1.2
"""How much a cavity widens the cord, in mm."""
BEYOND = 8.0
"""How far contents are drawn beyond the edge of the picture, in mm."""


def sagittal(
    axes: Axes,
    field: tuple[float, float, float, float],
    masses: Sequence[Mass] = (),
    removed: Sequence[float] = (),
    cavities: Sequence[Cavity] = (),
) -> Canal:
    """Draw a midsagittal section of the thoracic spine, a vertebral body in the middle.

    Parameters
    ----------
    axes : Axes
    field : tuple of float
        Front, back, lower and upper edge of what is shown, in mm.
    masses : sequence of Mass
    removed : sequence of float
        Heights of the vertebral bodies whose arch an operation has taken away, in mm.
    cavities : sequence of Cavity
        They widen the cord where the dura leaves room.

    Returns
    -------
    Canal
        The surfaces as drawn, before the column is bent.
    """
    front, back, low, high = field
    axes.set(xlim=(front, back), ylim=(low, high), xticks=[], yticks=[])
    tissue.backdrop(axes)
    inside = canal(low - BEYOND, high + BEYOND, masses)
    for cavity in cavities:
        inside = widened(inside, cavity, SWELLING)
    _column(axes, low, high)
    _arches(axes, low, high, removed)
    _contents(axes, inside, masses)
    for cavity in cavities:
        paint(axes, cavity_path(inside, cavity), tissue.CAVITY, 2.6)
    return inside


def cavity_path(inside: Canal, cavity: Cavity) -> Path:
    """Return the outline of a cavity of the cord."""
    z, front, back = cavity.edges(inside)
    around = np.column_stack([[*front, *back[-2:0:-1]], [*z, *z[-2:0:-1]]])
    return smooth(bent(around, KYPHOSIS), closed=True)


def knots(z: Values, x: Values) -> Points:
    """Return a surface of the canal as knots of a curve in the bent column, closer in bends."""
    turn = np.abs(np.gradient(np.gradient(x))) if len(x) > 2 else np.zeros_like(x)
    needed = np.cumsum(1 / STRAIGHT + blurred(turn, 1.5) / CURVED)
    wanted = np.linspace(needed[0], needed[-1], max(3, int(np.ceil(needed[-1] - needed[0])) + 1))
    return bent(np.column_stack([np.interp(wanted, needed, v) for v in (x, z)]), KYPHOSIS)


def place(x: float, z: float) -> tuple[float, float]:
    """Return where a point of the straight column lies in the bent one, in mm."""
    ((there, height),) = bent([(x, z)], KYPHOSIS)
    return float(there), float(height)


def _closed(outlines: Sequence[Points]) -> Path:
    return together([smooth(bent(outline, KYPHOSIS), closed=True) for outline in outlines])


def _steps(low: float, high: float, offset: float = 0.0) -> list[float]:
    """Return the heights between two, one to each segment, counted from the body at 0."""
    first, last = np.ceil((low - offset) / SEGMENT), np.floor((high - offset) / SEGMENT)
    return [float(z) for z in SEGMENT * np.arange(first, last + 1) + offset]


def _column(axes: Axes, low: float, high: float) -> None:
    discs = _steps(low - DISC, high + DISC, SEGMENT / 2)
    bodies = _steps(low - BODY / 2, high + BODY / 2)
    paint(axes, _closed([bones.disc(z) for z in discs]), tissue.DISC, 2.8)
    paint(axes, _closed([bones.nucleus(z) for z in discs]), tissue.NUCLEUS, 2.9)
    paint(axes, _closed([bones.body(z) for z in bodies]), tissue.BONE, 3.0)


def _arches(axes: Axes, low: float, high: float, removed: Sequence[float]) -> None:
    arches = [z for z in _steps(low - 5, high + SEGMENT) if z not in removed]
    flava = [z for z in arches if z - SEGMENT not in removed]
    paint(axes, _closed([bones.ligamentum_flavum(z) for z in flava]), tissue.LIGAMENT, 3.0)
    paint(axes, _closed([bones.spinous_process(z) for z in arches]), tissue.BONE, 3.1)


def _contents(axes: Axes, inside: Canal, masses: Sequence[Mass]) -> None:
    z = inside.z
    ends = z[[0, len(z) // 2, -1]]
    wall = (bent(np.column_stack([np.full(3, x), ends]), KYPHOSIS) for x in (FRONT - 3, BACK + 1.5))
    paint(axes, between(*wall), tissue.FAT, 1.5)
    if any(mass.side == "ventral" for mass in masses):
        paint_lesion(axes, _held(z, inside.outer_front, inside.dura_front))
    if any(mass.side == "dorsal" for mass in masses):
        paint_lesion(axes, _held(z, inside.dura_back, inside.outer_back))
    sac = between(knots(z, inside.dura_front), knots(z, inside.dura_back))
    paint(axes, sac, tissue.SAC, 2.3)
    cord = between(knots(z, inside.cord_front), knots(z, inside.cord_back))
    paint(axes, cord, tissue.CORD, 2.5)


def _held(z: Values, front: Values, back: Values) -> Path:
    """Return the band between two surfaces where they are apart."""
    apart = np.flatnonzero(back - front > 0.02)
    here = slice(max(apart[0] - 1, 0), apart[-1] + 2)
    return between(knots(z[here], front[here]), knots(z[here], back[here]))
