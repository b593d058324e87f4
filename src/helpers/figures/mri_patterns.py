"""The axial patterns after Yang 2023, in sagittal and in axial section, with their counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.analysis.counting import Counter
from helpers.figures.anatomy import annotate, axial, axial_view
from helpers.figures.anatomy.annotate import Label
from helpers.figures.anatomy.curves import Values
from helpers.figures.anatomy.masses import Mass
from helpers.figures.anatomy.sagittal import Canal
from helpers.figures.anatomy.sagittal_view import place, sagittal
from helpers.figures.drawing import Drawing
from helpers.figures.schematic import count_text, heading, rows, spoken
from helpers.figures.theme import SOFT, new_figure, panel, themed

if TYPE_CHECKING:
    from helpers.data.dataset import Dataset

FIELD = "axial_pattern"
WIDTH, TALL, LOW, GAP, EDGE, TOP = 1.64, 2.5, 1.46, 0.12, 0.06, 0.4
"""Width of a section, heights of sagittal and axial ones, gaps, margin, heading (inches)."""
BOTTOM = EDGE + LOW + GAP + TALL
SAGITTAL, FRONT = 52.0, -30.0
"""Width of the sagittal sections and where they begin, in mm."""
AXIAL, BEHIND = 40.0, -19.5
"""Width of the axial sections and their lower edge, in mm."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a pattern is drawn: its masses, and the shape of the sac in axial section."""

    value: str
    masses: tuple[Mass, ...]
    fullness: Values
    sac_half: float
    dents: tuple[float, float]


PATTERNS = (
    # ventral masses are drawn thicker than dorsal ones: Yang 2023, legend of figure 7
    Pattern("ventral", (Mass("ventral", 24, -24, 7.6),), axial.sector(90, 52, 62), 6.6, (0.5, 0)),
    Pattern("dorsal", (Mass("dorsal", 24, -24, 5.6),), axial.sector(270, 52, 50), 7.1, (0, 0.5)),
    Pattern(
        "homogeneous",
        (Mass("ventral", 26, -26, 5.2), Mass("dorsal", 26, -26, 4.4)),
        np.ones_like(axial.DIRECTIONS),
        6.0,
        (0.2, 0.2),
    ),
)


@themed
def mri_patterns(dataset: Dataset) -> Drawing:
    """Draw ventral, dorsal and homogeneous masses with the share of cases that show each."""
    counter = Counter(dataset)
    names = [pattern.value for pattern in PATTERNS]
    shares = [counter.share(FIELD, name) for name in names]
    stated = counter.reported(FIELD)
    figure = new_figure(TALL + GAP + LOW + TOP + 2 * EDGE)
    for i, (pattern, share) in enumerate(zip(PATTERNS, shares, strict=True)):
        left = EDGE + i * (WIDTH + GAP)
        heading(figure, left, BOTTOM, pattern.value.capitalize(), count_text(share))
        _draw(figure, left, pattern, labelled=i == len(PATTERNS) - 1)
    heading(figure, EDGE + 3 * (WIDTH + GAP), BOTTOM, "Pattern stated", stated.text)
    alt = (
        "Schematic sections of the thoracic spine, sagittal above and axial below, for three "
        "patterns of the mass: ventral, pushing the cord backwards and flattening it most; dorsal, "
        "thinner, pushing it forwards; homogeneous, around the cord and narrowing it from both "
        f"sides. Of the cases that state the pattern: {spoken(shares, names)}; stated in "
        f"{stated.text} of all cases."
    )
    return Drawing(figure, alt, rows(FIELD, names, shares), (*shares, stated))


def _draw(figure: Figure, left: float, pattern: Pattern, labelled: bool) -> None:
    upper = panel(figure, left, EDGE + LOW + GAP, WIDTH, TALL)
    half = SAGITTAL / WIDTH * TALL / 2
    inside = sagittal(upper, (FRONT, FRONT + SAGITTAL, -half, half), pattern.masses)
    annotate.orientation(upper, left="A", right="P")
    annotate.level_of_section(upper, 0)
    lower = panel(figure, left, EDGE, WIDTH, LOW)
    sac, cord = section(pattern, inside)
    high = AXIAL / WIDTH * LOW
    axial_view.frame(lower, (-AXIAL / 2, AXIAL / 2, BEHIND, BEHIND + high))
    axial_view.mass_outside(lower, sac, pattern.fullness)
    axial_view.contents(lower, sac, cord)
    annotate.orientation(lower, left="R", right="L", top="A")
    if labelled:
        _label(upper, lower)
    elif left == EDGE:
        annotate.scale_bar(upper)
        annotate.scale_bar(lower)
        annotate.inside(upper, "Vertebral\nbody", *place(-20, -26))
        annotate.inside(upper, "Disc", *place(-20, -13))


def section(pattern: Pattern, inside: Canal) -> tuple[axial.Oval, axial.Oval]:
    """Return dural sac and cord in the axial section through the middle of the mass."""
    dura_front, cord_front, cord_back, dura_back = inside.at(0)
    front, back = pattern.dents
    sac = axial.sac(-dura_front, -dura_back, pattern.sac_half, pattern.dents)
    return sac, axial.cord(-cord_front, -cord_back, dents=(0.8 * front, 0.8 * back))


def _label(upper: Axes, lower: Axes) -> None:
    names = [
        ("Cerebrospinal fluid", 4.2, 35),
        ("Dura", 5.0, 30),
        ("Epidural fat", 6.4, 24),
        ("Ligamentum flavum", 9.8, 14),
        ("Mass", 5.5, 6),
        ("Spinal cord", 0, -6),
        ("Spinous process", 18, -10),
    ]
    labels = [Label(text, *place(x, z)) for text, x, z in names]
    edge = upper.get_xlim()[1] + GAP / WIDTH * SAGITTAL
    annotate.column(upper, labels, edge, [36, 30.5, 24, 15, 7, -6, -14])
    upper.text(edge, 0, "axial section", color=SOFT, va="center")
    names = [
        ("Vertebral body", 8, 12),
        ("Mass", 5, 5),
        ("Cord, flattened", 2, 0),
        ("Lamina", 7, -9),
    ]
    labels = [Label(*name) for name in names]
    edge = lower.get_xlim()[1] + GAP / WIDTH * AXIAL
    annotate.column(lower, labels, edge, [13, 5, 0, -10])
