"""The clinical tables, against the margins of the review and against a count by hand."""

import csv
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from helpers.tables.characteristics import characteristics
from helpers.tables.laboratory_pathology import laboratory_pathology
from helpers.tables.mri_features import mri_features
from helpers.tables.regions_compartments import regions_compartments
from helpers.tables.treatment_outcome import treatment_outcome

DATA = Path(__file__).parents[1] / "first_extraction"


def rows(table):
    return {row[0]: row[1:] for row in table.texts()}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("thoracic", "28/45 (62.2%)"),
        ("cervical", "26/45 (57.8%)"),
        ("lumbar", "9/45 (20.0%)"),
        ("sacral", "1/45 (2.2%)"),
        ("dura mater", "18/45 (40.0%)"),
        ("epidural space", "17/45 (37.8%)"),
        ("intradural extramedullary space", "9/45 (20.0%)"),
        ("intramedullary space", "1/45 (2.2%)"),
    ],
)
def test_regions_and_compartments_print_as_in_the_review(yang45, name, value):
    found = rows(regions_compartments(yang45))
    [label] = [label for label in found if label.strip() == name]
    assert found[label][1] == value


def test_patterns_and_course_print_as_in_the_review(yang45):
    found = {label.strip(): row for label, row in rows(mri_features(yang45)).items()}
    assert found["homogeneous"][1] in ("17/38 (44.7%)", "35/35 (100.0%)")
    assert found["dorsal"][1:3] == ["15/38 (39.5%)", "25.6–55.3%"]
    assert found["ventral"][1] == "6/38 (15.8%)"
    course = rows(characteristics(yang45))["Progressive worsening"]
    assert course == ["22/45 (48.9%)", "≥ 22/45 (48.9%)", "35.0–63.0%", "23"]


def test_characteristics_agree_with_a_count_by_hand(shipped):
    with (DATA / "cases.csv").open(encoding="utf-8-sig", newline="") as file:
        cases = list(csv.DictReader(file))
    ages = sorted(float(case["age_years"]) for case in cases if case["age_years"])
    found = rows(characteristics(shipped))
    assert (
        found["Patients"][1] == f"{len(cases)} from {len({c['study_id'] for c in cases})} reports"
    )
    assert found["Age, years"][0] == f"{len(ages)}/20 (75.0%)"
    assert found["Age, years"][1].startswith(f"{ages[len(ages) // 2]:.0f} (IQR ")
    assert found["Age, years"][3] == str(len(cases) - len(ages))
    weak = sum(case["limb_weakness"] == "yes" for case in cases)
    assert found["Limb weakness"][1] == f"≥ {weak}/20 (65.0%)"


def test_reported_and_not_reported_make_all(shipped):
    for table in (characteristics, mri_features, laboratory_pathology, treatment_outcome):
        for label, (stated, _, _, silent) in rows(table(shipped)).items():
            if silent:
                assert int(stated.split("/")[0]) + int(silent) == 20, label


def test_what_no_case_states_is_said_to_be_so(shipped):
    found = rows(laboratory_pathology(shipped))
    assert found["Serum IgG4, mg/dL"] == ["0/20 (0.0%)", "not reported", "", "20"]
    assert found["IgG4/IgG ratio, %"][1] == "85"


def test_silence_of_all_is_no_proportion(shipped):
    found = rows(treatment_outcome(shipped))
    assert found["Radiotherapy"] == ["0/20 (0.0%)", "not reported", "", "20"]
    assert found["Recurrence"][1:] == ["≥ 3/20 (15.0%)", "5.2–36.0%", "15"]


def test_agents_that_occur_have_their_row(shipped):
    found = {label.strip(): row for label, row in rows(treatment_outcome(shipped)).items()}
    assert found["rituximab"][1] == "3/4 (75.0%)"
    assert found["Follow-up, months"][1] == "7 (IQR 1.6–24; range 0.5–60)"


def test_every_number_is_a_quantity(shipped):
    for make in (characteristics, regions_compartments, mri_features, treatment_outcome):
        table = make(shipped)
        texts = {quantity.text for quantity in table.quantities()}
        for row in table.texts():
            for cell in row[1:]:
                assert cell in ("", "not reported") or any(text in cell for text in texts)


def test_of_an_open_vocabulary_the_rest_is_told(shipped):
    many = tuple((f"agent {k}",) for k in range(len(shipped.cases)))
    cases = shipped.cases.assign(steroid_sparing=pd.Series(many, index=shipped.cases.index))
    found = rows(treatment_outcome(replace(shipped, cases=cases)))
    assert "and 8 more in cases.csv" in map(str.strip, found)
