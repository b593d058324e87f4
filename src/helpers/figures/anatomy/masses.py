"""The mass: on which side, how long, how thick, of which shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from helpers.figures.anatomy.curves import Values

Side = Literal["ventral", "dorsal"]
Shape = Literal["striated", "fusiform", "lobulated"]


@dataclass(frozen=True, slots=True)
class Mass:
    """A mass that lies against the wall of the canal.

    Parameters
    ----------
    side : {"ventral", "dorsal"}
    top, bottom : float
        Its ends on the long axis of the canal, in mm, upwards; top > bottom.
    thickness : float
        At its thickest, from the wall of the canal to the inner face of the dura, in mm.
    shape : {"striated", "fusiform", "lobulated"}
        Band, spindle, or oval with lobes.
    """

    side: Side
    top: float
    bottom: float
    thickness: float
    shape: Shape = "fusiform"

    def at(self, z: Values) -> Values:
        """Return the thickness at the heights `z`, in mm; 0 beyond its ends."""
        along = (2 * z - self.top - self.bottom) / (self.top - self.bottom)
        inside = np.clip(along, -1, 1)
        return self.thickness * _PROFILES[self.shape](inside) * (np.abs(along) <= 1)


def _striated(along: Values) -> Values:
    return np.sqrt(1 - np.abs(along) ** 10)


def _fusiform(along: Values) -> Values:
    return np.cos(np.pi * along / 2) ** 1.2


def _lobulated(along: Values) -> Values:
    lobes = [(-0.64, 0.36, 0.8), (0.0, 0.4, 1.0), (0.65, 0.35, 0.76)]
    round_ones = [
        height * np.sqrt(np.clip(1 - ((along - middle) / half) ** 2, 0, None))
        for middle, half, height in lobes
    ]
    return np.max(round_ones, axis=0)


_PROFILES = {"striated": _striated, "fusiform": _fusiform, "lobulated": _lobulated}
