"""Earlier reviews and the figures they print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.analysis.naming import inner
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


def figure_cell(figure: Printed) -> Cell:
    """Return a printed figure with its name, or the name alone where no number is printed."""
    name = inner(figure.label)
    return (f"{name}: ", figure.quantity) if figure.quantity else name


def listed(cells: list[Cell]) -> Cell:
    """Return cells side by side, with a semicolon between them."""
    return tuple(part for k, cell in enumerate(cells) for part in (("; ", cell) if k else (cell,)))


def _split(figures: list[Printed]) -> tuple[Cell, Cell]:
    numbers: list[Cell] = [(figure_cell(f), _flaw(f)) for f in figures if f.quantity]
    words: list[Cell] = [f"{figure_cell(f)}: {f.remark}" for f in figures if not f.quantity]
    return listed(numbers), listed(words)


def _flaw(figure: Printed) -> str:
    return f" ({figure.flaw}: {figure.flaw_reason})" if figure.flaw else ""
