from dataclasses import replace

import pandas as pd
import pytest

from helpers.figures.course import course
from helpers.figures.course_table import ROWS, shown
from helpers.figures.course_timeline import events_of


def texts(drawing) -> list[str]:
    return [text.get_text() for axes in drawing.figure.axes for text in axes.texts]


def test_shows_the_man_with_the_cavity_beside_the_three_patients_of_the_series(shipped):
    drawing = course(shipped)
    patients = ["cavity2025-1", "yang2023-1", "yang2023-2", "yang2023-3"]
    assert list(drawing.data.columns) == ["row", *patients]
    assert set(patients) <= set(texts(drawing))


def test_events_stand_in_the_order_of_the_source(shipped):
    rows = shipped.timeline.sample(frac=1, random_state=1)
    mixed = type(shipped)(**{**vars(shipped), "timeline": rows})
    events = events_of(mixed, "cavity2025-1")
    assert events == events_of(shipped, "cavity2025-1")
    assert " ".join(events[0].event) == "Progressive weakness of the lower limbs"
    assert events[-1].phase == "outcome"
    numbers = [text for text in texts(course(mixed)) if text.isdigit()]
    assert numbers == [str(n) for n in range(1, len(events) + 1)]


def test_what_is_not_stated_stays_empty_and_is_shown_as_a_dash(shipped):
    rows = course(shipped).data.set_index("row")
    assert rows.at["Age", "cavity2025-1"] == "31 years"
    assert rows.at["Age", "yang2023-1"] == ""
    assert rows.at["Leg strength, MRC 0–5", "cavity2025-1"] == "3 → –"
    assert rows.at["ASIA grade, A–E", "cavity2025-1"] == ""
    assert rows.at["Lesion levels", "yang2023-1"] == "T9–T11"
    unknown = int((rows == "").to_numpy().sum())
    assert texts(course(shipped)).count("–") == unknown


def test_grades_before_and_after_are_both_shown(shipped):
    cases = shipped.cases.copy()
    row = cases.index[cases["case_id"] == "yang2023-2"][0]
    cases["asia_presentation"] = cases["asia_presentation"].astype(object)
    cases["asia_last"] = cases["asia_last"].astype(object)
    cases.loc[row, ["asia_presentation", "asia_last"]] = ["C", "E"]
    drawing = course(shipped.with_cases(cases))
    assert drawing.data.set_index("row").at["ASIA grade, A–E", "yang2023-2"] == "C → E"


def test_says_that_the_strength_was_found_after_the_operation_where_the_source_tells_it_so(shipped):
    late = "strength from event 5, which the source tells after the operation"
    drawing = course(shipped)
    assert any(late in text.get_text() for text in drawing.figure.texts)
    assert late in drawing.alt
    earlier = shipped.timeline.copy()
    earlier.loc[earlier["phase"] == "examination", "order"] = 2.5
    assert "after the operation" not in course(replace(shipped, timeline=earlier)).alt


def test_without_the_first_patient_the_others_remain(shipped):
    drawing = course(shipped.where(shipped.cases["study_id"] == "yang2023"))
    assert list(drawing.data.columns)[1:] == ["yang2023-1", "yang2023-2", "yang2023-3"]
    assert "Timeline" not in drawing.alt


def test_without_any_index_case_it_is_a_sentence(shipped):
    others = shipped.where(~shipped.cases["study_id"].isin(["cavity2025", "yang2023"]))
    assert course(others).alt == "None of the index cases is among these cases."


def test_alt_says_how_much_is_stated(shipped):
    rows = course(shipped).data
    stated = int((rows["yang2023-3"] != "").sum())
    assert f"yang2023-3, {stated} of {len(ROWS)} items" in course(shipped).alt


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("age_years", 31.0, "31 years"),
        ("lower_limb_mrc_last", 4.0, "4"),
        ("symptom_duration_days", 1234567.0, "1234567 days"),
        ("compartment", ("dura", "epidural"), "dura mater; epidural space"),
        ("compartment", (), ""),
        ("sex", None, ""),
        ("igg4_igg_ratio_pct", 62.5, "62.5 %"),
    ],
)
def test_values_are_shown_in_words(schema, name, value, words):
    assert shown(value, schema.table("cases")[name]) == words


def test_a_timeline_of_another_patient_does_not_take_its_place(shipped):
    other = shipped.timeline.iloc[:1].assign(case_id="chan2009-1")
    both = replace(shipped, timeline=pd.concat([other, shipped.timeline], ignore_index=True))
    assert course(both).alt == course(shipped).alt
