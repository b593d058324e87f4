"""All cases, one a row, each linked to its entry with the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helpers.analysis.values import UNSTATED, case_text, shown_values, stated
from helpers.data.levels import LEVELS
from helpers.tables.markdown import case_link, cite, facet
from helpers.tables.table import Cell, Table

if TYPE_CHECKING:
    from helpers.data.columns import TableSchema
    from helpers.data.dataset import Dataset

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

MOST_CASES_SHOWN = 100
"""Cases that a table for reading lists; the data files hold them all."""


def all_cases(dataset: Dataset) -> Table:
    """Return the cases in the order of the data, with what matters most of each."""
    fields = dataset.schema.table("cases")
    cases = dataset.cases.head(MOST_CASES_SHOWN).to_dict("records")
    rows = [_row(fields, case) for case in cases]
    if left := len(dataset.cases) - len(rows):
        rows.append((f"and {left} more in cases.csv", *[""] * (len(COLUMNS) - 1)))
    return Table(COLUMNS, tuple(rows), widths=WIDTHS, empty="There is no case.")


def _row(fields: TableSchema, case: dict[Any, Any]) -> tuple[Cell, ...]:
    age, sex = (case_text(fields, case, name) for name in ("age_years", "sex"))
    return (
        case_link(case["case_id"]),
        facet(f"{age}, {sex}", fields["sex"].title, shown_values(fields, case, "sex")),
        _place(fields, case),
        _facet(fields, case, "compartment"),
        _facet(fields, case, "axial_pattern"),
        facet(_treatment(fields, case), "Treatment", _treatments(fields, case)),
        _facet(fields, case, "outcome"),
        cite(case["study_id"]),
    )


def _facet(fields: TableSchema, case: dict[Any, Any], name: str) -> Cell:
    text, values = case_text(fields, case, name), shown_values(fields, case, name)
    return facet(text, fields[name].title, values)


def _place(fields: TableSchema, case: dict[Any, Any]) -> Cell:
    """Return levels, else regions; rows are filtered by region and sorted from above."""
    name = "lesion_levels" if stated(case["lesion_levels"]) else "regions"
    tops = [span.upper for span in case["lesion_levels"]] or [
        level for level in LEVELS if level.region in case["regions"]
    ]
    values = shown_values(fields, case, "regions")
    place = min(tops).index if tops else None
    return facet(case_text(fields, case, name), fields["regions"].title, values, place)


def _treatment(fields: TableSchema, case: dict[Any, Any]) -> str:
    """Return what is stated of operation, steroids, second-line agents and radiotherapy."""
    agent = case_text(fields, case, "steroid_agent")
    steroids = "steroids" if agent == UNSTATED else agent
    return "; ".join(_treatments(fields, case, steroids)) or UNSTATED


def _treatments(
    fields: TableSchema, case: dict[Any, Any], steroids: str = "steroids"
) -> tuple[str, ...]:
    return (
        *shown_values(fields, case, "surgery"),
        *([steroids] if case["steroids"] == "yes" else []),
        *shown_values(fields, case, "steroid_sparing"),
        *(["radiotherapy"] if case["radiotherapy"] == "yes" else []),
    )
