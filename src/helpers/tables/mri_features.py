"""What magnetic resonance imaging shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.tables.rows import clinical_table, fields_of

if TYPE_CHECKING:
    from helpers.data.dataset import Dataset
    from helpers.tables.table import Table


def mri_features(dataset: Dataset) -> Table:
    """Return pattern and shape of the lesion, its signal and enhancement, and the cord."""
    return clinical_table(dataset, ("axial_pattern", "shape", *fields_of(dataset, "mri")))
