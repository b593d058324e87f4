"""What changed between two versions of the quantities, and through which cases."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from helpers.analysis.quantity import Quantity

MOST_NAMED = 12
"""Cases that words name before they say how many there are besides."""

_REPORTING = ("reported", "not_reported")
_PARTS = ("value", "n", "denominator", "percent", "ci_low", "ci_high", "not_reported")


@dataclass(frozen=True, slots=True)
class Change:
    """A quantity in two versions of the book.

    Parameters
    ----------
    before, after : Quantity
        With the same id.
    """

    before: Quantity
    after: Quantity

    @property
    def number_changed(self) -> bool:
        """Whether the number, as printed, is another one."""
        return self.before.text != self.after.text

    @property
    def finding_changed(self) -> bool:
        """Whether n, or a statistic as printed, is another one.

        Not so where only the denominator moved, or how many cases state the field.
        """
        if self.after.id.partition("[")[0].rpartition(".")[2] in _REPORTING:
            return False
        return self.number_changed and (self.after.n is None or self.before.n != self.after.n)

    @property
    def basis_changed(self) -> bool:
        """Whether what stands behind it differs: its parts, its interval, its cases."""
        pairs = ((getattr(self.before, name), getattr(self.after, name)) for name in _PARTS)
        moved = any((self.entered, self.left, self.joined, self.gone))
        return moved or any(not _same(one, other) for one, other in pairs)

    @property
    def cases_named(self) -> bool:
        """Whether both versions name their cases; else nobody knows which came and went."""
        return self.before.cases_named and self.after.cases_named

    @property
    def entered(self) -> tuple[str, ...]:
        """Cases that are new in the numerator."""
        return self._new(self.after.numerator_cases, self.before.numerator_cases)

    @property
    def left(self) -> tuple[str, ...]:
        """Cases that are no longer in the numerator."""
        return self._new(self.before.numerator_cases, self.after.numerator_cases)

    @property
    def joined(self) -> tuple[str, ...]:
        """Cases that are new in the denominator."""
        return self._new(self.after.denominator_cases, self.before.denominator_cases)

    @property
    def gone(self) -> tuple[str, ...]:
        """Cases that are no longer in the denominator."""
        return self._new(self.before.denominator_cases, self.after.denominator_cases)

    def _new(self, cases: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
        return _without(cases, others) if self.cases_named else ()

    def through(self) -> str:
        """Say which cases came and went: ``+a, −b; denominator +c``; may be empty."""
        denominator = _signed(_without(self.joined, self.entered), _without(self.gone, self.left))
        numerator = _signed(self.entered, self.left)
        only = f"denominator {denominator}" if denominator else ""
        return "; ".join(filter(None, [numerator, only]))


@dataclass(frozen=True, slots=True)
class Changes:
    """The quantities that differ between two versions, each group by id.

    Parameters
    ----------
    added, removed : tuple of Quantity
        Those that only the newer, only the older version has.
    changed : tuple of Change
        The number, as printed, is another one.
    same_number : tuple of Change
        The number is the same, but what stands behind it differs.
    """

    added: tuple[Quantity, ...]
    removed: tuple[Quantity, ...]
    changed: tuple[Change, ...]
    same_number: tuple[Change, ...]

    def __bool__(self) -> bool:
        return any((self.added, self.removed, self.changed, self.same_number))


def compare_quantities(before: Iterable[Quantity], after: Iterable[Quantity]) -> Changes:
    """Compare two versions of the quantities, in the order of the newer one."""
    old, new = {one.id: one for one in before}, {one.id: one for one in after}
    both = [Change(old[id_], quantity) for id_, quantity in new.items() if id_ in old]
    return Changes(
        added=tuple(quantity for id_, quantity in new.items() if id_ not in old),
        removed=tuple(quantity for id_, quantity in old.items() if id_ not in new),
        changed=tuple(one for one in both if one.number_changed),
        same_number=tuple(one for one in both if not one.number_changed and one.basis_changed),
    )


def name_cases(cases: Sequence[str]) -> str:
    """Return the ids of cases as a sentence names them; of many, the first and how many more."""
    more = len(cases) - MOST_NAMED
    named = ", ".join(cases[:MOST_NAMED])
    return f"{named} and {more} more" if more > 0 else named


def _same(one: float | None, other: float | None) -> bool:
    # the last digits of a stored float may be those of another machine
    return one == other if one is None or other is None else math.isclose(one, other, rel_tol=1e-9)


def _without(cases: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    known = set(others)
    return tuple(case for case in cases if case not in known)


def _signed(came: Sequence[str], went: Sequence[str]) -> str:
    signed = [*(f"+{case}" for case in came), *(f"−{case}" for case in went)]
    return name_cases(signed)
