"""The whole spinal column drawn into axes whose unit is the millimetre, y downwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from matplotlib.axes import Axes
from matplotlib.path import Path

from helpers.figures.anatomy import spine, spine_bones, tissue
from helpers.figures.anatomy.curves import Points, between, smooth, together
from helpers.figures.anatomy.spine import Contents
from helpers.figures.anatomy.tissue import paint

FRONT, BACK = -36.0, 86.0
"""What of the column there is to see, in mm."""
BONE = replace(tissue.BONE, width=0.5)
SAC = replace(tissue.SAC, width=0.5)
CORD = replace(tissue.CORD, width=0.35)
ROOTS = replace(tissue.NERVE, width=0.45)


def column(axes: Axes) -> None:
    """Draw vertebrae, discs, sacrum, dural sac, cord and cauda equina."""
    paint(axes, between(*spine_bones.discs()), tissue.DISC, 1.0)
    paint(axes, _band(spine.canal()), tissue.FAT, 1.1)
    paint(axes, _band(spine.sac()), SAC, 1.2)
    paint(axes, together([smooth(root) for root in spine.cauda()]), ROOTS, 1.3)
    paint(axes, _band(spine.cord()), CORD, 1.4)
    paint(axes, _closed([*spine_bones.bodies(), *spine_bones.sacrum()]), BONE, 1.5)
    paint(axes, _closed(spine_bones.processes()), BONE, 1.6)
    lines = together([smooth(line) for line in spine_bones.sacral_lines()])
    paint(axes, lines, replace(BONE, fill="none"), 1.7)


def _band(contents: Contents) -> Path:
    return between(contents.front, contents.back)


def _closed(outlines: Sequence[Points]) -> Path:
    return together([smooth(outline, closed=True) for outline in outlines])
