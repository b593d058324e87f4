import csv
from dataclasses import replace
from pathlib import Path

import pytest

from helpers.analysis.cohorts import select
from helpers.analysis.screening import screening_flow
from helpers.errors import BookError

DATA = Path(__file__).parents[1] / "first_extraction"


def test_the_flow_is_that_of_the_log(shipped):
    with (DATA / "screening.csv").open(encoding="utf-8-sig", newline="") as file:
        log = [(row["decision"], row["reason"]) for row in csv.DictReader(file)]
    flow = screening_flow(shipped)
    duplicates, lost = log.count(("excluded", "duplicate")), log.count(("not_retrieved", "no_text"))
    assert flow.identified.value == len(log)
    assert flow.duplicates.value == duplicates
    assert flow.screened.value == len(log) - duplicates
    assert flow.not_retrieved.value == lost
    assert flow.assessed.value == len(log) - duplicates - lost
    for quantity in flow.excluded:
        reason = quantity.id.removeprefix("screening.excluded.")
        assert quantity.value == log.count(("excluded", reason))
    assert (flow.reports.value, flow.cases.value) == (18, 20)


def test_the_boxes_add_up(shipped, yang45):
    for dataset in (shipped, yang45):
        flow = screening_flow(dataset)
        excluded = sum(quantity.value for quantity in flow.excluded)
        assert flow.identified.value == flow.duplicates.value + flow.screened.value
        assert flow.screened.value == flow.not_retrieved.value + flow.assessed.value
        assert flow.assessed.value == excluded + flow.reports.value
        assert all(q.value == len(q.numerator_cases) for q in flow.quantities)


def test_a_cohort_keeps_the_flow(shipped):
    cut = screening_flow(select(shipped, "biopsy_confirmed"))
    assert cut.reports.value == 18
    assert cut.cases.value == 13


def changed(dataset, record, **cells):
    log = dataset.screening.copy()
    for column, cell in cells.items():
        log.loc[log["record_id"] == record, column] = cell
    return replace(dataset, screening=log)


@pytest.mark.parametrize(
    ("record", "cells", "message"),
    [
        ("gu2015", {"decision": "excluded", "reason": "not_igg4"}, "gu2015 is not included"),
        ("riku2009", {"decision": None}, "decision: riku2009 has none"),
        ("riku2009", {"reason": None}, "reason: riku2009 has none"),
        ("riku2009", {"decision": "included", "reason": None}, "riku2009 is included but has no"),
    ],
)
def test_a_number_that_does_not_add_up_is_an_error(shipped, record, cells, message):
    with pytest.raises(BookError, match=message):
        screening_flow(changed(shipped, record, **cells))
