"""The counter: every number about the cases is counted here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np

from helpers.analysis.membership import Mask, Membership, check_value, membership
from helpers.analysis.naming import filter_label, slug, suffix, value_label
from helpers.analysis.proportion import format_interval, proportion
from helpers.analysis.quantity import NOT_REPORTED, Quantity
from helpers.analysis.statistic import STATISTICS, format_ends, numbers_of, value_of
from helpers.errors import BookError

if TYPE_CHECKING:
    from helpers.data.columns import Field
    from helpers.data.dataset import Dataset


class _Group(NamedTuple):
    mask: Mask
    ids: tuple[str, ...]


class _Counted(NamedTuple):
    columns: dict[str, Membership]
    groups: dict[tuple[str, str], _Group]
    shares: dict[tuple[str, object], Quantity]


_counted: WeakKeyDictionary[Dataset, _Counted] = WeakKeyDictionary()
"""What has been counted of each dataset, for all who count in it: no dataset ever changes."""


class Counter:
    """Counts the cases of one dataset.

    Every method takes filters by column, ``share("outcome", "recovered", sex="F")``: only cases
    whose column equals the value (or, in a column of several values, holds it) are looked at.
    Where a value is asked for, a tuple asks for any of several.

    Parameters
    ----------
    dataset : Dataset
        The cases to count; already cut to the cohort.
    """

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self._fields = dataset.schema.table("cases")
        self._case_ids = dataset.cases["case_id"].to_numpy(dtype=object)
        known = _counted.setdefault(dataset, _Counted({}, {}, {}))
        self._columns, self._groups, self._shares = known

    def share(self, field: str, value: object = "yes", **where: object) -> Quantity:
        """Return the share of cases with a value.

        The denominator follows the field's rule: all cases (`all`, where a finding that is not
        mentioned counts as absent, so that the share is a lower bound), or the cases that
        state the field (`reported`). ``no`` counts only where the text says so.

        Raises
        ------
        BookError
            If there is no such field, or its cases cannot hold the value (see `check_value`).
        """
        if where:
            return self._share(field, value, where)
        if (field, value) not in self._shares:
            self._shares[field, value] = self._share(field, value, where)
        return self._shares[field, value]

    def _share(self, field: str, value: object, where: Mapping[str, object]) -> Quantity:
        spec = self._field(field)
        base = self._group(where, stating=field if spec.counting == "reported" else "")
        return proportion(
            f"{field}.{slug(value)}{suffix(where)}",
            self._ids(base.mask & self._holds(field, value), base),
            base.ids,
            label=value_label(spec, value) + filter_label(self._fields, where),
            not_reported=self._silent(field, where),
            lower_bound=spec.counting == "all" and value == "yes",
        )

    def interval(self, field: str, value: object = "yes", **where: object) -> Quantity:
        """Return the share with its Wilson 95 % interval as text; the id ends in ``.ci``."""
        share = self.share(field, value, **where)
        low, high = share.ci_low, share.ci_high
        text = NOT_REPORTED if low is None or high is None else format_interval(low, high)
        id_, label = f"{field}.{slug(value)}.ci{suffix(where)}", f"{share.label}, 95% interval"
        return replace(share, id=id_, text=text, label=label)

    def reported(self, field: str, **where: object) -> Quantity:
        """Return the share of cases that state a field."""
        stating = self._group(where, stating=field)
        return proportion(
            f"{field}.reported{suffix(where)}",
            stating.ids,
            self._group(where).ids,
            label=f"{self._field(field).title}: reported{filter_label(self._fields, where)}",
            not_reported=self._silent(field, where),
        )

    def missing(self, field: str, **where: object) -> Quantity:
        """Return how many cases do not state a field; as text the count alone."""
        base = self._group(where)
        silent = self._ids(base.mask & ~self._group(where, stating=field).mask, base)
        counted = proportion(
            f"{field}.not_reported{suffix(where)}",
            silent,
            base.ids,
            label=f"{self._field(field).title}: not reported{filter_label(self._fields, where)}",
            not_reported=len(silent),
        )
        return replace(counted, text=str(len(silent)))

    def total(self, what: str = "cases", **where: object) -> Quantity:
        """Return the number of ``cases``, or of the ``studies`` that describe them.

        Raises
        ------
        BookError
            If something else is asked for.
        """
        mask, ids = self._group(where)
        if what not in ("cases", "studies"):
            raise BookError(f'there is no total of "{what}" (allowed: cases, studies)')
        if what == "studies":
            ids = tuple(self.dataset.cases["study_id"][mask].unique())
        return Quantity(
            id=what + suffix(where),
            text=str(len(ids)),
            value=len(ids),
            numerator_cases=ids,
            label=what + filter_label(self._fields, where),
        )

    def median(self, field: str, **where: object) -> Quantity:
        """Return the median of a numeric field over the cases that state it."""
        return self.statistic(field, "median", **where)

    def quartiles(self, field: str, **where: object) -> Quantity:
        """Return first and third quartile, printed as ``31–49``; the value is their distance."""
        return self.statistic(field, "iqr", **where)

    def range(self, field: str, **where: object) -> Quantity:
        """Return smallest and largest value, printed as ``25–70``; the value is their distance."""
        return self.statistic(field, "range", **where)

    def statistic(self, field: str, name: str, **where: object) -> Quantity:
        """Return a statistic of a numeric field, over the cases that state it.

        Raises
        ------
        BookError
            If the field is not numeric or the name is not one of `STATISTICS`.
        """
        spec = self._field(field)
        if not spec.numeric or name not in STATISTICS:
            raise BookError(
                f'{field}: there is no "{name}" (of numeric fields: {", ".join(STATISTICS)})'
            )
        label, compute = STATISTICS[name]
        mask, ids = self._group(where, stating=field)
        ends = compute(numbers_of(self.dataset.cases[field], mask))
        return Quantity(
            id=f"{field}.{name}{suffix(where)}",
            text=format_ends(ends) or ("not defined" if ids else NOT_REPORTED),
            value=value_of(ends),
            not_reported=self._silent(field, where),
            numerator_cases=ids,
            denominator_cases=ids,
            label=f"{spec.title}, {label}{filter_label(self._fields, where)}",
        )

    def values(self, field: str) -> tuple[object, ...]:
        """Return the values that occur in a column, the commonest first, then by name."""
        column = self._column(field)
        counts = np.bincount(column.codes, minlength=len(column.values))
        order = sorted(range(len(counts)), key=lambda k: (-counts[k], str(column.values[k])))
        return tuple(column.values[k] for k in order)

    def _group(self, where: Mapping[str, object], stating: str = "") -> _Group:
        """Return the cases that pass the filters and, where a field is named, state it."""
        key = (stating, suffix(where))
        if key not in self._groups:
            mask = np.ones(len(self._case_ids), dtype=bool)
            if stating:
                mask &= self._column(stating).stated()
            for name, value in where.items():
                mask &= self._holds(name, value)
            self._groups[key] = _Group(mask, tuple(self._case_ids[mask]))
        return self._groups[key]

    def _silent(self, field: str, where: Mapping[str, object]) -> int:
        return len(self._group(where).ids) - len(self._group(where, stating=field).ids)

    def _ids(self, mask: Mask, base: _Group) -> tuple[str, ...]:
        # the same tuple where all are meant: a large dataset has many of these
        return base.ids if mask.sum() == len(base.ids) else tuple(self._case_ids[mask])

    def _holds(self, field: str, value: object) -> Mask:
        values = value if isinstance(value, tuple) else (value,)
        for each in values:
            check_value(self._field(field), each)
        return np.logical_or.reduce([self._column(field).holds(each) for each in values])

    def _column(self, field: str) -> Membership:
        if field not in self._columns:
            self._columns[field] = membership(self.dataset.cases[field], self._field(field))
        return self._columns[field]

    def _field(self, name: str) -> Field:
        if name not in self._fields:
            raise BookError(f'cases have no field "{name}" (there are: {", ".join(self._fields)})')
        return self._fields[name]
