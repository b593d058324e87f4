"""The shapes of the mass in sagittal section, with their counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from matplotlib.axes import Axes

from helpers.analysis.counting import Counter
from helpers.figures.anatomy import annotate
from helpers.figures.anatomy.annotate import Label
from helpers.figures.anatomy.masses import Mass, Shape
from helpers.figures.anatomy.sagittal_view import place, sagittal
from helpers.figures.drawing import Drawing
from helpers.figures.schematic import count_text, heading, rows, spoken
from helpers.figures.theme import new_figure, panel, themed

if TYPE_CHECKING:
    from helpers.data.dataset import Dataset

FIELD = "shape"
WIDTH, HEIGHT, GAP, EDGE, TOP = 1.64, 3.5, 0.12, 0.06, 0.4
"""Width and height of a section, gap, margin, heading (inches)."""
FIELD_WIDTH, FRONT = 58.0, -32.0
"""Width of a section and where it begins, in mm."""

# all dorsal, so that nothing but the shape differs
MASSES: dict[Shape, Mass] = {
    "striated": Mass("dorsal", 52, -52, 4.4, "striated"),
    "fusiform": Mass("dorsal", 32, -32, 6.4, "fusiform"),
    "lobulated": Mass("dorsal", 22, -22, 7.4, "lobulated"),
}


@themed
def mri_shapes(dataset: Dataset) -> Drawing:
    """Draw a striated, a fusiform and a lobulated mass with the share of cases that show each."""
    counter = Counter(dataset)
    names: tuple[Shape, ...] = get_args(Shape)
    shares = [counter.share(FIELD, name) for name in names]
    stated = counter.reported(FIELD)
    figure = new_figure(HEIGHT + TOP + 2 * EDGE)
    half = FIELD_WIDTH / WIDTH * HEIGHT / 2
    for i, (name, share) in enumerate(zip(names, shares, strict=True)):
        left = EDGE + i * (WIDTH + GAP)
        heading(figure, left, EDGE + HEIGHT, name.capitalize(), count_text(share))
        section = panel(figure, left, EDGE, WIDTH, HEIGHT)
        sagittal(section, (FRONT, FRONT + FIELD_WIDTH, -half, half), [MASSES[name]])
        annotate.orientation(section, left="A", right="P")
        if i == 0:
            annotate.scale_bar(section, lift=3)
    _label(section)
    heading(figure, EDGE + 3 * (WIDTH + GAP), EDGE + HEIGHT, "Shape stated", stated.text)
    alt = (
        "Schematic sagittal sections of the thoracic spine with a dorsal mass of three shapes: "
        "striated, a thin band over several vertebrae; fusiform, a spindle, thick in the middle; "
        "lobulated, short and oval with lobes. Of the cases that state the shape: "
        f"{spoken(shares, names)}; stated in {stated.text} of all cases."
    )
    return Drawing(figure, alt, rows(FIELD, names, shares), (*shares, stated))


def _label(section: Axes) -> None:
    names = [
        ("Cerebrospinal fluid", 4.1, 47),
        ("Dura", 5.0, 40),
        ("Epidural fat", 6.4, 31),
        ("Mass", 5.0, 13),
        ("Spinal cord", -1.0, -2),
        ("Spinous process", 20, -16),
        ("Ligamentum flavum", 9.6, -36),
    ]
    labels = [Label(text, *place(x, z)) for text, x, z in names]
    edge = section.get_xlim()[1] + GAP / WIDTH * FIELD_WIDTH
    annotate.column(section, labels, edge, [47, 40, 32, 13, -2, -16, -36])
