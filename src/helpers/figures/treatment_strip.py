"""Treatment, outcome and follow-up case by case, a column for each; part of a figure."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.analysis.counting import Counter
from helpers.analysis.naming import shown
from helpers.data.columns import Field
from helpers.figures import theme
from helpers.figures.lettering import plain, text_width, widest
from helpers.figures.shapes import rectangles

NAMED, SINGLE = 24, 150
"""Cases up to which each is named, and up to which each can have a column."""
ROWS = ("surgery", "steroids", "steroid_sparing", "radiotherapy", "outcome", "recurrence")
ROW, BARS, KEY, LEFT, RIGHT = 0.2, 0.45, 0.5, 1.45, 1.0
"""Height of a row, of the bars and of the key; width of titles and totals, in inches."""
CODED = tuple(name for name in ROWS if name in theme.MARKS)
"""Rows whose colours have a meaning of their own."""
YES = "#595959"


def strip_height(counter: Counter) -> float:
    """Return the room that the strip needs, in inches; none where cases are too many."""
    if len(counter.dataset.cases) > SINGLE:
        return 0.0
    return _foot(counter) + ROW * len(ROWS) + BARS + 0.2


def _foot(counter: Counter) -> float:
    """Return the room under the columns for the names of the cases and what explains the marks."""
    return max(widest(_names(counter)), KEY) + 0.3 + ROW * len(CODED)


def draw_strip(figure: Figure, counter: Counter, bottom: float) -> None:
    """Draw the strip above `bottom` (inches), the cases with the best outcome first."""
    _colours(figure, counter, bottom + 0.1)
    bottom += _foot(counter)
    cases = _in_order(counter)
    wide = theme.WIDTH - LEFT - RIGHT
    axes = theme.bare(theme.panel(figure, LEFT, bottom, wide, ROW * len(ROWS)))
    axes.set(xlim=(0, len(cases)), ylim=(len(ROWS), 0))
    fields = counter.dataset.schema.table("cases")
    for row, name in enumerate(ROWS):
        _row(axes, row, cases[name], fields[name])
        _titles(axes, row, fields[name], counter, wide)
    for x, name in enumerate(_names(counter, cases)):
        axes.annotate(
            name, (x + 0.5, len(ROWS)), (0, -3), textcoords="offset points", rotation=90,
            ha="center", va="top",
        )  # fmt: skip
    _key(figure, bottom)
    up = bottom + ROW * len(ROWS) + 0.08
    _follow_up(theme.panel(figure, LEFT, up, wide, BARS - 0.12), cases["follow_up_months"])
    spread = counter.median("follow_up_months").text, counter.range("follow_up_months").text
    style = {"va": "bottom", "ha": "right"}
    theme.write(figure, LEFT - 0.08, up, "Follow-up, months", **style)
    theme.write(figure, theme.WIDTH, up, "median {}\n({})".format(*spread), **style)


def _names(counter: Counter, cases: pd.DataFrame | None = None) -> list[str]:
    cases = counter.dataset.cases if cases is None else cases
    return [plain(name, 24) for name in cases["case_id"]] if len(cases) <= NAMED else []


def _in_order(counter: Counter) -> pd.DataFrame:
    """Return the cases by outcome, then surgery, then steroids; what is not stated comes last."""
    fields, cases = counter.dataset.schema.table("cases"), counter.dataset.cases
    keys = ("outcome", "surgery", "steroids")
    ranks = {name: {v: i for i, v in enumerate(fields[name].values)} for name in keys}
    ranks["surgery"] = {value: -rank for value, rank in ranks["surgery"].items()}
    order = pd.DataFrame({name: cases[name].map(ranks[name]) for name in keys})
    return cases.loc[order.sort_values(list(keys), kind="stable", na_position="last").index]


def _row(axes: Axes, row: int, column: pd.Series[Any], field: Field) -> None:
    gap = 0.14 if len(column) <= 60 else 0.0
    places: dict[str, list[int]] = {}
    for x, value in enumerate(column):
        places.setdefault(_state(field, value), []).append(x)
    for state, columns in sorted(places.items()):
        boxes = [(x + gap / 2, row + 0.09, 1 - gap, 0.82) for x in columns]
        rectangles(axes, boxes, **_look(field.name, state))


def _state(field: Field, value: Any) -> str:
    """Return the value, ``yes`` for any entry of an open list, or nothing where not stated."""
    if field.multiple:
        return "yes" if value else ""
    return "" if pd.isna(value) else str(value)


def _look(name: str, state: str) -> dict[str, Any]:
    if not state:
        return {"facecolor": "#F1F1F1", "lw": 0}
    if state == "no":
        return {"facecolor": theme.PAPER, "edgecolor": YES, "lw": 0.8}
    if name not in theme.MARKS:
        return {"facecolor": YES, "lw": 0}
    mark = theme.mark(name, state)
    edge = YES if mark.colour == theme.PAPER or mark.hatch else mark.colour
    return {"facecolor": mark.colour, "edgecolor": edge, "hatch": mark.hatch, "lw": 0.8}


def _titles(axes: Axes, row: int, field: Field, counter: Counter, wide: float) -> None:
    place: dict[str, Any] = {"ha": "right", "va": "center_baseline"}
    found = counter.reported(field.name)
    text = f"stated {found.n}/{found.denominator}"
    if found.n and field.multiple:
        text = found.text
    elif found.n and field.name not in CODED:
        text = counter.share(field.name).marked
    axes.text(-0.08 / wide, row + 0.5, field.title, transform=axes.get_yaxis_transform(), **place)
    axes.text(1 + RIGHT / wide, row + 0.5, text, transform=axes.get_yaxis_transform(), **place)


def _key(figure: Figure, bottom: float) -> None:
    axes = theme.bare(theme.panel(figure, 0, bottom - KEY - 0.1, LEFT, KEY))
    axes.set(xlim=(0, LEFT), ylim=(3, 0))
    for row, (state, text) in enumerate(
        (("yes", "yes"), ("no", "stated as absent"), ("", "not stated"))
    ):
        rectangles(axes, [(LEFT - 0.2, row + 0.15, 0.12, 0.7)], **_look("", state))
        axes.text(LEFT - 0.28, row + 0.5, text, ha="right", va="center_baseline", color=theme.SOFT)


def _colours(figure: Figure, counter: Counter, bottom: float) -> None:
    """Name the colours of the values that occur, a row for each field."""
    fields = counter.dataset.schema.table("cases")
    axes = theme.bare(theme.panel(figure, 0, bottom, theme.WIDTH, ROW * len(CODED)))
    axes.set(xlim=(0, theme.WIDTH), ylim=(len(CODED), 0))
    for row, field in enumerate(fields[name] for name in CODED):
        axes.text(LEFT - 0.08, row + 0.5, field.title, ha="right", va="center_baseline")
        x = LEFT
        for value in (value for value in field.values if counter.share(field.name, value).n):
            text = shown(field, value)
            rectangles(axes, [(x, row + 0.2, 0.14, 0.6)], **_look(field.name, value))
            axes.text(x + 0.2, row + 0.5, text, va="center_baseline", color=theme.SOFT)
            x += 0.45 + text_width(text)


def _follow_up(axes: Axes, months: pd.Series[float]) -> None:
    longest = months.max() if months.notna().any() else 1.0
    theme.bare(axes, keep=["bottom"]).set(xlim=(0, len(months)), ylim=(0, max(longest, 1e-9)))
    stated = [(x, m) for x, m in enumerate(months) if pd.notna(m)]
    rectangles(axes, [(x + 0.25, 0, 0.5, m) for x, m in stated], color=theme.RULE, lw=0)
    for x, m in stated if len(months) <= NAMED else ():
        axes.annotate(f"{m:g}", (x + 0.5, m), (0, 1.5), textcoords="offset points", ha="center")
