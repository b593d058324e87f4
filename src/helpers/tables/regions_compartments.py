"""Where the lesions lie: regions and compartments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.tables.rows import clinical_table

if TYPE_CHECKING:
    from helpers.data.dataset import Dataset
    from helpers.tables.table import Table


def regions_compartments(dataset: Dataset) -> Table:
    """Return the share of each region and compartment; a case counts in each that is involved."""
    return clinical_table(dataset, ("regions", "compartment"))
