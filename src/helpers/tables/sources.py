"""The source of a row: who wrote it, when, and its citation."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from helpers.analysis.values import stated
from helpers.tables.markdown import cite
from helpers.tables.table import Cell

if TYPE_CHECKING:
    from helpers.data.dataset import Dataset


LONGEST_TITLE = 44


def source(dataset: Dataset, study_id: str) -> Cell:
    """Return first author (else the title, cut) and year of a study, as far as known, cited."""
    [row, *_] = dataset.studies[dataset.studies["study_id"] == study_id].to_dict("records")
    title = shorten(row["title"], LONGEST_TITLE, placeholder="…")
    name = row["first_author"] if stated(row["first_author"]) else title
    year = f" {row['year']:.0f}" if stated(row["year"]) else ""
    return (f"{name}{year} ", cite(study_id))
