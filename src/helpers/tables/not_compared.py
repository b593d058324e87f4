"""Printed figures that have no counterpart in this dataset."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from helpers.analysis import agreement as compared
from helpers.tables.agreement import named
from helpers.tables.table import Align, Table

if TYPE_CHECKING:
    from helpers.data.dataset import Dataset

COLUMNS = ("Figure", "Printed", "Why it is not compared")
ALIGN: tuple[Align, ...] = ("left", "right", "left")
WIDTHS = (45, 15, 40)


def not_compared(dataset: Dataset) -> Table:
    """Return each printed figure that cannot be compared, ordered by the reason why not."""
    rows = [row for row in compared.agreement(dataset) if row.difference is None]
    cells = tuple(
        (named(row), row.printed.quantity or "", row.reason)
        for row in sorted(rows, key=attrgetter("reason"))
    )
    return Table(COLUMNS, cells, ALIGN, WIDTHS, "All figures are compared.")
