"""Printed figures beside those of this dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.analysis import agreement as compared
from helpers.analysis.agreement import Comparison
from helpers.analysis.naming import sentence
from helpers.analysis.proportion import interval_of
from helpers.tables.markdown import cite
from helpers.tables.rows import at_least
from helpers.tables.table import Align, Cell, Table

if TYPE_CHECKING:
    from helpers.data.dataset import Dataset

COLUMNS = ("Figure", "Printed", "Recomputed", "95% CI", "Difference", "Contains the printed value")
ALIGN: tuple[Align, ...] = ("left", "right", "right", "right", "right", "left")
WIDTHS = (25, 14, 14, 12, 12, 23)
CONTAINS = {True: "yes", False: "no", None: "no interval"}


def agreement(dataset: Dataset) -> Table:
    """Return the printed figures that can be compared, each beside the recomputed one."""
    rows = [row for row in compared.agreement(dataset) if row.difference is not None]
    empty = "No printed figure can be compared."
    return Table(COLUMNS, tuple(map(_row, rows)), ALIGN, WIDTHS, empty)


def named(row: Comparison) -> Cell:
    """Return what a printed figure is about, with the review that prints it."""
    return (f"{sentence(row.printed.label)} ", cite(row.printed.study_id))


def _row(row: Comparison) -> tuple[Cell, ...]:
    printed, difference = row.printed.quantity or "", row.difference or ""
    found = row.recomputed
    here, interval = (at_least(found), interval_of(found)) if found else ("", "")
    return (named(row), printed, here, interval, difference, _verdict(row))


def _verdict(row: Comparison) -> str:
    """Return whether the interval contains the printed value, and what that has to be read with."""
    contains, flaw = CONTAINS[row.inside], row.printed.flaw
    if row.above_bound:
        contains += ", above a lower bound"
    if flaw:
        return f"{contains}; {flaw}: {row.printed.flaw_reason}"
    return f"{contains}; not printed, derived" if row.printed.derived == "figure" else contains
