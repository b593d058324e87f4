"""Agreement: the figures that earlier reviews print, beside those of this dataset."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from helpers.analysis.counting import Counter
from helpers.analysis.proportion import percent
from helpers.analysis.published import Printed, printed_figures
from helpers.analysis.quantity import Quantity
from helpers.analysis.statistic import STATISTICS, format_difference
from helpers.analysis.vocabulary import ABOUT_THE_REVIEW, NOT_DEFINED_ALIKE, target

if TYPE_CHECKING:
    from helpers.data.dataset import Dataset

Verdict = Literal[
    "contained",
    "not contained",
    "no interval",
    "doubtful",
    "impossible",
    "derived",
    "not comparable",
]


@dataclass(frozen=True)
class Comparison:
    """A printed figure and the same statistic of this dataset.

    Parameters
    ----------
    printed : Printed
    recomputed : Quantity or None
        None where the dataset has no such quantity.
    difference : Quantity or None
        Recomputed minus printed, in percentage points (or in the unit of the field).
    reason : str
        Why the two cannot be compared; empty where they can.
    """

    printed: Printed
    recomputed: Quantity | None
    difference: Quantity | None
    reason: str

    @property
    def inside(self) -> bool | None:
        """Whether the recomputed Wilson interval contains the printed value; None without both.

        Of a figure that contradicts itself this asks of the percent as printed.
        """
        return None if self._side is None else self._side == 0

    @property
    def above_bound(self) -> bool:
        """Whether the printed value is outside by being greater than what is a lower bound."""
        return self._side == 1 and self.recomputed is not None and self.recomputed.lower_bound

    @property
    def _side(self) -> int | None:
        """Where the printed value lies: below the interval (-1), in it (0), above it (1)."""
        if self.difference is None or self.recomputed is None:
            return None
        size = _printed_size(self.printed)
        low, high = self.recomputed.ci_low, self.recomputed.ci_high
        if size is None or low is None or high is None:
            return None
        return (size > high) - (size < low)

    @property
    def counted(self) -> bool:
        """Whether it counts among the printed figures that the interval contains or does not.

        A figure that the review does not print is none of them: it would count what follows from
        other figures once more.
        """
        return self.inside is not None and self.printed.derived != "figure"

    @property
    def verdict(self) -> Verdict:
        """What is to be thought of the printed value: its flaw, else whether it is `inside`."""
        if self.difference is None:
            return "not comparable"
        if self.printed.flaw:
            return self.printed.flaw
        if self.printed.derived == "figure":
            return "derived"
        if self.inside is None:
            return "no interval"
        return "contained" if self.inside else "not contained"


def agreement(dataset: Dataset) -> list[Comparison]:
    """Compare every row of ``published.csv`` with the dataset, in the order of the file."""
    counter = Counter(dataset)
    return [_compare(printed, counter) for printed in printed_figures(dataset)]


def _compare(printed: Printed, counter: Counter) -> Comparison:
    recomputed = _recomputed(printed.statistic, counter)
    reason = _reason(printed, recomputed)
    if reason or recomputed is None:
        return Comparison(printed, recomputed, None, reason)
    return Comparison(printed, recomputed, _difference(printed, recomputed), "")


def _reason(printed: Printed, recomputed: Quantity | None) -> str:
    if printed.statistic.startswith(ABOUT_THE_REVIEW):
        return "about the review, not its patients"
    if printed.statistic in NOT_DEFINED_ALIKE:
        return NOT_DEFINED_ALIKE[printed.statistic]
    if printed.quantity is None:
        return "no number is printed"
    if recomputed is None:
        return "no such field in this dataset"
    if _printed_size(printed) is None:
        return "no denominator is printed"
    if recomputed.is_silent or _size(recomputed) is None:
        return "too few cases state it" if recomputed.numerator_cases else "no case states it"
    return ""


def _recomputed(statistic: str, counter: Counter) -> Quantity | None:
    """Return the dataset's quantity for a statistic, by the rules of its name."""
    found = target(statistic, counter.dataset.schema.table("cases"))
    if found is None:
        return None
    field, value = found
    if value in STATISTICS:
        return counter.statistic(field, value)
    return counter.share(field, value)


def _difference(printed: Printed, recomputed: Quantity) -> Quantity:
    size = (_size(recomputed) or 0) - (_printed_size(printed) or 0)
    return Quantity(
        id=f"agreement.{printed.study_id}.{printed.statistic}.difference",
        text=format_difference(size) + (" points" if recomputed.percent is not None else ""),
        value=size,
        numerator_cases=recomputed.numerator_cases,
        denominator_cases=recomputed.denominator_cases,
        label=f"{recomputed.label}: difference from {printed.study_id}",
    )


def _printed_size(printed: Printed) -> float | None:
    """Return what is compared of a printed figure: the exact share, where nothing contradicts it.

    The percent as printed is rounded.
    """
    figure = printed.quantity
    if figure is None:
        return None
    if figure.n is not None and figure.denominator and not printed.flaw:
        return percent(figure.n, figure.denominator)
    return _size(figure)


def _size(quantity: Quantity) -> float | None:
    """Return what is compared: the percent of a share, else the value of a statistic."""
    return quantity.value if quantity.n is None and quantity.percent is None else quantity.percent
