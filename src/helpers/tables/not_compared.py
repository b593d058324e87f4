"""Printed figures that have no counterpart in this dataset."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from helpers.analysis import agreement as compared
from helpers.tables.agreement import named
from helpers.tables.table import Table

if TYPE_CHECKING:
    from helpers.data.dataset import Dataset

COLUMNS = ("Reason", "Figure", "Printed")
WIDTHS = (40, 45, 15)


def not_compared(dataset: Dataset) -> Table:
    """Return each printed figure that cannot be compared, ordered by the reason why not."""
    rows = [row for row in compared.agreement(dataset) if row.difference is None]
    cells = tuple(
        (row.reason, named(row), row.printed.quantity or "")
        for row in sorted(rows, key=attrgetter("reason"))
    )
    return Table(COLUMNS, cells, ("left", "left", "right"), WIDTHS, "All figures are compared.")
