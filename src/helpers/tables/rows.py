"""The rows of the clinical tables: reported, value, interval, not reported."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helpers.analysis.counting import Counter
from helpers.analysis.naming import shown
from helpers.analysis.quantity import NOT_REPORTED, Quantity
from helpers.analysis.values import title_text
from helpers.tables.table import Align, Cell, Table

if TYPE_CHECKING:
    from helpers.data.columns import Field
    from helpers.data.dataset import Dataset

Row = tuple[Cell, ...]

COLUMNS = ("Item", "Reported", "Value", "95% CI", "Not reported")
ALIGN: tuple[Align, ...] = ("left", "right", "right", "right", "right")
WIDTHS = (27, 18, 25, 17, 13)
INDENT = "\N{EM SPACE}"

MOST_VALUES_SHOWN = 12
"""Of an open vocabulary, the values that are most common, up to this number."""

FEWEST_FOR_QUARTILES = 4
"""Values below which quartiles would only repeat them."""


def clinical_table(dataset: Dataset, names: tuple[str, ...]) -> Table:
    """Return the table of these fields of the cases, in this order.

    Each says how many cases report it, its value, the Wilson 95 % interval of a proportion, and
    how many do not report it. ``≥`` stands before a proportion of all cases in which a finding
    that is not mentioned counts as absent.
    """
    counter = Counter(dataset)
    fields = dataset.schema.table("cases")
    rows = tuple(row for name in names for row in field_rows(counter, fields[name]))
    return Table(COLUMNS, rows, ALIGN, WIDTHS)


def fields_of(dataset: Dataset, *groups: str) -> tuple[str, ...]:
    """Return the fields of these groups, in the order of the data package."""
    fields = dataset.schema.table("cases").values()
    return tuple(field.name for field in fields if field.group in groups)


def at_least(share: Quantity) -> Cell:
    """Return a share, behind ``≥`` where it is a lower bound."""
    return ("≥ ", share) if share.lower_bound else share


def field_rows(counter: Counter, field: Field) -> Iterator[Row]:
    """Return the rows of one field: one, or where it has several values one for each below it."""
    if field.numeric:
        yield _number_row(counter, field)
    elif field.values == ("yes", "no"):
        yield _finding_row(counter, field)
    else:
        yield _row(counter, field, "", "")
        yield from _value_rows(counter, field)


def _number_row(counter: Counter, field: Field) -> Row:
    if not counter.reported(field.name).n:
        return _row(counter, field, NOT_REPORTED, "")
    return _row(counter, field, _summary(counter, field.name), "")


def _summary(counter: Counter, name: str) -> Cell:
    """Return the median, with what spread the number of values bears."""
    cases, median = len(counter.median(name).numerator_cases), counter.median(name)
    if cases < 2:
        return median
    quartiles = ("IQR ", counter.quartiles(name), "; ") if cases >= FEWEST_FOR_QUARTILES else ()
    return (median, " (", *quartiles, "range ", counter.range(name), ")")


def _finding_row(counter: Counter, field: Field) -> Row:
    share, interval = counter.share(field.name), counter.interval(field.name)
    if not counter.reported(field.name).n:  # silence alone bears no proportion, not even of none
        return _row(counter, field, NOT_REPORTED, "")
    return _row(counter, field, at_least(share), interval)


def _value_rows(counter: Counter, field: Field) -> Iterator[Row]:
    if not counter.reported(field.name).n:
        return
    values = field.values or counter.values(field.name)
    most = len(field.values) or MOST_VALUES_SHOWN
    for value in values[:most]:
        share, interval = counter.share(field.name, value), counter.interval(field.name, value)
        yield (INDENT + shown(field, value), "", share, interval, "")
    if len(values) > most:
        yield (f"{INDENT}and {len(values) - most} more in cases.csv", "", "", "", "")


def _row(counter: Counter, field: Field, value: Cell, interval: Cell) -> Row:
    missing = counter.missing(field.name)
    return (title_text(field), counter.reported(field.name), value, interval, missing)
