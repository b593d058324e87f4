"""Thoracic vertebrae and discs in midsagittal section.

Outlines follow the proportions of the middle thoracic spine: x backwards from the wall of the canal
that the part borders, z upwards from the middle of the body or disc, in mm.
"""

from __future__ import annotations

from helpers.figures.anatomy.curves import Points, mirrored, moved, traced
from helpers.figures.anatomy.sagittal import BACK, FRONT

BODY, DISC = 21.0, 5.0
"""Height of a vertebral body and of a disc (mm)."""
SEGMENT = BODY + DISC

UPPER_BODY = """
    -26 0, -26.7 5.5, -27.8 8.9, -26.4 10.5, -19 9.6, -9 9.5, -1.6 10.5, -0.1 8.9, -0.7 5,
    -1.1 1.2, -2.6 0
"""
UPPER_DISC = """
    -28 0, -26.5 2.3, -19 3.2, -9 3.3, -1.5 2.3, 0.2 0
"""
UPPER_NUCLEUS = """
    -20.4 0, -19.2 1.1, -16 1.8, -12.8 1.8, -9.6 1.1, -8.4 0
"""
PROCESS = """
    0.3 2, 2.6 3.4, 6 1.6, 14 -6, 25 -16, 30 -22, 28 -24.5, 24 -23.5, 14 -17, 6 -12.2, 2 -11,
    0.2 -8.5, 0.05 -3
"""
LIGAMENT = """
    0.4 -8, 2.2 -10.6, 3.4 -15.5, 3 -22.8, 0.6 -23.8, 0.15 -15.5
"""


def body(z: float) -> Points:
    """Return the closed outline of a vertebral body whose middle is at height `z`."""
    return _both_halves(UPPER_BODY, z)


def disc(z: float) -> Points:
    """Return the closed outline of a disc whose middle is at height `z`."""
    return _both_halves(UPPER_DISC, z)


def nucleus(z: float) -> Points:
    """Return the outline of the nucleus pulposus of the disc at height `z`."""
    return _both_halves(UPPER_NUCLEUS, z)


def spinous_process(z: float) -> Points:
    """Return the lamina and spinous process of the vertebra whose body is at height `z`.

    They slope steeply downwards, as in the middle of the thoracic spine.
    """
    return traced(PROCESS, (BACK, z))


def ligamentum_flavum(z: float) -> Points:
    """Return the ligament from the lamina of the vertebra at height `z` to the one below."""
    return traced(LIGAMENT, (BACK, z))


def _both_halves(upper: str, z: float) -> Points:
    half = mirrored(traced(upper)[:, ::-1])[:, ::-1]
    return moved(half, FRONT, z)
