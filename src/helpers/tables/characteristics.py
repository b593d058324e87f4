"""Characteristics of the patients: the clinical Table 1."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from helpers.analysis.counting import Counter
from helpers.tables.rows import clinical_table, fields_of

if TYPE_CHECKING:
    from helpers.data.dataset import Dataset
    from helpers.tables.table import Table

BEYOND_THE_SPINE = ("cranial_involvement", "other_organ_involvement", "biopsy_confirmed")


def characteristics(dataset: Dataset) -> Table:
    """Return who the patients are, their symptoms and course, and how sure the diagnosis is."""
    counter = Counter(dataset)
    names = fields_of(dataset, "patient", "symptoms", "course")
    table = clinical_table(dataset, (*names, *BEYOND_THE_SPINE))
    total = (counter.total("cases"), " from ", counter.total("studies"), " reports")
    return replace(table, rows=(("Patients", "", total, "", ""), *table.rows))
