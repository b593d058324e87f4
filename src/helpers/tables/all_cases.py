"""All cases, one a row, each linked to its entry with the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helpers.tables.markdown import case_link, cite
from helpers.tables.table import Cell, Table
from helpers.tables.values import UNSTATED, case_text, stated

if TYPE_CHECKING:
    from helpers.data.dataset import Dataset
    from helpers.data.schema import TableSchema

COLUMNS = (
    "Case",
    "Age, sex",
    "Levels or regions",
    "Compartment",
    "Axial pattern",
    "Treatment",
    "Outcome",
    "Source",
)
WIDTHS = (15, 10, 13, 15, 12, 18, 10, 7)

MOST_CASES = 500
"""Cases that a table for reading lists; the data files hold them all."""


def all_cases(dataset: Dataset) -> Table:
    """Return the cases in the order of the data, with what matters most of each."""
    fields = dataset.schema.table("cases")
    cases = dataset.cases.head(MOST_CASES).to_dict("records")
    rows = [_row(fields, case) for case in cases]
    if left := len(dataset.cases) - len(rows):
        rows.append((f"and {left} more in cases.csv", *[""] * (len(COLUMNS) - 1)))
    return Table(COLUMNS, tuple(rows), widths=WIDTHS, empty="There is no case.")


def _row(fields: TableSchema, case: dict[Any, Any]) -> tuple[Cell, ...]:
    place = "lesion_levels" if stated(case["lesion_levels"]) else "regions"
    return (
        case_link(case["case_id"]),
        f"{case_text(fields, case, 'age_years')}, {case_text(fields, case, 'sex')}",
        case_text(fields, case, place),
        case_text(fields, case, "compartment"),
        case_text(fields, case, "axial_pattern"),
        _treatment(fields, case),
        case_text(fields, case, "outcome"),
        cite(case["study_id"]),
    )


def _treatment(fields: TableSchema, case: dict[Any, Any]) -> str:
    """Return what is stated of operation, steroids, second-line agents and radiotherapy."""
    parts = [case_text(fields, case, "surgery")]
    if case["steroids"] == "yes":
        agent = case_text(fields, case, "steroid_agent")
        parts.append("steroids" if agent == UNSTATED else agent)
    parts.append(case_text(fields, case, "steroid_sparing"))
    parts.append("radiotherapy" if case["radiotherapy"] == "yes" else UNSTATED)
    return "; ".join(part for part in parts if part != UNSTATED) or UNSTATED
