"""The figures that earlier reviews print, as quantities, and whether they can be right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from helpers.analysis.proportion import format_share, percent, wilson
from helpers.analysis.quantity import Quantity
from helpers.analysis.statistic import format_number
from helpers.analysis.vocabulary import statistic_label

if TYPE_CHECKING:
    from helpers.data.columns import TableSchema
    from helpers.data.dataset import Dataset

Flaw = Literal["", "doubtful", "impossible"]
Derived = Literal["", "denominator", "figure"]

DAGGER = "†"
"""Stands after a number that a review does not print, but that follows from what it prints."""

DERIVED: Mapping[str, Derived] = MappingProxyType(
    {"denominator derived": "denominator", "not printed": "figure"}
)
"""How the remark on a derived figure begins → what of the figure is derived."""

CASES_TOTAL = "cases_total"
"""Statistic under which a review prints how many cases it has."""


@dataclass(frozen=True)
class Printed:
    """A row of ``published.csv``.

    Parameters
    ----------
    study_id, statistic : str
    label : str
        What people call the statistic.
    quantity : Quantity or None
        The figure as printed; None for a statement without a number. Its text holds what the row
        states; a percent that is not printed, and the interval, are computed from the count.
    remark : str
    flaw : {"", "doubtful", "impossible"}
        Doubtful: the percent is not that of the review's number of cases, though it may be of a
        smaller denominator; impossible: it is of none. Empty: nothing contradicts the figure.
    flaw_reason : str
        What contradicts it, in words.
    derived : {"", "denominator", "figure"}
        What of the figure the review does not print. Empty: it prints all.
    """

    study_id: str
    statistic: str
    label: str
    quantity: Quantity | None
    remark: str
    flaw: Flaw = ""
    flaw_reason: str = ""
    derived: Derived = ""


def printed_figures(dataset: Dataset) -> list[Printed]:
    """Return every row of ``published.csv``, in its order."""
    rows = dataset.published
    totals = rows[rows["statistic"] == CASES_TOTAL].set_index("study_id")["n"]
    fields = dataset.schema.table("cases")
    return [_printed(row, totals, fields) for row in rows.to_dict("records")]


def fits(n: float, denominator: float, printed: float) -> bool:
    """Whether a printed percent is ``n`` of ``denominator``, rounded to its decimals."""
    decimals = len(format_number(printed).partition(".")[2])
    return abs(100 * n / denominator - printed) <= 0.5 * 10**-decimals + 1e-9


def _printed(row: dict[Any, Any], totals: pd.Series[float], fields: TableSchema) -> Printed:
    row = {name: None if pd.isna(cell) else cell for name, cell in row.items()}
    n, printed = row["n"], row["percent"]
    total = row["denominator"] or totals.get(row["study_id"])
    label = statistic_label(row["statistic"], fields)
    remark = row["remark"] or ""
    derived = _derived(remark)
    quantity = _quantity(row, label, derived)
    figure = Printed(row["study_id"], row["statistic"], label, quantity, remark, derived=derived)
    if n is None or printed is None or not total:
        return figure
    flaw, why = _flaw(int(n), int(total), printed)
    return replace(figure, flaw=flaw, flaw_reason=why)


def _flaw(n: int, total: int, printed: float) -> tuple[Flaw, str]:
    if fits(n, total, printed):
        return "", ""
    found = f"{n} of {total} is {format_number(100 * n / total)}%, not {format_number(printed)}%"
    if any(fits(n, denominator, printed) for denominator in range(max(n, 1), total)):
        return "doubtful", found
    return "impossible", f"{found}, and no smaller denominator gives that"


def _derived(remark: str) -> Derived:
    return next((part for start, part in DERIVED.items() if remark.startswith(start)), "")


def _quantity(row: dict[str, Any], label: str, derived: Derived) -> Quantity | None:
    n, of = (None if row[name] is None else int(row[name]) for name in ("n", "denominator"))
    printed, value = row["percent"], row["value"]
    if n is None and printed is None and value is None:
        return None
    whole = n is not None and of
    low, high = wilson(n, of) if n is not None and of else (None, None)
    return Quantity(
        id=f"published.{row['study_id']}.{row['statistic']}",
        text=_text(n, of, printed, value, derived),
        value=value if n is None or whole else n,
        n=n,
        denominator=of,
        percent=printed
        if printed is not None
        else percent(n, of)
        if n is not None and of
        else None,
        ci_low=low,
        ci_high=high,
        label=f"{label}, {_origin(derived)} {row['study_id']}{_computed(of, printed)}",
    )


def _origin(derived: Derived) -> str:
    return "derived from" if derived == "figure" else "as printed in"


def _computed(of: int | None, printed: float | None) -> str:
    return " (percent computed)" if of and printed is None else ""


def _text(
    n: int | None, of: int | None, printed: float | None, value: float | None, derived: Derived
) -> str:
    if n is None:
        return f"{format_number(printed)}%" if printed is not None else format_number(value or 0)
    count = f"{n}{DAGGER if derived == 'figure' else ''}"
    whole = f"/{of}{DAGGER if derived else ''}" if of else ""
    return f"{count}{whole}" if printed is None else f"{count}{whole} ({_tenths(printed, n, of)}%)"


def _tenths(printed: float, n: int, of: int | None) -> str:
    """Return a percent with the decimal that its row may hold as zero: ``20.0``, not ``20``."""
    found = f"{printed:.1f}"
    exact = of and format_share(n, of).endswith(f"({found}%)")
    return found if exact else format_number(printed)
