"""A quantity counted without some patients: what it owes to an entry that rests on judgement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from helpers.analysis.counting import Counter

if TYPE_CHECKING:
    from helpers.analysis.quantity import Quantity


def leaving_out(counter: Counter, count: Callable[[Counter], Quantity], *case_ids: str) -> Quantity:
    """Return what `count` gives for the cases of a counter without some of them.

    Id and label say who is left out: ``age_years.median[without=gu2015-1]``. Of a case that is
    not among those counted nothing is to be left out.

    Parameters
    ----------
    counter : Counter
    count : callable
        For instance ``lambda rest: rest.median("age_years")``.
    *case_ids : str
    """
    dataset = counter.dataset
    rest = dataset.where(~dataset.cases["case_id"].isin(case_ids))
    found, names = count(Counter(rest)), "+".join(case_ids)
    label = f"{found.label}, without {', '.join(case_ids)}"
    return replace(found, id=f"{found.id}[without={names}]", label=label)
