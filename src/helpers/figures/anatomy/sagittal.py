"""The contents of the spinal canal in midsagittal section, pushed aside by masses.

The measures are those of an adult thoracic spine: canal about 15 mm and cord about 8 mm across,
a thin ventral and a thicker dorsal epidural space.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from helpers.figures.anatomy.curves import Values, blurred
from helpers.figures.anatomy.masses import Mass

FRONT, BACK = -7.5, 7.5
"""Posterior face of the vertebral bodies; ventral face of laminae and ligamenta flava (mm)."""
DURA_FRONT, DURA_BACK = -6.8, 5.0
CORD_FRONT, CORD_BACK = -4.8, 3.2
FILM = 0.45
"""What is left between dura and cord where the cerebrospinal fluid is effaced (mm)."""
FAT_LEFT = 0.5
"""What is left of the dorsal epidural fat where a ventral mass pushes the sac back (mm)."""
RIM = 0.9
"""What is left of the cord in front of and behind a cavity (mm)."""
STIFFNESS = 5.0
"""The cord does not bend more sharply than over about this length (mm)."""


@dataclass(frozen=True, slots=True)
class Canal:
    """Where each surface lies at the heights `z`: mm behind the middle of the canal, shape (n,).

    Masses lie between `outer_front` and `dura_front`, and between `dura_back` and `outer_back`.
    """

    z: Values
    outer_front: Values
    dura_front: Values
    cord_front: Values
    cord_back: Values
    dura_back: Values
    outer_back: Values

    def at(self, z: float) -> tuple[float, float, float, float]:
        """Return dura front, cord front, cord back and dura back at one height, in mm."""
        surfaces = (self.dura_front, self.cord_front, self.cord_back, self.dura_back)
        front, cord_front, cord_back, back = (float(np.interp(z, self.z, s)) for s in surfaces)
        return front, cord_front, cord_back, back


@dataclass(frozen=True, slots=True)
class Cavity:
    """A spindle of fluid in the cord.

    Parameters
    ----------
    top, bottom : float
        Its ends, in mm; top > bottom.
    width : float
        Where it is widest, in mm, front to back.
    """

    top: float
    bottom: float
    width: float

    def edges(self, inside: Canal, knots: int = 9) -> tuple[Values, Values, Values]:
        """Return heights from top to bottom, and the front and the back edge there, in mm."""
        z = np.linspace(self.top, self.bottom, knots)
        along = np.linspace(-1, 1, knots)
        middle = np.interp(z, inside.z, (inside.cord_front + inside.cord_back) / 2)
        room = np.interp(z, inside.z, inside.cord_back - inside.cord_front) - 2 * RIM
        half = np.minimum(self.width * np.sqrt(1 - along**2) ** 0.8, room) / 2
        return z, middle - half, middle + half


def widened(inside: Canal, cavity: Cavity, by: float) -> Canal:
    """Return the canal with the cord swollen around a cavity by up to `by` mm, within the dura."""
    along = np.clip(
        (2 * inside.z - cavity.top - cavity.bottom) / (cavity.top - cavity.bottom), -1, 1
    )
    swelling = by / 2 * np.cos(np.pi / 2 * along)
    front = np.maximum(inside.cord_front - swelling, inside.dura_front + FILM)
    back = np.minimum(inside.cord_back + swelling, inside.dura_back - FILM)
    return replace(inside, cord_front=front, cord_back=back)


def canal(bottom: float, top: float, masses: Sequence[Mass] = (), step: float = 1.0) -> Canal:
    """Return the canal between two heights with its dura and cord displaced by extradural masses.

    Parameters
    ----------
    bottom, top : float
        Ends of the stretch, in mm.
    masses : sequence of Mass
        At most one on each side counts at one height, the thickest.
    step : float
        Distance of the samples, in mm.
    """
    z = np.arange(bottom, top + step / 2, step)
    ventral, dorsal = (_thickness(masses, side, z) for side in ("ventral", "dorsal"))
    # a mass first fills the epidural space outside the dura, then pushes the dura inwards
    front = DURA_FRONT + _pushed(ventral, DURA_FRONT - FRONT, step)
    back = DURA_BACK - _pushed(dorsal, BACK - DURA_BACK, step) + _yield(front, dorsal)
    cord_front, cord_back = _cord(front + FILM, back - FILM, STIFFNESS / step)
    outer = np.maximum(FRONT, front - ventral), np.minimum(BACK, back + dorsal)
    return Canal(z, outer[0], front, cord_front, cord_back, back, outer[1])


def _thickness(masses: Sequence[Mass], side: str, z: Values) -> Values:
    each = [mass.at(z) for mass in masses if mass.side == side]
    return np.max([np.zeros_like(z), *each], axis=0)


def _pushed(thickness: Values, room: float, step: float) -> Values:
    return blurred(np.clip(thickness - room, 0, None), 1.5 / step)


def _yield(dura_front: Values, dorsal: Values) -> Values:
    """Return how far the sac gives way backwards into the fat before a ventral mass (mm)."""
    room = np.clip(BACK - FAT_LEFT - DURA_BACK - dorsal, 0, None)
    pushed = np.clip(dura_front - CORD_FRONT, 0, None)
    return np.asarray(room * (1 - np.exp(-pushed / 2)))


def _cord(low: Values, high: Values, stiffness: float) -> tuple[Values, Values]:
    """Fit the cord between two limits: it first moves away, then is flattened."""
    width = np.minimum(CORD_BACK - CORD_FRONT, high - low)
    width = np.minimum(width, blurred(width, stiffness))
    middle = np.full_like(low, (CORD_FRONT + CORD_BACK) / 2)
    for _ in range(3):
        middle = np.clip(middle, low + width / 2, high - width / 2)
        middle = blurred(middle, stiffness)
    middle = np.clip(middle, low + width / 2, high - width / 2)
    return middle - width / 2, middle + width / 2
