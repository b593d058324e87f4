"""Earlier reviews and the figures they print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from helpers.analysis.naming import inner
from helpers.analysis.published import Printed, printed_figures
from helpers.tables.sources import source
from helpers.tables.table import Cell, Table

if TYPE_CHECKING:
    from helpers.data.dataset import Dataset


def earlier_reviews(dataset: Dataset) -> Table:
    """Return each review with its figures; what is derived or contradictory is marked."""
    figures: dict[str, list[Printed]] = {}
    for figure in printed_figures(dataset):
        figures.setdefault(figure.study_id, []).append(figure)
    rows = tuple((source(dataset, study), *_split(group)) for study, group in figures.items())
    columns = ("Review", "Figures", "Statements without a count")
    return Table(columns, rows, widths=(16, 56, 28), empty="No printed figure is on record.")


def _split(figures: list[Printed]) -> tuple[Cell, Cell]:
    numbers = [(f"{inner(f.label)}: ", f.quantity, _flaw(f)) for f in figures if f.quantity]
    words = [f"{inner(f.label)}: {f.remark}" for f in figures if not f.quantity]
    return _listed(numbers), "; ".join(words)


def _listed(cells: Sequence[Cell]) -> Cell:
    return tuple(part for k, cell in enumerate(cells) for part in (("; ", cell) if k else (cell,)))


def _flaw(figure: Printed) -> str:
    return f" ({figure.flaw}: {figure.flaw_reason})" if figure.flaw else ""
