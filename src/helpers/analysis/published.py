"""The figures that earlier reviews print, as quantities, and whether they can be right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from helpers.analysis.proportion import percent, wilson
from helpers.analysis.quantity import Quantity
from helpers.analysis.statistic import format_number
from helpers.analysis.vocabulary import statistic_label
from helpers.data.percents import fits, wholes

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
    rows = dataset.published.assign(whole=wholes(dataset.published))
    fields = dataset.schema.table("cases")
    return [_printed(row, fields) for row in rows.to_dict("records")]


def _printed(row: dict[Any, Any], fields: TableSchema) -> Printed:
    row = {name: None if pd.isna(cell) else cell for name, cell in row.items()}
    label = statistic_label(row["statistic"], fields)
    remark = row["remark"] or ""
    derived = _derived(remark)
    quantity = _quantity(row, label, derived)
    figure = Printed(row["study_id"], row["statistic"], label, quantity, remark, derived=derived)
    n, percent, whole = row["n"], row["percent_printed"], row["whole"]
    if n is None or percent is None or whole is None:
        return figure
    flaw, why = _flaw(int(n), int(whole), percent)
    return replace(figure, flaw=flaw, flaw_reason=why)


def _flaw(n: int, whole: int, percent: str) -> tuple[Flaw, str]:
    if fits(n, whole, percent):
        return "", ""
    found = f"{n} of {whole} is {format_number(100 * n / whole)}%, not {percent}%"
    if any(fits(n, denominator, percent) for denominator in range(max(n, 1), whole)):
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
        text=_text(n, of, row, derived),
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


def _text(n: int | None, of: int | None, row: dict[str, Any], derived: Derived) -> str:
    """Return the figure with the digits that the row is written with: ``9/45 (20.0%)``."""
    percent, value = row["percent_printed"], row["value_printed"]
    if n is None:
        return value if percent is None else f"{percent}%"
    count = f"{n}{DAGGER if derived == 'figure' else ''}"
    whole = f"/{of}{DAGGER if derived else ''}" if of else ""
    return f"{count}{whole}" if percent is None else f"{count}{whole} ({percent}%)"
