"""Every quantity, with what a pop-over would show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.analysis.catalogue import catalogue
from helpers.analysis.proportion import format_interval
from helpers.analysis.quantity import Quantity
from helpers.tables.markdown import code
from helpers.tables.table import Align, Table

if TYPE_CHECKING:
    from helpers.data.dataset import Dataset

COLUMNS = ("Quantity", "Meaning", "Value", "95% CI", "Not reported")
ALIGN: tuple[Align, ...] = ("left", "left", "right", "right", "right")
WIDTHS = (31, 28, 17, 14, 10)


def quantity_list(dataset: Dataset, whole: Dataset | None = None) -> Table:
    """Return the catalogue of the dataset as a table; `whole` as in `catalogue`."""
    rows = tuple(
        (code(found.id), found.label, found, _interval(found), _silent(found))
        for found in catalogue(dataset, whole)
    )
    return Table(COLUMNS, rows, ALIGN, WIDTHS)


def _interval(found: Quantity) -> str:
    if found.ci_low is None or found.ci_high is None:
        return ""
    return format_interval(found.ci_low, found.ci_high)


def _silent(found: Quantity) -> str:
    return "" if found.not_reported is None else str(found.not_reported)
