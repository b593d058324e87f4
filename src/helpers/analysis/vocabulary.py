"""What reviews of the disease call a statistic that this dataset calls otherwise.

A statistic is named after a column (``cord_compression``) or a column and a value
(``shape_striated``) or a statistic (``age_years_median``); only what departs from that stands here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from helpers.analysis.naming import value_label
from helpers.analysis.statistic import STATISTICS

if TYPE_CHECKING:
    from helpers.data.columns import TableSchema

PREFIXES: Mapping[str, str] = MappingProxyType({"regions": "region", "axial_pattern": "axial"})
"""Column → how the names of its statistics begin instead."""

NAMES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "enhancement_homogeneous_t1_gadolinium": ("enhancement", "homogeneous"),
        "mean_age": ("age_years", "mean"),
        "median_age": ("age_years", "median"),
        "sd_age": ("age_years", "sd"),
    }
)
"""Statistic → column and value, or column and name of a statistic."""

ABOUT_THE_REVIEW = (
    "articles_included",
    "case_reports_included",
    "cases_reported_since",
    "cases_reviewed",
    "cases_total",
    "database",
    "duplicates_removed",
    "own_cases",
    "patients_included",
    "records_",
    "search_",
)
"""How statistics begin that describe a review and not its patients."""

NOT_DEFINED_ALIKE: Mapping[str, str] = MappingProxyType(
    {
        "pathologically_confirmed": "a condition for being in the review",
        "poor_prognosis": "the text seen does not define it",
    }
)
"""Statistic → why it cannot be set beside a column that seems to be the same."""

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "csf": "CSF",
        "igg4": "IgG4",
        "pubmed": "PubMed",
        "embase": "Embase",
        "web": "Web",
        "science": "Science",
    }
)
"""Words of a statistic's name that are not written in small letters."""

LABELS: Mapping[str, str] = MappingProxyType(
    {
        "cases_reviewed_literature": "cases reviewed from the literature",
        "sex_statement": "sex",
        "shapes_generally": "shapes",
        "treatment_statement": "treatment",
    }
)
"""Statistic → what people call it where its name does not say it in words."""


def target(statistic: str, fields: TableSchema) -> tuple[str, str] | None:
    """Return what a statistic is in this dataset: column and value, or column and statistic.

    None where the dataset has no such column or value.
    """
    if statistic in NAMES:
        return NAMES[statistic]
    if statistic in fields and "yes" in fields[statistic].values:
        return statistic, "yes"
    for name, field in fields.items():
        for prefix in (name, PREFIXES.get(name, name)):
            value = statistic.removeprefix(f"{prefix}_")
            if value != statistic and value in (STATISTICS if field.numeric else field.values):
                return name, value
    return None


def statistic_label(statistic: str, fields: TableSchema) -> str:
    """Return what people call a statistic: ``thoracic (region)``, else its name in words."""
    if statistic in LABELS:
        return LABELS[statistic]
    found = target(statistic, fields)
    if found is None:
        return " ".join(WORDS.get(word, word) for word in statistic.split("_"))
    field, value = fields[found[0]], found[1]
    if value in STATISTICS:
        return f"{field.title}, {STATISTICS[value][0]}"
    return value_label(field, value)
