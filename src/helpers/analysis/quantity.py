"""A quantity: a number the book states, with the cases that make it."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Any

from helpers.record import RECORD_MIME

MOST_CASES_STORED = 1000
"""Up to this number of cases, the record of a quantity names each of them."""

NOT_REPORTED = "not reported"
"""What is printed where every case is silent."""

CASES = ("numerator_cases", "denominator_cases")
"""The parts of a quantity that name cases."""

_ALIVE = re.compile(r"""[\\`*_{}\[\]<>#@$^~|&!"']""")
"""Signs with which markup could begin, if ever a label of the data were to hold one."""

_QUOTING = re.compile(r'[\\"&]')


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number stated in the book.

    Parameters
    ----------
    id : str
        Named after the data: ``regions.thoracic``, ``age_years.median``, ``cases``; a filter is
        appended in brackets, ``regions.thoracic[sex=F]``.
    text : str
        As printed, for instance ``28/45 (62.2%)``; plain text, no markup.
    value : float or None
        For a statistic that is not a proportion (median, count), in the unit of its field.
    n, denominator : int or None
        Cases with the finding, and cases that count, by the rule of the field.
    percent, ci_low, ci_high : float or None
        Percent and its Wilson 95 % interval, in percent.
    not_reported : int or None
        Cases of the cohort for which the field is not stated (also where the rule is `all`).
    lower_bound : bool
        Whether a case that does not mention the finding counts as one without it, so that the
        true share may be higher.
    numerator_cases, denominator_cases : tuple of str
        Ids of the cases (or of the records, for screening) that are counted.
    label : str
        For people: ``thoracic (region)``.
    cases_named : bool
        Whether these are the ids. Not so for a quantity that was stored without them: that it
        names no case does not mean that there is none.
    """

    id: str
    text: str
    value: float | None = None
    n: int | None = None
    denominator: int | None = None
    percent: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    not_reported: int | None = None
    lower_bound: bool = False
    numerator_cases: tuple[str, ...] = ()
    denominator_cases: tuple[str, ...] = ()
    label: str = ""
    cases_named: bool = True

    def __str__(self) -> str:
        return self.text

    @property
    def is_silent(self) -> bool:
        """Whether a lower bound rests on silence alone, which bears no proportion, not even 0."""
        return self.lower_bound and self.not_reported == self.denominator

    @property
    def marked(self) -> str:
        """As printed where no words beside it say "at least": ``≥ 7/20 (35.0%)``."""
        if self.is_silent:
            return NOT_REPORTED
        return f"≥ {self.text}" if self.lower_bound else self.text

    def as_record(self) -> dict[str, Any]:
        """Return the quantity as JSON-ready values.

        Of a cohort of more than `MOST_CASES_STORED` the ids are left out, None in their place:
        nobody reads them one by one, and hundreds of quantities would repeat each of them.
        """
        # not dataclasses.asdict: it copies tuples item by item, slow where they name many cases
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        most = max(len(self.numerator_cases), len(self.denominator_cases))
        named = values.pop("cases_named") and most <= MOST_CASES_STORED
        return values | {name: list(values[name]) if named else None for name in CASES}

    def markdown(self) -> str:
        """Return the span that both renderers turn into a pop-over: ``[28/45]{.quantity …}``."""
        text, id_ = _ALIVE.sub(r"\\\g<0>", self.text), _QUOTING.sub(r"\\\g<0>", self.id)
        return f'[{text}]{{.quantity data-q="{id_}"}}'

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {
            "text/plain": self.text,
            "text/markdown": self.markdown(),
            RECORD_MIME: {"quantities": [self.as_record()]},
        }
