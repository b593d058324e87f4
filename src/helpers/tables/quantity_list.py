"""Every quantity, under the column that it is named after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.analysis.catalogue import catalogue
from helpers.analysis.proportion import interval_of
from helpers.analysis.quantity import Quantity
from helpers.analysis.values import title_text
from helpers.tables.markdown import cite, code
from helpers.tables.rows import at_least
from helpers.tables.table import Cell, Table

if TYPE_CHECKING:
    from helpers.data.dataset import Dataset

COLUMNS = ("Named after", "Meaning", "Quantities, with 95% CI")
WIDTHS = (22, 20, 58)
OF_REVIEWS = {"published": "As printed in ", "agreement": "Difference from "}
"""Quantities that name a review after the first point."""
OTHERS = {"cases": "Patients", "studies": "Reports", "screening": "Records of the searches"}


def quantity_list(dataset: Dataset, whole: Dataset | None = None) -> Table:
    """Return the catalogue of the dataset as a table; `whole` as in `catalogue`, if it is more."""
    groups: dict[str, list[Quantity]] = {}
    for found in catalogue(dataset, whole or dataset):
        groups.setdefault(_stem(found), []).append(found)
    rows = tuple(
        (code(stem), _meaning(stem, dataset), _listed(stem, group))
        for stem, group in groups.items()
    )
    return Table(COLUMNS, rows, widths=WIDTHS)


def _stem(found: Quantity) -> str:
    """Return what an id begins with: a column, or a kind and the review it is about."""
    parts = found.id.split(".")
    return ".".join(parts[: 2 if parts[0] in OF_REVIEWS else 1])


def _meaning(stem: str, dataset: Dataset) -> Cell:
    kind, _, study = stem.partition(".")
    if study:
        return (OF_REVIEWS[kind], cite(study))
    fields = dataset.schema.table("cases")
    return title_text(fields[stem]) if stem in fields else OTHERS[stem]


def _listed(stem: str, found: list[Quantity]) -> Cell:
    parts = (part for quantity in found for part in ("; ", *_named(stem, quantity)))
    return tuple(parts)[1:]


def _named(stem: str, found: Quantity) -> tuple[Cell, ...]:
    name = found.id.removeprefix(stem).removeprefix(".")
    return (
        *((code(name), "\N{NO-BREAK SPACE}") if name else ()),
        at_least(found),
        _interval(found),
    )


def _interval(found: Quantity) -> str:
    interval = interval_of(found)
    return f" [{interval}]" if interval else ""
