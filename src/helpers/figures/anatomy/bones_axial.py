"""A thoracic vertebra at the height of its pedicles, in axial section.

Outlines follow the proportions of a middle thoracic vertebra: x to the patient's
left, y forwards, in mm from the middle of the canal; right halves run from front to back.
"""

from __future__ import annotations

from helpers.figures.anatomy.curves import Points, mirrored, traced

WALL = """
    0 7.5, 3.2 7.45, 6.3 6.6, 8.2 4.2, 8.6 1.0, 7.7 -2.2, 5.4 -5.0, 2.4 -7.0, 0 -7.6
"""
VERTEBRA = """
    0 34.5, 6 34, 11.5 30.5, 14.2 24.5, 14 17, 14.6 11.5, 14.1 7.5, 14 3.5, 14.5 -1, 19 -4.5,
    26 -10.5, 30.5 -14.5, 30 -19, 26 -19.5, 20 -15, 13.5 -11.2, 8 -12.5, 4.2 -15.5, 2.6 -20,
    2.3 -28, 3 -36, 2.2 -39, 0 -39.6
"""
RIB = """
    15.0 13.2, 17.0 14.6, 20.5 11.2, 24.0 5.0, 30.0 -2.5, 38.0 -8.5, 45.0 -10.0,
    45.0 -17.0, 36.5 -16.5, 31.5 -12.4, 26.0 -7.4, 20.5 0.0, 17.0 6.2, 15.2 9.6
"""
LIGAMENTA_FLAVA = """
    0 -9.6, 3.2 -9.0, 6.8 -6.6, 9.6 -2.4, 8.2 -1.6, 5.9 -5.0, 2.6 -7.2, 0 -7.9
"""


def wall() -> Points:
    """Return the canal: posterior face of the body, pedicles, laminae with ligamenta flava."""
    return mirrored(traced(WALL))


def vertebra() -> Points:
    """Return body, pedicles, transverse processes, laminae and spinous process as one outline."""
    return mirrored(traced(VERTEBRA))


def rib() -> Points:
    """Return the head and neck of the left rib: on the body in front, on the transverse process."""
    return traced(RIB)


def ligamenta_flava() -> Points:
    """Return both ligamenta flava on the ventral face of the laminae."""
    return mirrored(traced(LIGAMENTA_FLAVA))
