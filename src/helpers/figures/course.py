"""The course of the index cases: one as a timeline, and what is known of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from matplotlib.figure import Figure

from helpers.analysis.values import UNSTATED
from helpers.figures import course_table, course_timeline, theme
from helpers.figures.course_table import NAMES, ROWS, texts
from helpers.figures.course_timeline import Event
from helpers.figures.drawing import Drawing
from helpers.figures.lettering import plain
from helpers.figures.theme import INK, PAPER, SOFT, WIDTH

if TYPE_CHECKING:
    from helpers.data.dataset import Dataset

TOLD, BESIDE = "cavity2025-1", "yang2023"
"""Who is told of, else the first with a timeline; the series whose own patients stand beside."""
MOST = 4
"""Patients that fit side by side."""
GAP, FOOT, TOP = 0.36, 0.3, 0.3
"""Between timeline and table, below, and above (inches)."""


@theme.themed
def course(dataset: Dataset) -> Drawing:
    """Draw the course of the patient with the cord cavity, beside the patients of Yang 2023."""
    told, patients = _patients(dataset)
    if not patients:
        return theme.sentence("None of the index cases is among these cases.")
    events = course_timeline.events_of(dataset, told) if told else []
    tall = course_timeline.height_of(events)
    remark = _late_strength(dataset, told, events)
    foot = FOOT + theme.LINE * bool(remark)
    bottom = foot + course_table.HEIGHT + GAP
    figure = theme.new_figure(bottom + (tall + TOP if events else 0.0))
    rows = course_table.draw(figure, foot, dataset, patients)
    if events:
        course_timeline.draw(figure, bottom, events)
        title = f"Course of {plain(told)}"
        theme.write(figure, 0.05, bottom + tall + 0.12, title, weight="bold")
    _legend(figure, foot)
    theme.write(figure, NAMES + 0.02, 0.03, remark, color=SOFT)
    alt = " ".join(filter(None, (_alt(dataset, patients, events), remark)))
    return Drawing(figure, alt, rows)


def _patients(dataset: Dataset) -> tuple[str, list[str]]:
    """Return the case whose course is told (empty if it is not there) and all cases to compare."""
    cases = dataset.cases
    there = set(cases["case_id"])
    timed = [str(case) for case in dataset.timeline["case_id"] if case in there]
    told = TOLD if TOLD in timed else next(iter(timed), "")
    beside = [str(case) for case in cases["case_id"][cases["study_id"] == BESIDE]]
    return told, list(dict.fromkeys([*([told] if told else []), *beside]))[:MOST]


def _late_strength(dataset: Dataset, case: str, events: Sequence[Event]) -> str:
    """Return a remark where the source tells no examination before the operation, only after it.

    The strength in the table is then not one that surely was found before.
    """
    phases = [event.phase for event in events]
    if not {"surgery", "examination"} <= set(phases):
        return ""
    place = phases.index("examination")
    graded = dataset.cases.set_index("case_id")["lower_limb_mrc_presentation"].notna()
    if place < phases.index("surgery") or not graded[case]:
        return ""
    return f"{case}: strength from event {place + 1}, which the source tells after the operation"


def _legend(figure: Figure, foot: float) -> None:
    axes = theme.bare(theme.panel(figure, 0, foot - FOOT, WIDTH, FOOT))
    axes.set(xlim=(0, WIDTH), ylim=(0, FOOT))
    y = 0.09
    axes.plot(NAMES + 0.06, y, "o", color=INK, markersize=4.2)
    axes.plot(NAMES + 1.3, y, "o", color=PAPER, markersize=6, mec=INK, mew=1.1)
    for x, text in (
        (NAMES + 0.16, "at presentation"),
        (NAMES + 1.42, "at last follow-up"),
        (NAMES + 2.8, f"{UNSTATED}  not stated"),
    ):
        axes.text(x, y, text, va="center_baseline", color=SOFT)


def _alt(dataset: Dataset, patients: list[str], events: list[Event]) -> str:
    said = {case: texts(dataset, case) for case in patients}
    strength = next(i for i, row in enumerate(ROWS) if "lower_limb_mrc_last" in row.fields)
    parts = []
    if events:
        phases = ", ".join(dict.fromkeys(event.phase_name.lower() for event in events))
        parts.append(f"Timeline of {patients[0]} in {len(events)} events, in order: {phases}.")
    parts.append("Table of what is stated:")
    parts.append(
        "; ".join(
            f"{case}, {sum(map(bool, values))} of {len(values)} items, leg strength "
            f"{values[strength] or 'not stated'}"
            for case, values in said.items()
        )
        + "."
    )
    return plain(" ".join(parts), 900)
