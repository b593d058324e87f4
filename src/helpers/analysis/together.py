"""Which findings occur together in the same patients."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.analysis.proportion import proportion
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
    held = [findings[place] for place in members]
    id_ = f"{name}[{'+'.join(finding.id for finding in held) or 'none'}]"
    label = " and ".join(finding.label for finding in held) + " alone" if held else "none of these"
    cases = findings[0].denominator_cases
    return Combination(members, proportion(id_, tuple(ids), cases, label=label))
