"""What a case's value looks like to people, in tables and figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from helpers.analysis.naming import shown
from helpers.analysis.statistic import format_number
from helpers.data.levels import Span

if TYPE_CHECKING:
    from helpers.data.columns import Field

UNSTATED = "–"
"""What stands where a case does not state a field."""


def stated(cell: object) -> bool:
    """Whether a cell of the dataset holds anything."""
    return bool(cell) if isinstance(cell, tuple) else cell is not None and cell == cell


def value_text(field: Field, cell: object) -> str:
    """Return a cell as people write it: labels for codes, nothing for a missing value."""
    if not stated(cell):
        return ""
    if isinstance(cell, tuple):
        return "; ".join(_one_of_several(field, each) for each in cell)
    return format_number(float(str(cell))) if field.numeric else shown(field, cell)


def _one_of_several(field: Field, value: object) -> str:
    return value.printed if isinstance(value, Span) else shown(field, value)


def title_text(field: Field) -> str:
    """Return a field's title with its unit: ``Age, years``."""
    return f"{field.title}, {field.unit}" if field.unit else field.title


def case_text(fields: Mapping[str, Field], case: Mapping[Any, Any], name: str) -> str:
    """Return one value of a case, a dash where it is not stated."""
    return value_text(fields[name], case[name]) or UNSTATED


def shown_values(
    fields: Mapping[str, Field], case: Mapping[Any, Any], name: str
) -> tuple[str, ...]:
    """Return the values that a case states of a field as people write them, one by one."""
    cell = case[name]
    values = cell if isinstance(cell, tuple) else (cell,) if stated(cell) else ()
    return tuple(_one_of_several(fields[name], value) for value in values)
