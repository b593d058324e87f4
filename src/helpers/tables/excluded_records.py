"""Records that were not included: how many, for which reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.analysis.screening import screening_flow
from helpers.tables.table import Align, Table

if TYPE_CHECKING:
    from helpers.data.dataset import Dataset

ALIGN: tuple[Align, ...] = ("left", "left", "right")


def excluded_records(dataset: Dataset) -> Table:
    """Return the number of records that left the review at each step, by reason."""
    flow, reasons = screening_flow(dataset), dataset.schema.table("screening")["reason"]
    rows = [
        ("Before screening", "duplicate", flow.duplicates),
        ("Retrieval", reasons.labels["no_text"], flow.not_retrieved),
    ]
    for box in flow.excluded:
        rows.append(("Assessment", box.label.removeprefix("excluded: "), box))
    return Table(("Step", "Reason", "Records"), tuple(rows), ALIGN, (20, 60, 20))
