"""The course of one patient as a timeline after the CARE guideline: events in order, no dates.

CARE: Gagnier JJ et al. J Clin Epidemiol 2014;67:46-51, doi:10.1016/j.jclinepi.2013.08.003.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.analysis.naming import sentence
from helpers.figures import theme
from helpers.figures.lettering import plain, wrap
from helpers.figures.theme import ACCENT, LINE, PAPER, RULE, SOFT, WIDTH

if TYPE_CHECKING:
    from helpers.data.dataset import Dataset

PHASE, DOT, EVENT, DETAIL = 1.3, 1.5, 1.72, 3.5
"""Where the phase ends, where the dots stand, where event and detail begin (inches)."""
BOLD = 0.88
"""How much less of bold type than of ordinary type goes on a line."""
PAUSE = 0.09
"""Space between two events, in inches."""
LONGEST = 240
"""Letters of a detail that are shown."""
ACTS = ("surgery", "treatment")
"""Phases in which something is done; the others are findings."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event with its words broken into lines."""

    phase: str
    phase_name: str
    event: tuple[str, ...]
    detail: tuple[str, ...]

    @property
    def height(self) -> float:
        """Height on paper, in inches."""
        return max(len(self.event), len(self.detail), 1) * LINE + PAUSE


def events_of(dataset: Dataset, case: str) -> list[Event]:
    """Return the events of a case in the order in which its source tells them."""
    names = dataset.schema.table("timeline")["phase"].labels
    rows = dataset.timeline[dataset.timeline["case_id"] == case].sort_values("order")
    told = rows[["phase", "event", "detail"]].fillna("").itertuples(index=False)
    return [
        Event(
            str(phase),
            sentence(names.get(str(phase), plain(phase))),
            tuple(wrap(plain(event, 80), BOLD * (DETAIL - EVENT - 0.1))),
            tuple(wrap(plain(detail, LONGEST), WIDTH - DETAIL - 0.05)),
        )
        for phase, event, detail in told
    ]


def height_of(events: Sequence[Event]) -> float:
    """Return the height of a timeline, in inches."""
    return sum(event.height for event in events)


def draw(figure: Figure, bottom: float, events: Sequence[Event]) -> None:
    """Draw events from above, the last one ending `bottom` inches above the foot."""
    tall = height_of(events)
    axes = theme.bare(theme.panel(figure, 0, bottom, WIDTH, tall))
    axes.set(xlim=(0, WIDTH), ylim=(tall, 0))
    tops = [height_of(events[:i]) + LINE / 2 for i in range(len(events))]
    axes.plot([DOT, DOT], [tops[0], tops[-1]], color=RULE, linewidth=1.2, zorder=1)
    for number, (event, y) in enumerate(zip(events, tops, strict=True), start=1):
        _draw(axes, event, y, number)


def _draw(axes: Axes, event: Event, y: float, number: int) -> None:
    colour = ACCENT if event.phase in ACTS else SOFT
    axes.plot(DOT, y, "o", color=colour, markersize=12, markeredgecolor=PAPER, zorder=2)
    axes.text(DOT, y, str(number), color=PAPER, weight="bold", ha="center", va="center_baseline")
    axes.text(PHASE, y, event.phase_name, color=colour, ha="right", va="center_baseline")
    for x, lines, weight in ((EVENT, event.event, "bold"), (DETAIL, event.detail, "normal")):
        for i, line in enumerate(lines):
            axes.text(x, y + i * LINE, line, weight=weight, va="center_baseline")
