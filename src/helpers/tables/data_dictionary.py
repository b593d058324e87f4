"""The data dictionary: what each column is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.tables.markdown import code
from helpers.tables.table import Cell, Table

if TYPE_CHECKING:
    from helpers.data.columns import Field
    from helpers.data.dataset import Dataset

COLUMNS = ("Column", "Values", "Counted among", "Meaning")
WIDTHS = (24, 26, 10, 40)
COUNTING = {"all": "all cases", "reported": "cases that state it"}


def data_dictionary(dataset: Dataset, table: str = "cases") -> Table:
    """Return the columns of a table of the data package, in its order."""
    fields = dataset.schema.table(table).values()
    counted = table == "cases"
    columns = COLUMNS if counted else tuple(name for name in COLUMNS if name != "Counted among")
    widths = WIDTHS if counted else (24, 30, 46)
    rows = tuple(
        (code(field.name), _values(field), *_counting(field, counted), _meaning(field))
        for field in fields
    )
    return Table(columns, rows, widths=widths)


def _values(field: Field) -> Cell:
    if field.values:
        codes = tuple(part for value in field.values for part in (", ", code(value)))[1:]
        return (*codes, "; several" if field.multiple else "")
    kind = {"string": "text", "list": "texts, several"}.get(field.type, field.type)
    return f"{kind}, {field.unit}" if field.unit else kind


def _counting(field: Field, counted: bool) -> tuple[str, ...]:
    if not counted:
        return ()
    return (COUNTING[field.counting] if field.clinical else "",)


def _meaning(field: Field) -> str:
    if field.description.lower().startswith(field.title.lower()):
        return field.description
    return f"{field.title}. {field.description}"
