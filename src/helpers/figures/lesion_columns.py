"""The middle of the lesion map: each case a column, with its bars and its name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from helpers.data.levels import Span
from helpers.figures import theme
from helpers.figures.anatomy import spine
from helpers.figures.lesions import KINDS, Lesion, region_ends
from helpers.figures.lettering import plain, text_width, widest
from helpers.figures.shapes import Rectangle, rectangles
from helpers.figures.theme import LINE, PALE, RULE, SOFT

SCALE = 0.0086
"""Inches on paper for a millimetre of the column."""
ABOVE, BELOW = 8.0, 8.0
"""What is shown above C1 and below S5, in mm."""
MAP_WIDTH = 3.06
"""Width of all columns together, in inches."""
NARROWEST = 0.13
"""Width of a column that leaves room for a name, in inches."""
TOO_MANY = 150
"""From so many columns on they are too narrow for a hatch."""
BETWEEN = 0.6
"""Gap between groups of cases, in columns."""
CODES = {"dura": "D", "epidural": "E", "intradural_extramedullary": "I", "intramedullary": "M"}
NOT_STATED = "–"


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each case stands in the map, in columns from its left edge."""

    lesions: tuple[Lesion, ...]
    places: tuple[float, ...]
    total: float

    @property
    def region_look(self) -> dict[str, Any]:
        """How a bar that only knows its region differs from an exact one."""
        hatched = {"facecolor": theme.PAPER, "hatch": "//////", "linewidth": 0.6}
        # columns finer than the lines of a hatch become paler instead
        return hatched if self.total < TOO_MANY else {"alpha": 0.35, "linewidth": 0}

    @property
    def named(self) -> bool:
        """Whether the columns are wide enough for names."""
        return MAP_WIDTH / self.total >= NARROWEST


def arranged(found: Sequence[Lesion]) -> Columns:
    """Return a column for each lesion, with a gap where less becomes known."""
    kinds = [KINDS.index(one.kind) for one in found]
    steps = BETWEEN * np.cumsum(np.diff(kinds, prepend=kinds[:1]) > 0)
    places = np.arange(len(found)) + 0.5 + steps
    # few cases do not become broad blocks: the map then fills only a part of its place
    return Columns(tuple(found), tuple(map(float, places)), max(float(places[-1]) + 0.5, 10.0))


def headroom(columns: Columns) -> float:
    """Return the height that names and letters need above the map, in inches."""
    names = [plain(one.case, 24) for one in columns.lesions] if columns.named else []
    codes = max((len(one.compartments) for one in columns.lesions), default=1)
    return 0.4 if not names else 0.2 + widest(names) + LINE * max(1, codes)


def draw_bars(axes: Axes, columns: Columns) -> None:
    """Draw exact spans filled and regions hatched; one path for each case and look.

    Where the cases have names the paths have ids, ``lesion-<case>.…``, so that a page can find
    them; where they are too many for names, one path holds all of a look.
    """
    for kind, differs in (("levels", {}), ("region", columns.region_look)):
        boxes = _boxes(columns, exact=kind == "levels")
        for i, ((case, colour), found) in enumerate(boxes.items()):
            look: dict[str, Any] = {"facecolor": colour, "edgecolor": colour, "linewidth": 0.3}
            gid = f"lesion-{case}.{kind}{i}" if case else None
            rectangles(axes, found, gid=gid, **look | differs)


def _boxes(columns: Columns, *, exact: bool) -> dict[tuple[str, str], list[Rectangle]]:
    """Return the bars by case (all as one where there are no names) and colour."""
    boxes: dict[tuple[str, str], list[Rectangle]] = defaultdict(list)
    for one, place in zip(columns.lesions, columns.places, strict=True):
        case = one.case if columns.named else ""
        for span in one.spans if exact else map(region_ends, one.regions):
            for colour, box in _strips(one.compartments, place, span):
                boxes[case, colour].append(box)
    return boxes


def _strips(compartments: tuple[str, ...], place: float, span: Span) -> list[tuple[str, Rectangle]]:
    """Return the bar of a span, side by side in the colours of its compartments."""
    colours = [theme.mark("compartment", value).colour for value in compartments] or [RULE]
    upper, lower = ends(span)
    width = 0.76 / len(colours)
    return [
        (colour, (place - 0.38 + i * width, upper, width, lower - upper))
        for i, colour in enumerate(colours)
    ]


def ends(span: Span) -> tuple[float, float]:
    """Return the upper and the lower edge of a span, in mm below the top of C1."""
    return spine.edges(span.upper)[0], spine.edges(span.lower)[1]


def draw_names(axes: Axes, columns: Columns) -> None:
    """Write above each column the letters of its compartments and the name of its case.

    The whole column is a link to the entry of its case; it shows where a page makes it show.
    """
    line = LINE / SCALE
    top = -ABOVE - (headroom(columns) - 0.1) / SCALE
    rows = max(1, *(len(one.compartments) for one in columns.lesions))
    for one, x in zip(columns.lesions, columns.places, strict=True):
        codes = [CODES[value] for value in one.compartments] or [NOT_STATED]
        for i, code in enumerate(reversed(codes)):
            y = -ABOVE - (i + 0.5) * line
            axes.text(x, y, code, ha="center", va="center_baseline", weight="bold")
        name = plain(one.case, 24)
        axes.text(x, -ABOVE - (rows + 0.3) * line, name, rotation=90, ha="center", va="bottom")
        axes.vlines(x, -ABOVE, spine.BOTTOM, colors=PALE, linewidth=0.5, zorder=0.5)
        whole = (x - 0.5, top, 1.0, spine.BOTTOM - top)
        link: dict[str, Any] = {"url": f"#case-{one.case}", "clip_on": False, "zorder": 9}
        rectangles(axes, [whole], facecolor="none", linewidth=0, **link)


def draw_groups(axes: Axes, columns: Columns) -> None:
    """Name below the map what is known of the cases above."""
    bottom = spine.BOTTOM + BELOW
    titles = {"levels": "levels stated", "region": "region only", "neither": "not stated"}
    for kind, title in titles.items():
        places = [
            place
            for one, place in zip(columns.lesions, columns.places, strict=True)
            if one.kind == kind
        ]
        if not places:
            continue
        left, right = places[0] - 0.4, places[-1] + 0.4
        axes.hlines(bottom + 3, left, right, colors=SOFT, linewidth=0.8, clip_on=False)
        if text_width(title) < (right - left + BETWEEN) * MAP_WIDTH / columns.total:
            axes.text((left + right) / 2, bottom + 5, title, ha="center", va="top", color=SOFT)
