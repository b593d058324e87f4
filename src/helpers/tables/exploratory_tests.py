"""Exploratory tests with the counts behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.analysis.exploratory import Exploration, explorations
from helpers.analysis.naming import sentence, value_label
from helpers.tables.table import Align, Cell, Table

if TYPE_CHECKING:
    from helpers.data.columns import TableSchema
    from helpers.data.dataset import Dataset

COLUMNS = ("Finding", "In the first group", "In the second group", "P, exploratory")
ALIGN: tuple[Align, ...] = ("left", "left", "left", "left")
WIDTHS = (27, 25, 25, 23)
EMPTY = "In no contrast does a patient of either group state the finding."


def exploratory_tests(dataset: Dataset) -> Table:
    """Return Fisher's exact test of each contrast, or why the data do not bear one.

    A contrast is left out if no patient of its two groups states the finding: it compares nothing.
    """
    fields = dataset.schema.table("cases")
    asked = [
        found for found in explorations(dataset) if any(one.denominator for one in found.shares)
    ]
    rows = tuple(_row(found, fields) for found in asked)
    return Table(COLUMNS, rows, ALIGN, WIDTHS, EMPTY)


def _row(found: Exploration, fields: TableSchema) -> tuple[Cell, ...]:
    label = sentence(value_label(fields[found.contrast.finding], found.contrast.value))
    groups = [(f"{name}: ", share) for name, share in zip(found.labels, found.shares, strict=True)]
    return (label, *groups, found.p or f"not tested ({found.reason})")
