"""How far a lesion extends: the number of vertebral levels that it covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from helpers.analysis.quantity import Quantity
from helpers.analysis.statistic import STATISTICS, format_ends, value_of
from helpers.data.levels import levels_of
from helpers.errors import BookError

if TYPE_CHECKING:
    from helpers.data.dataset import Dataset


def extent(dataset: Dataset, name: str = "median") -> Quantity:
    """Return a statistic of the number of levels that a patient's lesions cover.

    A level that lies in several spans of a patient counts once; levels between separate spans do
    not count. Patients whose levels are not stated are left out.

    Parameters
    ----------
    dataset : Dataset
    name : str
        One of `helpers.analysis.statistic.STATISTICS`; those with two ends print as ``2–9``.

    Raises
    ------
    BookError
        If there is no such statistic.
    """
    if name not in STATISTICS:
        raise BookError(f'there is no statistic "{name}" (allowed: {", ".join(STATISTICS)})')
    stated = dataset.cases[dataset.cases["lesion_levels"].map(len) > 0]
    covered = [len(levels_of(spans)) for spans in stated["lesion_levels"]]
    label, compute = STATISTICS[name]
    ends = compute(np.array(covered, dtype=float))
    ids = tuple(stated["case_id"])
    return Quantity(
        id=f"lesion_levels.extent.{name}",
        text=format_ends(ends) or "not reported",
        value=value_of(ends),
        not_reported=len(dataset.cases) - len(stated),
        numerator_cases=ids,
        denominator_cases=ids,
        label=f"number of levels covered, {label}",
    )
