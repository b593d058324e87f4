"""The four compartments of the spinal canal in axial section, with their counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.axes import Axes

from helpers.analysis.counting import Counter
from helpers.figures.anatomy import annotate, axial, axial_view
from helpers.figures.anatomy.annotate import Label
from helpers.figures.anatomy.axial import Oval
from helpers.figures.anatomy.curves import Values
from helpers.figures.drawing import Drawing
from helpers.figures.schematic import count_text, heading, rows, spoken
from helpers.figures.theme import WIDTH, mark, new_figure, panel, themed

if TYPE_CHECKING:
    from helpers.data.dataset import Dataset

FIELD = "compartment"
SIDE, HEIGHT, EDGE, TOP, GAP = 2.14, 1.98, 0.06, 0.46, 0.1
"""Width and height of a section, margin, heading, gap between section and label (inches)."""
VIEW = (-13.6, 13.6, -14.2, 11.0)
"""Right, left, posterior and anterior edge of every section, in mm."""


@dataclass(frozen=True, slots=True)
class Section:
    """Sac and cord as they are displaced, and the mass.

    Parameters
    ----------
    sac, cord : Oval
    mass : Oval or ndarray
        The outer face of a thickened dura, a mass in the sac or in the cord; outside the dura how
        full the epidural space is, by direction.
    labels : tuple
        Name and place of what is named, in mm.
    heights : tuple of float
        Where the names stand, in mm of the section.
    """

    sac: Oval
    cord: Oval
    mass: Oval | Values
    labels: tuple[Label, ...]
    heights: tuple[float, ...]


SECTIONS = {
    "dura": Section(
        Oval(6.2, -1.5, half=6.0, waist=1.3, dents=(0, 0.3)),
        axial.cord(5.8, -1.0),
        axial.sac(6.9, -5.2, half=7.2),
        (
            Label("Spinal cord", 2.6, 4.5),
            Label("Cerebrospinal fluid", 5.5, 0.9),
            Label("Thickened dura", 3.6, -3.2),
            Label("Epidural fat", 4.6, -4.9),
        ),
        (6.6, 2, -3.2, -7),
    ),
    "epidural": Section(
        axial.sac(6.8, -1.4, half=6.9, dents=(0, 0.5)),
        axial.cord(6.35, -0.9, dents=(0, 0.3)),
        axial.sector(270, 55, 50),
        (
            Label("Vertebral body", -9, 9.6),
            Label("Dura", -6.0, 4.4),
            Label("Epidural mass", -4.0, -3.0),
            Label("Ligamentum flavum", -5.6, -6.3),
        ),
        (9.6, 4.4, -3.2, -8.4),
    ),
    "intradural_extramedullary": Section(
        axial.sac(6.8, -5.0),
        Oval(4.9, -3.3, half=3.7, waist=0.8, x=-2.8),
        Oval(3.4, -3.6, half=3.3, waist=-0.1, x=4.3),
        (
            Label("Nerve root", 1.2, 3.1),
            Label("Intradural mass", 5, -0.8),
            Label("Lamina", 9, -8),
        ),
        (5, -0.8, -8.5),
    ),
    "intramedullary": Section(
        axial.sac(6.8, -5.0),
        Oval(6.1, -4.3, half=6.3, waist=0.9),
        Oval(4.2, -2.2, half=3.4, waist=1.0, x=0.5),
        (
            Label("Widened cord", -4.8, 3.4),
            Label("Mass in the cord", -1.2, 1.8),
            Label("Grey matter", -2.3, -1.8),
        ),
        (6, 2.4, -5),
    ),
}


@themed
def mri_compartments(dataset: Dataset) -> Drawing:
    """Draw a mass in each compartment with the share of cases that have one there."""
    counter = Counter(dataset)
    names = dataset.schema.table("cases")[FIELD].labels
    shares = [counter.share(FIELD, value) for value in SECTIONS]
    stated = counter.reported(FIELD)
    figure = new_figure(2 * (HEIGHT + TOP) + 2 * EDGE)
    for i, (value, share) in enumerate(zip(SECTIONS, shares, strict=True)):
        left = EDGE if i % 2 == 0 else WIDTH - EDGE - SIDE
        bottom = EDGE + (HEIGHT + TOP if i < 2 else 0)
        heading(figure, left, bottom + HEIGHT, names[value].capitalize(), count_text(share))
        axes = panel(figure, left, bottom, SIDE, HEIGHT)
        _draw(axes, value, SECTIONS[value])
        _label(axes, SECTIONS[value], to_the_right=i % 2 == 0)
        if i == 0:
            annotate.scale_bar(axes)
    column = EDGE + SIDE + GAP
    heading(figure, column, EDGE + 2 * HEIGHT + TOP, "Compartment stated", stated.text)
    alt = (
        "Schematic axial sections of the spinal canal, seen from below, with a mass in each of "
        "four compartments: the dura itself, thickened towards the cord; the epidural space, "
        "pushing dura and cord away; beside the cord within the dura, pushing the cord to the "
        "other side; within the cord, which is widened. Of the cases that state it, a case may "
        f"have several: {spoken(shares, [names[value] for value in SECTIONS])}; stated in "
        f"{stated.text} of all cases."
    )
    return Drawing(figure, alt, rows(FIELD, list(SECTIONS), shares), (*shares, stated))


def _draw(axes: Axes, value: str, section: Section) -> None:
    look = mark(FIELD, value)
    axial_view.frame(axes, VIEW)
    annotate.orientation(axes, left="R", right="L", top="A")
    mass = section.mass
    if not isinstance(mass, Oval):
        axial_view.mass_outside(axes, section.sac, mass, look)
    elif value == "dura":
        axial_view.thickened_dura(axes, mass, look)
    else:
        in_cord = value == "intramedullary"
        axial_view.mass_in_sac(axes, section.sac, mass, look, in_cord=in_cord)
    axial_view.contents(axes, section.sac, section.cord)


def _label(axes: Axes, section: Section, to_the_right: bool) -> None:
    away = GAP / SIDE * (VIEW[1] - VIEW[0])
    x = VIEW[1] + away if to_the_right else VIEW[0] - away
    annotate.column(axes, section.labels, x, section.heights)
