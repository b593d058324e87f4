"""The lesion map: each case a column beside the spine, with totals by level and by region."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.analysis.counting import Counter
from helpers.analysis.proportion import format_interval
from helpers.analysis.quantity import Quantity
from helpers.data.levels import LEVELS, REGIONS
from helpers.figures import theme
from helpers.figures.anatomy import spine, spine_view
from helpers.figures.drawing import Drawing
from helpers.figures.intervals import draw_intervals
from helpers.figures.lesion_columns import (
    ABOVE,
    BELOW,
    CODES,
    MAP_WIDTH,
    NOT_STATED,
    SCALE,
    Columns,
    arranged,
    draw_bars,
    draw_groups,
    draw_names,
    ends,
    headroom,
)
from helpers.figures.lesions import frame, lesions_of, region_ends, thinned
from helpers.figures.shapes import rectangles
from helpers.figures.theme import INK, LINE, PALE, RULE, SOFT, WIDTH

if TYPE_CHECKING:
    from helpers.data.dataset import Dataset

TALL = (spine.BOTTOM + ABOVE + BELOW) * SCALE
FLOOR = 0.9
"""Height of what stands below the map: names of groups, scales, legend (inches)."""
SPINE, LEVEL_NAMES, MAP, PER_LEVEL, PER_REGION = 0.05, 1.36, 1.44, 4.62, 5.44
"""Left edges of the parts, except for the names, which end there (inches)."""
PER_LEVEL_WIDTH, PER_REGION_WIDTH = 0.52, 0.92


@theme.themed
def lesion_map(dataset: Dataset) -> Drawing:
    """Draw where along the spine the lesion of each case lies, and in which compartment."""
    counter = Counter(dataset)
    found = thinned(every := lesions_of(dataset))
    if not any(one.spans or one.regions for one in found):
        return theme.sentence("No case states levels or regions: there is no lesion to map.")
    levels = [counter.share("lesion_levels", str(level)) for level in LEVELS]
    regions = [counter.share("regions", region) for region in REGIONS]
    stated = [counter.reported("lesion_levels"), counter.reported("regions")]
    columns = arranged(found)
    figure = theme.new_figure(FLOOR + TALL + headroom(columns))
    _backdrop(figure)
    _cases(figure, columns, len(every))
    _per_level(figure, levels)
    _per_region(figure, regions)
    _legend(figure, dataset, columns.region_look)
    quantities = (*levels, *regions, *stated)
    alt = _alt(levels, regions, stated)
    if len(found) < len(every):
        alt += f" Of {len(every)} cases {len(found)} are drawn, at even steps of their order."
    return Drawing(figure, alt, frame(found), quantities)


def _along(figure: Figure, left: float, width: float) -> Axes:
    """Add axes whose y is the height along the column, in mm, and x whatever comes."""
    axes = theme.bare(theme.panel(figure, left, FLOOR, width, TALL))
    axes.set(ylim=(spine.BOTTOM + BELOW, -ABOVE))
    return axes


def _backdrop(figure: Figure) -> None:
    """Draw the bands of the regions, the spinal column and the names of the levels."""
    back = _along(figure, 0, WIDTH)
    back.set_xlim(0, WIDTH)
    for region in REGIONS[1::2]:
        back.axhspan(*ends(region_ends(region)), color="#F4F4F4", linewidth=0, zorder=0)
    for level in LEVELS:
        back.text(LEVEL_NAMES, spine.middle(level), str(level), ha="right", va="center_baseline")
    width = (spine_view.BACK - spine_view.FRONT) * SCALE
    axes = _along(figure, SPINE, width)
    axes.set_xlim(spine_view.FRONT, spine_view.BACK)
    spine_view.column(axes)


def _cases(figure: Figure, columns: Columns, total: int) -> None:
    axes = _along(figure, MAP, MAP_WIDTH)
    axes.set_xlim(0, columns.total)
    end = columns.places[-1] + 0.5
    axes.hlines([*spine.EDGES], 0, end, colors=PALE, linewidth=0.5, zorder=0.5)
    draw_bars(axes, columns)
    if columns.named:
        draw_names(axes, columns)
    draw_groups(axes, columns)
    if len(columns.lesions) < total:
        _title(axes, f"{len(columns.lesions)} of {total} cases,\nat even steps")


def _per_level(figure: Figure, levels: Sequence[Quantity]) -> None:
    axes = _along(figure, PER_LEVEL, PER_LEVEL_WIDTH)
    most = max(quantity.n or 0 for quantity in levels)
    axes.set(xlim=(0, max(most, 1) * 1.02), xticks=[0, most] if most else [0])
    axes.spines["bottom"].set_visible(True)
    boxes = [
        (0.0, upper + 1.2, float(share.n or 0), lower - upper - 2.4)
        for share, (upper, lower) in zip(levels, map(spine.edges, LEVELS), strict=True)
    ]
    rectangles(axes, boxes, facecolor=SOFT, edgecolor="none")
    _title(axes, "Cases at\neach level")


def _per_region(figure: Figure, regions: Sequence[Quantity]) -> None:
    axes = _along(figure, PER_REGION, PER_REGION_WIDTH)
    axes.set(xlim=(0, 100), xticks=[0, 50, 100], xlabel="%, 95% interval")
    axes.spines["bottom"].set_visible(True)
    axes.vlines([0, 50, 100], 0, spine.BOTTOM, colors=PALE, linewidth=0.6, zorder=0.5)
    line = LINE / SCALE
    heights = [sum(ends(region_ends(region))) / 2 - 0.4 * line for region in REGIONS]
    draw_intervals(axes, [height + 0.9 * line for height in heights], regions, colour=INK)
    for region, share, height in zip(REGIONS, regions, heights, strict=True):
        axes.text(0, height - line, region.capitalize(), weight="bold", va="center_baseline")
        axes.text(0, height, share.text, va="center_baseline")
        if share.ci_low is not None and share.ci_high is not None:
            interval = format_interval(share.ci_low, share.ci_high)
            axes.text(0, height + 1.8 * line, interval, va="center_baseline", color=SOFT)
    _title(axes, "Cases in\neach region")


def _title(axes: Axes, text: str) -> None:
    axes.text(0, -ABOVE - 6, text, weight="bold", va="bottom", linespacing=1.1)


def _legend(figure: Figure, dataset: Dataset, region_look: dict[str, Any]) -> None:
    """Explain colours, letters and hatch in two rows at the foot of the figure."""
    labels = dataset.schema.table("cases")["compartment"].labels
    entries: list[tuple[str, str, dict[str, Any]]] = [
        (f"{CODES[value]}  {label.capitalize()}", theme.mark("compartment", value).colour, {})
        for value, label in labels.items()
    ]
    entries.append((f"{NOT_STATED}  Compartment not stated", RULE, {}))
    entries.append(("Only the region is stated", SOFT, region_look))
    axes = theme.bare(theme.panel(figure, 0, 0, WIDTH, 0.42))
    axes.set(xlim=(0, WIDTH), ylim=(0, 0.42))
    for i, (text, colour, look) in enumerate(entries):
        x, y = (0.06, 1.86, 4.36)[i // 2], 0.25 - 0.19 * (i % 2)
        rectangles(axes, [(x, y, 0.16, 0.11)], **{"facecolor": colour, "edgecolor": colour, **look})
        axes.text(x + 0.24, y + 0.055, text, va="center_baseline")


def _alt(
    levels: Sequence[Quantity], regions: Sequence[Quantity], stated: Sequence[Quantity]
) -> str:
    most = max(quantity.n or 0 for quantity in levels)
    peak = [str(level) for level, share in zip(LEVELS, levels, strict=True) if share.n == most]
    shares = ", ".join(f"{name} {share.text}" for name, share in zip(REGIONS, regions, strict=True))
    text = (
        "Map of the lesions beside the spinal column, one column for each case, coloured by "
        f"compartment. Levels are stated in {stated[0].text}, levels or regions in "
        f"{stated[1].text} of the cases. Of these: {shares}."
    )
    if most:
        text += f" Most cases at one level: {most}, at {', '.join(peak)}."
    return text
