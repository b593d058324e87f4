"""Which of the figures that reviews print lie in the interval of their recount."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from helpers.analysis.agreement import Comparison, agreement
from helpers.analysis.naming import inner
from helpers.analysis.phrase import Phrase
from helpers.analysis.proportion import proportion
from helpers.analysis.studies import study_name

if TYPE_CHECKING:
    from helpers.analysis.quantity import Quantity
    from helpers.data.dataset import Dataset

ABOVE_BOUND = "which lies above a lower bound and does not contradict it"


def contained(dataset: Dataset, *, flawed: bool | None = None) -> Quantity:
    """Return how many printed figures lie in the interval of their recount.

    The denominator is the printed figures that can be compared, named as ``thoracic (region),
    Yang 2023`` where a proportion has its cases.

    Parameters
    ----------
    dataset : Dataset
    flawed : bool, optional
        Only figures that do not add up, or only those that do.
    """
    found = [
        one
        for one in agreement(dataset)
        if one.counted and flawed in (None, bool(one.printed.flaw))
    ]
    names = tuple(_figure(one, dataset) for one in found)
    inside = tuple(name for one, name in zip(found, names, strict=True) if one.inside)
    filtered = "" if flawed is None else f"[flawed={'yes' if flawed else 'no'}]"
    label = "printed figures that the recomputed interval contains"
    share = proportion(f"agreement.contained{filtered}", inside, names, label=label)
    # figures are no sample of anything
    return replace(share, ci_low=None, ci_high=None)


def outside(dataset: Dataset) -> Phrase:
    """Return the printed figures that the interval of their recount does not contain.

    Each is named with its review: ``progressive worsening, Parlak 2024, 28 (58%)``, with what keeps
    it from a contradiction if it is `above_bound`; "none" where there is none.
    """
    found = [one for one in agreement(dataset) if one.counted and not one.inside]
    parts: list[str | Quantity] = []
    for one in found:
        link = "; " if parts else ""
        parts += [f"{link}{_figure(one, dataset)}, ", one.printed.quantity or ""]
        parts += [f", {ABOVE_BOUND}"] if one.above_bound else []
    return Phrase(tuple(parts) or ("none",))


def _figure(compared: Comparison, dataset: Dataset) -> str:
    label = inner(compared.printed.label)
    return f"{label}, {study_name(dataset, compared.printed.study_id)}"
