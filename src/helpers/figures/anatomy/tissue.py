"""How each tissue looks: muted, and told apart in grey by lightness, outline or hatch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from helpers.figures.theme import RULE, VERMILLION, Mark


@dataclass(frozen=True, slots=True)
class Tissue:
    """Fill, outline, width of the outline in points."""

    fill: str
    edge: str
    width: float = 0.5


MUSCLE = "#F6EFEA"
"""The soft tissue around the spine, which is only background."""
BONE = Tissue("#EADFC8", "#8F7F63", 0.7)
DISC = Tissue("#CFD8D8", "#8C9899", 0.5)
NUCLEUS = Tissue("#E6EDED", "none", 0.0)
LIGAMENT = Tissue("#C9A55B", "#8A6C2C", 0.5)
FAT = Tissue("#FBEFB8", "none", 0.0)
CANAL = Tissue("#FBEFB8", "#8F7F63", 0.7)
SAC = Tissue("#D3E8F5", "#1F3B57", 1.1)
"""Cerebrospinal fluid and the dura around it."""
FLUID = Tissue("#D3E8F5", "none", 0.0)
DURA = Tissue("none", "#1F3B57", 1.1)
CORD = Tissue("#E3B593", "#8C5A3C", 0.6)
GREY_MATTER = Tissue("#BD8566", "none", 0.0)
ROOT = Tissue("#F3E0C8", "#9A7353", 0.4)
CAVITY = Tissue("#BFE0F5", "#3F6E8F", 0.7)
NERVE = Tissue("none", "#B08A3C", 1.0)
DENTICULATE = Tissue("none", "#7F7F7F", 0.6)
LESION = Mark(VERMILLION, "/////")
"""The mass, where its compartment has no colour of its own."""
OUTLINE_AND_HATCH: Any = {
    "patch.force_edgecolor": True,
    "patch.edgecolor": "#3A1A00",
    "hatch.color": "#FFFFFF99",
}


def backdrop(axes: Axes) -> None:
    """Make the axes look like an image: a thin frame, soft tissue behind everything."""
    axes.set_facecolor(MUSCLE)
    for spine in axes.spines.values():
        spine.set(visible=True, color=RULE, linewidth=0.5, zorder=8)


def paint(axes: Axes, path: Path, tissue: Tissue, order: float = 1.0) -> PathPatch:
    """Draw a path as `tissue`; of two, the one with the higher `order` lies on top."""
    patch = PathPatch(
        path,
        facecolor=tissue.fill,
        edgecolor=tissue.edge,
        linewidth=tissue.width,
        joinstyle="round",
        capstyle="round",
        zorder=order,
    )
    axes.add_artist(patch)  # not add_patch: the limits of a section are given, not found
    return patch


def paint_lesion(axes: Axes, path: Path, mark: Mark = LESION, order: float = 2.0) -> list[Artist]:
    """Draw a path as a mass: coloured, with a light hatch that survives printing in grey."""
    filled = PathPatch(path, facecolor=mark.colour, edgecolor="none")
    # A hatch of its own: with the fill in its tiles, PDF viewers show seams between them. Its
    # colour by the settings, since the argument for it is new in matplotlib 3.11.
    with mpl.rc_context(OUTLINE_AND_HATCH):
        hatched = PathPatch(path, fill=False, hatch=mark.hatch or None, linewidth=0.6)
    patches: list[Artist] = [filled, hatched]
    for patch in patches:
        patch.set_zorder(order)
        axes.add_artist(patch)
    return patches
