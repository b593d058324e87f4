"""Laboratory findings and pathology."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.tables.rows import clinical_table, fields_of

if TYPE_CHECKING:
    from helpers.data.dataset import Dataset
    from helpers.tables.table import Table


def laboratory_pathology(dataset: Dataset) -> Table:
    """Return serum, cerebrospinal fluid and tissue."""
    return clinical_table(dataset, fields_of(dataset, "laboratory", "pathology"))
