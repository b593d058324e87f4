"""Earlier reviews and the figures they print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.analysis.published import Printed, printed_figures
from helpers.tables.sources import source
from helpers.tables.table import Cell, Table

if TYPE_CHECKING:
    from helpers.data.dataset import Dataset


def earlier_reviews(dataset: Dataset) -> Table:
    """Return each review with everything it prints, as printed; contradictions are flagged."""
    figures: dict[str, list[Printed]] = {}
    for figure in printed_figures(dataset):
        figures.setdefault(figure.study_id, []).append(figure)
    rows = tuple((source(dataset, study), *_split(group)) for study, group in figures.items())
    columns = ("Review", "Figures", "Statements without a count")
    return Table(columns, rows, widths=(16, 56, 28), empty="No printed figure is on record.")


def _split(figures: list[Printed]) -> tuple[Cell, Cell]:
    numbers = [_figure(figure) for figure in figures if figure.quantity]
    words = [_statement(figure) for figure in figures if not figure.quantity]
    return _joined(numbers), _joined(words)


def _figure(figure: Printed) -> Cell:
    flaw = f" ({figure.flaw}: {figure.flaw_reason})" if figure.flaw else ""
    return (f"{figure.label} ", figure.quantity or "", flaw)


def _statement(figure: Printed) -> Cell:
    return f"{figure.label}: {figure.remark}"


def _joined(cells: list[Cell]) -> Cell:
    return tuple(part for k, cell in enumerate(cells) for part in (("; ", cell) if k else (cell,)))
