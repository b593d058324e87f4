"""Printed figures beside those of this dataset."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from helpers.analysis import agreement as compared
from helpers.analysis.agreement import Comparison
from helpers.analysis.naming import sentence
from helpers.analysis.proportion import format_interval
from helpers.tables.earlier_reviews import figure_cell, listed
from helpers.tables.markdown import cite
from helpers.tables.table import Align, Cell, Table

if TYPE_CHECKING:
    from helpers.data.dataset import Dataset

COLUMNS = ("Figure", "Printed", "Recomputed", "95% CI", "Difference", "Contains the printed value")
ALIGN: tuple[Align, ...] = ("left", "right", "right", "right", "right", "left")
WIDTHS = (25, 14, 14, 12, 12, 23)
VERDICTS = {"contained": "yes", "not contained": "no", "no interval": "no interval"}

Row = tuple[Cell, ...]


def agreement(dataset: Dataset) -> Table:
    """Return what can be compared, figure by figure, and below it what cannot, with the reason."""
    rows = compared.agreement(dataset)
    able = [_compared(row) for row in rows if row.difference]
    unable = [row for row in rows if not row.difference]
    return Table(
        COLUMNS, (*able, *_grouped(unable)), ALIGN, WIDTHS, "No printed figure is on record."
    )


def _compared(row: Comparison) -> Row:
    figure = (f"{sentence(row.printed.label)} ", cite(row.printed.study_id))
    cells = (row.printed.quantity or "", row.recomputed or "", _interval(row))
    return (figure, *cells, row.difference or "", _verdict(row))


def _interval(row: Comparison) -> str:
    found = row.recomputed
    if found is None or found.ci_low is None or found.ci_high is None:
        return ""
    return format_interval(found.ci_low, found.ci_high)


def _verdict(row: Comparison) -> str:
    flaw = row.printed.flaw
    return f"{flaw}: {row.printed.flaw_reason}" if flaw else VERDICTS[row.verdict]


def _grouped(rows: list[Comparison]) -> list[Row]:
    """Return one row for the figures of a review that have the same reason."""

    def key(row: Comparison) -> tuple[str, str]:
        return row.printed.study_id, row.reason

    return [
        (_figures(list(group)), "", "", "", "", f"not comparable: {reason}")
        for (_, reason), group in groupby(sorted(rows, key=key), key=key)
    ]


def _figures(rows: list[Comparison]) -> Cell:
    named = [figure_cell(row.printed) for row in rows]
    return (listed(named), " ", cite(rows[0].printed.study_id))
