"""A quantity counted without some patients: what it owes to an entry that rests on judgement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import chain, zip_longest

from helpers.analysis.counting import Counter
from helpers.analysis.phrase import Phrase
from helpers.analysis.quantity import Quantity

Count = Callable[[Counter], Quantity]


def without(counter: Counter, case_ids: tuple[str, ...], sentence: str, *counts: Count) -> Phrase:
    """Return a sentence about some numbers without some cases, or nothing where it is empty talk.

    In a cohort to which none of these cases belongs, or where none of them states what is
    counted, the numbers are the same without them; where no other case states it, there are none.

    Parameters
    ----------
    counter : Counter
    case_ids : tuple of str
    sentence : str
        With ``{}`` for each number: ``"Without them the median is {} days."``
    *counts : callable
        As in `leaving_out`, a number each.
    """
    rests = [leaving_out(counter, count, *case_ids) for count in counts]
    counted = set(chain.from_iterable(count(counter).denominator_cases for count in counts))
    if counted.isdisjoint(case_ids) or not all(rest.denominator_cases for rest in rests):
        return Phrase(())
    parts = chain.from_iterable(zip_longest(sentence.split("{}"), rests, fillvalue=""))
    return Phrase(tuple(part for part in parts if part))


def leaving_out(counter: Counter, count: Count, *case_ids: str) -> Quantity:
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
