"""What is known of some patients, side by side, and what is not stated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.analysis.values import UNSTATED, value_text
from helpers.figures import theme
from helpers.figures.lettering import plain, text_width
from helpers.figures.shapes import rectangles
from helpers.figures.theme import INK, PALE, PAPER, RULE, WIDTH

if TYPE_CHECKING:
    from helpers.data.columns import Field
    from helpers.data.dataset import Dataset

ROW = 0.18
"""Height of a row, in inches."""
NAMES, GAP, PAD = 1.46, 0.05, 0.04
"""Width of the names of the rows, gap between columns, space beside words (inches)."""
KNOWN = "#E8F0F7"


@dataclass(frozen=True, slots=True)
class Row:
    """A field, or a grade before and after; a new `group` is set off by a line.

    Parameters
    ----------
    title : str
        Empty for the title that the data package gives.
    fields : tuple of str
        One, or two for a grade at presentation and at last follow-up.
    scale : str
        The grades, each one letter.
    """

    group: str
    fields: tuple[str, ...]
    title: str = ""
    scale: str = ""


ROWS = (
    *(Row("patient", (name,)) for name in ("age_years", "sex", "symptom_duration_days")),
    Row("course", ("progressive_worsening",)),
    Row("course", ("lower_limb_mrc_presentation", "lower_limb_mrc_last"),
        "Leg strength, MRC 0–5", "012345"),
    Row("course", ("asia_presentation", "asia_last"), "ASIA grade, A–E", "ABCDE"),
    *(Row("lesion", (name,)) for name in ("lesion_levels", "regions", "compartment")),
    *(Row("mri", (name,)) for name in ("axial_pattern", "t1_signal", "t2_signal")),
    *(Row("mri", (name,)) for name in ("cord_compression", "cord_cavity")),
    *(Row("treatment", (name,)) for name in ("biopsy_confirmed", "surgery")),
    *(Row("treatment", (name,)) for name in ("steroid_agent", "steroid_sparing")),
    *(Row("outcome", (name,)) for name in ("outcome", "recurrence")),
)  # fmt: skip
HEIGHT = ROW * (len(ROWS) + 1)


def shown(value: object, field: Field) -> str:
    """Return a value in words with its unit, empty where it is not stated."""
    text = value_text(field, value)
    scale = not field.unit or field.unit.startswith("MRC")
    return text if scale or not text else f"{text} {field.unit}"


def texts(dataset: Dataset, case: str) -> list[str]:
    """Return what each of `ROWS` says of a case; grades as ``3 → –``, empty where unknown."""
    fields = dataset.schema.table("cases")
    row = dataset.cases[dataset.cases["case_id"] == case].iloc[0]
    found = []
    for line in ROWS:
        values = [shown(row[name], fields[name]) for name in line.fields]
        if line.scale:
            grades = [value[:1] or UNSTATED for value in values]
            values = [" → ".join(grades) if any(values) else ""]
        found.append(values[0])
    return found


def draw(figure: Figure, bottom: float, dataset: Dataset, cases: Sequence[str]) -> pd.DataFrame:
    """Draw the table above `bottom` (inches) and return its rows."""
    axes = theme.bare(theme.panel(figure, 0, bottom, WIDTH, HEIGHT))
    axes.set(xlim=(0, WIDTH), ylim=(len(ROWS) - 0.5, -1.5))
    fields = dataset.schema.table("cases")
    titles = [row.title or fields[row.fields[0]].title for row in ROWS]
    for y, (row, title) in enumerate(zip(ROWS, titles, strict=True)):
        axes.text(0.05, y, title, va="center_baseline")
        if y == 0 or row.group != ROWS[y - 1].group:
            axes.axhline(y - 0.5, color=RULE, linewidth=0.6, zorder=0.5)
    width = (WIDTH - NAMES) / max(len(cases), 4)
    said = {case: texts(dataset, case) for case in cases}
    for i, case in enumerate(cases):
        _column(axes, NAMES + i * width, width - GAP, case, said[case])
    return pd.DataFrame({"row": titles} | said)


def _column(axes: Axes, left: float, width: float, case: str, values: Sequence[str]) -> None:
    axes.text(left + PAD, -1, _fitting(case, width), weight="bold", va="center_baseline")
    known = [y for y, value in enumerate(values) if value]
    rectangles(axes, [(left, y - 0.43, width, 0.86) for y in known], facecolor=KNOWN, lw=0)
    for y, (row, value) in enumerate(zip(ROWS, values, strict=True)):
        colour = INK if value else RULE
        text = _fitting(value, width - PAD) or UNSTATED
        axes.text(left + PAD, y, text, color=colour, va="center_baseline")
        if value and row.scale:
            _scale(axes, left + width - 0.1, y, row.scale, value.split(" → "))


def _scale(axes: Axes, right: float, y: float, grades: str, found: Sequence[str]) -> None:
    """Draw the grades as a row of dots; before filled, after as a ring."""
    places = {grade: right - 0.1 * (len(grades) - 1 - i) for i, grade in enumerate(grades)}
    axes.plot(
        [*places.values()], [y] * len(places), "o", color=PALE, markersize=3.5, mec=RULE, mew=0.4
    )
    before, after = (places.get(grade) for grade in found)
    if after is not None:
        axes.plot(after, y, "o", color=PAPER, markersize=6, mec=INK, mew=1.1, zorder=3)
    if before is not None:
        axes.plot(before, y, "o", color=INK, markersize=4.2, zorder=4)


def _fitting(text: str, width: float) -> str:
    """Return `text` cut so that it is no wider than `width` inches."""
    line = plain(text)
    while line and text_width(line) > width:
        line = line[:-2].rstrip() + "…"
    return line
