"""The look that all figures share: type, colours by meaning, sizes, empty pictures.

A figure function is decorated with :func:`themed`; everything matplotlib looks up while the picture
is made then comes from here and not from the settings of the machine.
"""

from __future__ import annotations

import functools
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ParamSpec

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.figures.drawing import Drawing, no_word_of_glyphs

WIDTH = 6.5
"""Width of the text block of the book, in inches (165 mm); figures are drawn at their real size."""
SIZE = 8.0
"""Size of all type, in points."""
LINE = 0.155
"""Height of a line of type with its leading, in inches."""

INK, SOFT, RULE, PALE, PAPER = "#1A1A1A", "#595959", "#8C8C8C", "#E3E3E3", "#FFFFFF"
"""Text; secondary text and axes; thin lines; grid and what is not reported; the background."""

BLACK, ORANGE, SKY, GREEN = "#000000", "#E69F00", "#56B4E9", "#009E73"
YELLOW, BLUE, VERMILLION, PURPLE = "#F0E442", "#0072B2", "#D55E00", "#CC79A7"
"""The colour-blind-safe palette of Okabe and Ito (Color Universal Design, 2008)."""

ACCENT = BLUE
"""What this dataset shows, where no other meaning is coloured."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How a value looks: colour, and hatch and marker that tell it apart in grey."""

    colour: str
    hatch: str = ""
    marker: str = "o"


MARKS: dict[str, dict[str, Mark]] = {
    "compartment": {
        "dura": Mark(BLUE),
        "epidural": Mark(ORANGE, "////", "s"),
        "intradural_extramedullary": Mark(GREEN, "||||", "^"),
        "intramedullary": Mark(PURPLE, "xxxx", "D"),
    },
    "axial_pattern": {
        "ventral": Mark(VERMILLION, "", "<"),
        "dorsal": Mark(SKY, "////", ">"),
        "homogeneous": Mark("#4D4D4D", "", "o"),
    },
    "surgery": {
        "resection": Mark("#333333", "", "s"),
        "decompression": Mark("#777777", "", "D"),
        "biopsy": Mark("#B5B5B5", "", "o"),
        "none": Mark(PAPER, "", "X"),
    },
    "outcome": {
        "recovered": Mark(BLUE),
        "improved": Mark(SKY, "", "^"),
        "stable": Mark(YELLOW, "----", "s"),
        "worsened": Mark(VERMILLION, "////", "v"),
        "died": Mark(BLACK, "", "X"),
    },
}
SPARE = (Mark(SOFT, "\\\\\\\\", "P"), Mark(YELLOW, "----", "p"), Mark(PURPLE, "||||", "h"))
UNKNOWN = Mark(PALE, "", ".")
"""Not reported."""

STYLE: dict[str, Any] = {
    "font.family": ["DejaVu Sans"],
    **dict.fromkeys(
        ("font.size", "axes.titlesize", "axes.labelsize", "xtick.labelsize", "ytick.labelsize"),
        SIZE,
    ),
    **dict.fromkeys(("legend.fontsize", "legend.title_fontsize", "figure.titlesize"), SIZE),
    "text.color": INK,
    "text.parse_math": False,  # a dollar sign in the data is a dollar sign
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlecolor": INK,
    "axes.labelcolor": SOFT,
    "axes.edgecolor": RULE,
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "grid.color": PALE,
    "grid.linewidth": 0.6,
    **dict.fromkeys(("xtick.color", "ytick.color"), RULE),
    **dict.fromkeys(("xtick.labelcolor", "ytick.labelcolor"), INK),
    "xtick.major.size": 2.5,
    "xtick.major.width": 0.6,
    "ytick.major.size": 0,
    "hatch.linewidth": 0.6,
    "lines.linewidth": 1.2,
    "patch.linewidth": 0.6,
    "legend.frameon": False,
    "figure.facecolor": PAPER,
    "axes.facecolor": "none",
}

P = ParamSpec("P")


def themed(draw: Callable[P, Drawing]) -> Callable[P, Drawing]:
    """Decorate a figure function so that it draws in the book's style."""

    @functools.wraps(draw)
    def in_style(*args: P.args, **kwargs: P.kwargs) -> Drawing:
        with mpl.rc_context(_settings()), no_word_of_glyphs():
            return draw(*args, **kwargs)

    return in_style


@functools.cache
def _settings() -> Any:
    """Return matplotlib's own defaults under the style, so that no local settings show through."""
    local = ("backend", "date", "interactive")
    default = {k: v for k, v in mpl.rcParamsDefault.items() if not k.startswith(local)}
    return default | STYLE


def mark(field: str, value: str) -> Mark:
    """Return how `value` of `field` looks; a value not foreseen always gets the same spare look."""
    known = MARKS.get(field, {}).get(value)
    return known or SPARE[zlib.crc32(value.encode()) % len(SPARE)]


def new_figure(height: float, width: float = WIDTH) -> Figure:
    """Return an empty figure of `width` by `height` inches, without pyplot's global state."""
    return Figure(figsize=(width, height))


def panel(figure: Figure, left: float, bottom: float, width: float, height: float) -> Axes:
    """Add axes placed in inches from the lower left corner of the figure."""
    across, up = figure.get_size_inches()
    return figure.add_axes((left / across, bottom / up, width / across, height / up))


def write(figure: Figure, x: float, y: float, text: str, **style: Any) -> None:
    """Write `text` at `x`, `y` inches from the lower left corner of the figure."""
    across, up = figure.get_size_inches()
    figure.text(x / across, y / up, text, **style)


def bare(axes: Axes, keep: Iterable[str] = ()) -> Axes:
    """Take away ticks and every spine not named in `keep` (left, bottom, …)."""
    axes.set(xticks=[], yticks=[])
    for side, spine in axes.spines.items():
        spine.set_visible(side in keep)
    return axes


def percent_axis(axes: Axes, label: str = "Cases, % (95% interval)") -> Axes:
    """Make x a scale of percent from 0 to 100 with a light grid, rows running downwards."""
    axes.set(xlim=(0, 100), xticks=[0, 25, 50, 75, 100], yticks=[], xlabel=label)
    axes.grid(axis="x")
    axes.spines["left"].set_visible(False)
    return axes


@themed
def sentence(text: str) -> Drawing:
    """Return a drawing that only says `text`, for when there is nothing to draw."""
    figure = new_figure(0.6)
    figure.text(0.5, 0.5, text, ha="center", va="center", color=SOFT, style="italic")
    return Drawing(figure, alt=text)
