"""Records that were not included: which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.analysis.naming import shown
from helpers.analysis.values import UNSTATED, stated
from helpers.tables.markdown import record_place
from helpers.tables.table import Table

if TYPE_CHECKING:
    from helpers.data.dataset import Dataset


def excluded_list(dataset: Dataset) -> Table:
    """Return every record that was not included, in the order of the log."""
    fields = dataset.schema.table("screening")
    log = dataset.screening[dataset.screening["decision"] != "included"]
    rows = tuple(
        (
            record_place(row["title"], row["record_id"]),
            f"{row['year']:.0f}" if stated(row["year"]) else UNSTATED,
            shown(fields["reason"], row["reason"]),
        )
        for row in log.to_dict("records")
    )
    widths = (62, 7, 31)
    return Table(("Record", "Year", "Reason"), rows, (), widths, "Every record was included.")
