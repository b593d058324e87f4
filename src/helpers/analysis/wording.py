"""What a sentence states beside plain counts: a patient's value, a printed figure, a leader."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from helpers.analysis.naming import shown
from helpers.analysis.proportion import proportion
from helpers.analysis.published import printed_figures
from helpers.analysis.quantity import Quantity
from helpers.analysis.statistic import format_number
from helpers.errors import BookError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpers.analysis.counting import Counter
    from helpers.data.columns import Field
    from helpers.data.dataset import Dataset

SILENT = "not stated"
"""What stands for a value that the data do not have, so that a sentence survives its loss."""


def value(dataset: Dataset, case_id: str, field: str) -> Quantity:
    """Return what a patient's record says, ``value(whole, "gu2015-1", "age_years")``.

    Parameters
    ----------
    dataset : Dataset
    case_id : str
        A patient who is not in the dataset has no values: the text is "not stated".
    field : str
        A numeric field or one with allowed values; free text has no place in a sentence.

    Raises
    ------
    BookError
        If there is no such field, or its text is free.
    """
    spec = _closed(dataset, field)
    found = dataset.cases.loc[dataset.cases["case_id"] == case_id, field]
    cell = next(iter(found.dropna()), None)
    number = float(cell) if spec.numeric and cell is not None else None
    ids = () if cell in (None, ()) else (case_id,)
    id_, label = f"case.{case_id}.{field}", f"{spec.title} of {case_id}"
    text = _shown(spec, cell) if ids else SILENT
    return Quantity(id_, text, value=number, numerator_cases=ids, label=label)


def most_common(counter: Counter, field: str) -> Quantity:
    """Return the value that most cases hold, as words.

    Values that tie are all named: ``cervical and, equally often, thoracic``.

    Raises
    ------
    BookError
        If there is no such field, or it has no allowed values.
    """
    spec = _closed(counter.dataset, field)
    if not spec.values:
        raise BookError(f"{field}: has no allowed values of which one could lead")
    shares = {name: counter.share(field, name) for name in spec.values}
    top = max(share.n or 0 for share in shares.values())
    leaders = [name for name, share in shares.items() if top and share.n == top]
    first = shares[leaders[0] if leaders else spec.values[0]]
    first_word, *others = [shown(spec, name) for name in leaders] or [SILENT]
    text = f"{first_word} and, equally often, {enumerate_words(others)}" if others else first_word
    return replace(first, id=f"{field}.most_common", text=text, label=f"{spec.title}: most common")


def both(first: Quantity, second: Quantity) -> Quantity:
    """Return the share of cases that are in two shares over the same cases."""
    return _joined("both", "and", first, second, set(first.numerator_cases) & _cases(second))


def either(first: Quantity, second: Quantity) -> Quantity:
    """Return the share of cases that are in at least one of two shares over the same cases."""
    return _joined("either", "or", first, second, set(first.numerator_cases) | _cases(second))


def printed(dataset: Dataset, study_id: str, statistic: str) -> Quantity:
    """Return a figure as a review prints it; "not stated" where the data have no such figure."""
    for figure in printed_figures(dataset):
        if (figure.study_id, figure.statistic) == (study_id, statistic) and figure.quantity:
            return figure.quantity
    return Quantity(f"published.{study_id}.{statistic}", SILENT, label=statistic)


def enumerate_words(words: Sequence[str]) -> str:
    """Join words as a sentence does: ``a``, ``a and b``, ``a, b and c``."""
    *others, last = words or [""]
    return f"{', '.join(others)} and {last}" if others else last


def _closed(dataset: Dataset, name: str) -> Field:
    fields = dataset.schema.table("cases")
    if name not in fields:
        raise BookError(f'cases have no field "{name}" (there are: {", ".join(fields)})')
    if not fields[name].numeric and not fields[name].values:
        raise BookError(f"{name}: is free text, which a sentence does not quote")
    return fields[name]


def _shown(field: Field, cell: object) -> str:
    if field.numeric:
        return format_number(float(str(cell)))
    values = cell if isinstance(cell, tuple) else (cell,)
    return enumerate_words([shown(field, one) for one in values])


def _cases(share: Quantity) -> set[str]:
    return set(share.numerator_cases)


def _joined(name: str, word: str, first: Quantity, second: Quantity, found: set[str]) -> Quantity:
    base = first.denominator_cases
    if base != second.denominator_cases:
        raise BookError(f"{first.id} and {second.id} are not counted over the same cases")
    cases = tuple(case for case in base if case in found)
    label = f"{first.label} {word} {second.label}"
    id_, bound = f"{name}[{first.id}+{second.id}]", first.lower_bound or second.lower_bound
    return proportion(id_, cases, base, label=label, lower_bound=bound)
