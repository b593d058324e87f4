"""The flow of records from the searches to the included cases, in the terms of PRISMA 2020."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.analysis.naming import shown, slug
from helpers.analysis.quantity import Quantity
from helpers.errors import BookError

if TYPE_CHECKING:
    import pandas as pd

    from helpers.data.columns import Field
    from helpers.data.dataset import Dataset

DUPLICATE, NO_TEXT = "duplicate", "no_text"
"""Reasons that take a record out before it is assessed."""


@dataclass(frozen=True)
class Flow:
    """The boxes of the flow diagram (Page MJ et al. BMJ 2021;372:n71, doi:10.1136/bmj.n71).

    Parameters
    ----------
    identified, duplicates, screened, not_retrieved, assessed, reports : Quantity
        Numbers of records; their ids stand where a proportion has its cases.
    excluded : tuple of Quantity
        Records excluded after assessment, one for each reason that occurs, the commonest first.
    cases : Quantity
        Patients in the included reports.
    """

    identified: Quantity
    duplicates: Quantity
    screened: Quantity
    not_retrieved: Quantity
    assessed: Quantity
    excluded: tuple[Quantity, ...]
    reports: Quantity
    cases: Quantity

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """All boxes, in the order of the diagram."""
        before = (self.identified, self.duplicates, self.screened, self.not_retrieved)
        return (*before, self.assessed, *self.excluded, self.reports, self.cases)


def screening_flow(dataset: Dataset) -> Flow:
    """Count the flow from the log of the screening.

    Raises
    ------
    BookError
        If a number does not add up: a record without a decision, or the log and the cases
        disagree about what is included.
    """
    log = dataset.screening
    duplicate = (log["decision"] == "excluded") & (log["reason"] == DUPLICATE)
    lost = log["decision"] == "not_retrieved"
    excluded = (log["decision"] == "excluded") & ~duplicate
    included = log["decision"] == "included"
    _check_decided(log[~(duplicate | lost | excluded | included)], "decision")
    _check_decided(log[excluded & log["reason"].isna()], "reason")
    _check_included(dataset, log[included])
    return Flow(
        identified=_records("identified", "records identified", log),
        duplicates=_records("duplicates", "duplicates removed", log[duplicate]),
        screened=_records("screened", "records screened", log[~duplicate]),
        not_retrieved=_records("not_retrieved", "reports not retrieved", log[lost]),
        assessed=_records("assessed", "reports assessed", log[~duplicate & ~lost]),
        excluded=_by_reason(dataset, log[excluded]),
        reports=_records("included", "reports included", log[included]),
        cases=_quantity("cases", "cases included", dataset.cases["case_id"]),
    )


def screening_quantities(dataset: Dataset) -> list[Quantity]:
    """Return the boxes of the flow, and with nothing in them the reasons that do not occur."""
    boxes = screening_flow(dataset).quantities
    known, reason = {box.id for box in boxes}, dataset.schema.table("screening")["reason"]
    none = dataset.screening.iloc[:0]
    empty = [
        _excluded(reason, value, none)
        for value in reason.values
        if value not in (DUPLICATE, NO_TEXT)
    ]
    return [*boxes, *(box for box in empty if box.id not in known)]


def _by_reason(dataset: Dataset, excluded: pd.DataFrame) -> tuple[Quantity, ...]:
    field = dataset.schema.table("screening")["reason"]
    return tuple(
        _excluded(field, reason, excluded[excluded["reason"] == reason])
        for reason in excluded["reason"].value_counts().index
    )


def _excluded(field: Field, reason: str, records: pd.DataFrame) -> Quantity:
    return _records(f"excluded.{slug(reason)}", f"excluded: {shown(field, reason)}", records)


def _records(name: str, label: str, records: pd.DataFrame) -> Quantity:
    return _quantity(name, label, records["record_id"])


def _quantity(name: str, label: str, ids: pd.Series[str]) -> Quantity:
    return Quantity(
        id=f"screening.{name}",
        text=str(len(ids)),
        value=len(ids),
        numerator_cases=tuple(ids),
        label=label,
    )


def _check_decided(records: pd.DataFrame, column: str) -> None:
    if len(records):
        raise BookError(f"data/screening.csv: {column}: {_names(records['record_id'])} has none")


def _check_included(dataset: Dataset, included: pd.DataFrame) -> None:
    records, studies = set(included["record_id"]), set(dataset.cases["study_id"])
    if stray := studies - records:
        raise BookError(
            f"data/screening.csv: decision: {_names(stray)} is not included "
            "but has cases in data/cases.csv"
        )
    # in a cohort a report may have lost its cases; what was read in it is still there
    if empty := records - studies - set(dataset.evidence["study_id"]):
        raise BookError(
            f"data/screening.csv: decision: {_names(empty)} is included but has no case"
        )


def _names(ids: Iterable[object]) -> str:
    return ", ".join(sorted(map(str, ids)))
