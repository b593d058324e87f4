"""Printed figures beside those of this dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.analysis import agreement as compared
from helpers.analysis.agreement import Comparison
from helpers.analysis.naming import sentence
from helpers.analysis.proportion import format_interval
from helpers.tables.markdown import cite
from helpers.tables.table import Align, Cell, Table

if TYPE_CHECKING:
    from helpers.data.dataset import Dataset

COLUMNS = ("Figure", "Printed", "Recomputed", "95% CI", "Difference", "Contains the printed value")
ALIGN: tuple[Align, ...] = ("left", "right", "right", "right", "right", "left")
WIDTHS = (25, 14, 14, 12, 12, 23)
VERDICTS = {
    "contained": "yes",
    "not contained": "no",
    "no interval": "no interval",
    "derived": "not printed, derived",
}


def agreement(dataset: Dataset) -> Table:
    """Return what can be compared, figure by figure, and below it what cannot, with the reason."""
    rows = sorted(compared.agreement(dataset), key=lambda row: row.difference is None)
    empty = "No printed figure is on record."
    return Table(COLUMNS, tuple(map(_row, rows)), ALIGN, WIDTHS, empty)


def _row(row: Comparison) -> tuple[Cell, ...]:
    figure = (f"{sentence(row.printed.label)} ", cite(row.printed.study_id))
    printed = row.printed.quantity or ""
    if row.difference is None or row.recomputed is None:
        return (figure, printed, "", "", "", f"not comparable: {row.reason}")
    return (figure, printed, row.recomputed, _interval(row), row.difference, _verdict(row))


def _interval(row: Comparison) -> str:
    found = row.recomputed
    if found is None or found.ci_low is None or found.ci_high is None:
        return ""
    return format_interval(found.ci_low, found.ci_high)


def _verdict(row: Comparison) -> str:
    flaw = row.printed.flaw
    return f"{flaw}: {row.printed.flaw_reason}" if flaw else VERDICTS[row.verdict]
