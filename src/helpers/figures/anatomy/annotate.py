"""What is written on a section: labels with leader lines, orientation, scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.markers import CARETLEFT, CARETRIGHT
from matplotlib.patheffects import withStroke

from helpers.figures.theme import INK, PAPER

HALO = withStroke(linewidth=1.5, foreground=PAPER)


@dataclass(frozen=True, slots=True)
class Label:
    """A name and the points of the section that it names, in mm."""

    text: str
    x: float
    y: float


def column(axes: Axes, labels: Sequence[Label], x: float, heights: Sequence[float]) -> None:
    """Write `labels` beside the section at `x`, at `heights`, each with a line to its structure.

    Parameters
    ----------
    axes : Axes
        The section.
    labels : sequence of Label
        From top to bottom.
    x : float
        Where the text begins, in mm of the section; left of the section it is set flush right.
    heights : sequence of float
        Of the lines of text, in mm of the section; as many as `labels`.
    """
    low, high = axes.get_xlim()
    side = "left" if x > (low + high) / 2 else "right"
    for label, y in zip(labels, heights, strict=True):
        gap = 0.8 if side == "left" else -0.8
        line = axes.plot([label.x, x - gap], [label.y, y], color=INK, linewidth=0.5, zorder=5)[0]
        line.set(clip_on=False, path_effects=[HALO])
        axes.plot(label.x, label.y, "o", color=INK, markersize=1.8, zorder=5.1, clip_on=False)
        axes.text(x, y, label.text, ha=side, va="center", zorder=5, linespacing=1.05)


def inside(axes: Axes, text: str, x: float, y: float) -> None:
    """Write `text` on the section itself, centred at a point in mm."""
    axes.text(x, y, text, ha="center", va="center", zorder=6, linespacing=1.05)


def orientation(axes: Axes, **letters: str) -> None:
    """Mark the edges of a section with letters: ``left``, ``right`` and ``top`` of the picture."""
    edges = {"left": (0.03, 0.5), "right": (0.97, 0.5), "top": (0.5, 0.97)}
    for edge, letter in letters.items():
        x, y = edges[edge]
        text = axes.text(x, y, letter, transform=axes.transAxes, weight="bold", zorder=6)
        text.set(ha={"top": "center"}.get(edge, edge), va="top" if edge == "top" else "center")


def scale_bar(axes: Axes, length: float = 10.0, lift: float = 0.0) -> None:
    """Draw a bar of `length` mm into the lower left corner of a section, `lift` mm higher."""
    (left, right), (low, _) = axes.get_xlim(), axes.get_ylim()
    x, y = left + 0.04 * (right - left), low + 0.03 * (right - left) + lift
    axes.plot([x, x + length], [y, y], color=INK, lw=1.6, solid_capstyle="butt", zorder=6)
    axes.text(x + length / 2, y + 0.5, f"{length:g} mm", ha="center", va="bottom", zorder=6)


def level_of_section(axes: Axes, y: float) -> None:
    """Mark on a sagittal section, outside both edges, at which height the axial one is taken."""
    place = axes.get_yaxis_transform()
    for x, marker in ((0.0, CARETRIGHT), (1.0, CARETLEFT)):
        tip = axes.plot(x, y, marker=marker, color=INK, markersize=4.5, transform=place, zorder=6)
        tip[0].set_clip_on(False)
