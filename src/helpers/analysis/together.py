"""Which findings occur together in the same patients."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.analysis.proportion import format_share, percent, wilson
from helpers.analysis.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Combination:
    """Cases that have exactly these findings of those looked at.

    Parameters
    ----------
    members : tuple of int
        Places of the findings in the sequence looked at; empty: none of them.
    quantity : Quantity
        Share of the cases, with their ids.
    """

    members: tuple[int, ...]
    quantity: Quantity


def combinations(findings: Sequence[Quantity], name: str) -> list[Combination]:
    """Return each combination of findings that occurs, the most frequent first.

    Parameters
    ----------
    findings : sequence of Quantity
        Shares over the same cases.
    name : str
        Begins the ids: ``symptoms.together[neck_pain.yes+headache.yes]``.
    """
    cases = findings[0].denominator_cases if findings else ()
    has: dict[str, int] = dict.fromkeys(cases, 0)
    for place, finding in enumerate(findings):
        for case in finding.numerator_cases:
            has[case] |= 1 << place
    tally = Tally(has.values())
    ids: dict[int, list[str]] = {bits: [] for bits in tally}
    for case, bits in has.items():
        ids[bits].append(case)
    order = sorted(tally, key=lambda bits: (-tally[bits], bits.bit_count(), bits))
    return [_combination(bits, ids[bits], findings, name) for bits in order]


def _combination(bits: int, ids: list[str], findings: Sequence[Quantity], name: str) -> Combination:
    members = tuple(place for place in range(len(findings)) if bits >> place & 1)
    cases = findings[0].denominator_cases
    low, high = wilson(len(ids), len(cases))
    quantity = Quantity(
        id=f"{name}[{'+'.join(findings[place].id for place in members) or 'none'}]",
        text=format_share(len(ids), len(cases)),
        n=len(ids),
        denominator=len(cases),
        percent=percent(len(ids), len(cases)),
        ci_low=low,
        ci_high=high,
        numerator_cases=tuple(ids),
        denominator_cases=cases,
        label=" and ".join(findings[place].label for place in members) or "none of these",
    )
    return Combination(members, quantity)
