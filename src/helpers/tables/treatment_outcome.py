"""Treatment and outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.tables.rows import clinical_table, fields_of

if TYPE_CHECKING:
    from helpers.data.dataset import Dataset
    from helpers.tables.table import Table


def treatment_outcome(dataset: Dataset) -> Table:
    """Return who received what, for how long they were followed, and how they did."""
    return clinical_table(dataset, fields_of(dataset, "treatment", "outcome"))
