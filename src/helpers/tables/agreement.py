"""Printed figures beside those of this dataset."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from helpers.analysis import agreement as compared
from helpers.analysis.agreement import Comparison
from helpers.analysis.proportion import format_interval
from helpers.tables.markdown import cite
from helpers.tables.table import Align, Cell, Table

if TYPE_CHECKING:
    from helpers.data.dataset import Dataset

COLUMNS = ("Figure", "Printed", "Recomputed", "Difference", "Printed value within the interval")
ALIGN: tuple[Align, ...] = ("left", "right", "right", "right", "left")
WIDTHS = (27, 15, 19, 12, 27)
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
    figure = (f"{row.printed.label} ", cite(row.printed.study_id))
    return (
        figure,
        row.printed.quantity or "",
        _recomputed(row),
        row.difference or "",
        _verdict(row),
    )


def _recomputed(row: Comparison) -> Cell:
    found = row.recomputed
    if found is None or found.ci_low is None or found.ci_high is None:
        return found or ""
    return (found, f", 95% CI {format_interval(found.ci_low, found.ci_high)}")


def _verdict(row: Comparison) -> str:
    flaw = row.printed.flaw
    return f"{flaw}: {row.printed.flaw_reason}" if flaw else VERDICTS[row.verdict]


def _grouped(rows: list[Comparison]) -> list[Row]:
    """Return one row for the figures of a review that have the same reason."""

    def key(row: Comparison) -> tuple[str, str]:
        return row.printed.study_id, row.reason

    return [
        (_figures(list(group)), "", "", "", f"not comparable: {reason}")
        for (_, reason), group in groupby(sorted(rows, key=key), key=key)
    ]


def _figures(rows: list[Comparison]) -> Cell:
    named = [
        (row.printed.label, " " if row.printed.quantity else "", row.printed.quantity or "")
        for row in rows
    ]
    listed = tuple(
        part for k, cell in enumerate(named) for part in (("; ", cell) if k else (cell,))
    )
    return (*listed, " ", cite(rows[0].printed.study_id))
