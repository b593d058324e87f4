import re
from dataclasses import replace

import pytest
from data_folder import DATA
from hypothesis import given
from hypothesis import strategies as st

from helpers.data.problems import MAX_LENGTH, problems
from helpers.data.schema import load_schema

CASES = load_schema(DATA).table("cases")
STUDIES = load_schema(DATA).table("studies")
PROBLEMS = problems(CASES) | problems(STUDIES)

EMPTY = "; leave the cell empty if the report does not say"
LEVELS = "C1–C7, T1–T12, L1–L5, S1–S5"
REGIONS = "cervical, thoracic, lumbar, sacral"


def test_only_keys_of_the_cases_may_not_be_empty():
    assert [name for name in CASES if PROBLEMS[name]("")] == ["case_id", "study_id"]


@given(st.floats(0, 120, allow_nan=False).map(lambda age: f"{age:.3f}"))
def test_a_number_in_range_is_accepted(age):
    assert PROBLEMS["age_years"](age) is None


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        ("neck_pain", "Yess", '"Yess" is not allowed (yes, no); did you mean "yes"?'),
        ("neck_pain", "maybe", '"maybe" is not allowed (yes, no)'),
        ("sex", "F\u200b", '"F\\u200b" is not allowed (F, M)'),
        (
            "regions",
            "thoracic;dorsal",
            f'"dorsal" is not allowed ({REGIONS}); did you mean "thoracic"?',
        ),
        ("lesion_levels", "C5-T4;T13", f'"T13" is not a vertebral level ({LEVELS})'),
        (
            "lesion_levels",
            "T9;6-Apr",
            '"6-Apr" is a date, not vertebral levels; format the column as text and write it anew',
        ),
        ("lesion_levels", "T10-T5", '"T10-T5": the upper level T10 is below T5'),
        ("age_years", "37,5", '"37,5" is not a number (decimals take a point)'),
        ("serum_igg4_mg_dl", "37,55", '"37,55" is not a number (decimals take a point)'),
        ("age_years", "NaN", f'"NaN" is not a number{EMPTY}'),
        ("age_years", "n/a", f'"n/a" is not a number{EMPTY}'),
        ("age_years", "-", f'"-" is not a number{EMPTY}'),
        ("year", "?", f'"?" is not a year of four digits{EMPTY}'),
        ("lower_limb_mrc_last", "Unknown", f'"Unknown" is not a whole number{EMPTY}'),
        ("neck_pain", "NA", f'"NA" is not allowed (yes, no){EMPTY}'),
        ("neck_pain", "none", '"none" is not allowed (yes, no); did you mean "no"?'),
        ("regions", "Not stated", f'"Not stated" is not allowed ({REGIONS}){EMPTY}'),
        ("lesion_levels", "N.A.", f'"N.A." is not a vertebral level ({LEVELS}){EMPTY}'),
        ("pmid", "n/a", f'"n/a" does not have the form of "19561447"{EMPTY}'),
        ("case_id", "unknown", '"unknown" does not have the form of "chan2009-1"'),
        ("text_seen", "NA", '"NA" is not allowed (abstract, partial_full_text, full_text)'),
        ("age_years", "1e2", '"1e2" is not a number'),
        ("age_years", "1_0", '"1_0" is not a number'),
        ("age_years", "٣٧", '"٣٧" is not a number'),
        ("age_years", "-1", '"-1" is below 0'),
        ("age_years", "121", '"121" is above 120'),
        ("lower_limb_mrc_last", "3.5", '"3.5" is not a whole number'),
        ("lower_limb_mrc_last", "6", '"6" is above 5'),
        ("year", "209", '"209" is not a year of four digits'),
        ("case_id", "", "is empty; a value is needed"),
        ("case_id", "a b-1", '"a b-1" does not have the form of "chan2009-1"'),
        (
            "url",
            "javascript:alert(1)",
            '"javascript:alert(1)" does not have the form of'
            ' "https://doi.org/10.1097/PAS.0b013e3181abdfc2"',
        ),
        (
            "notes",
            "x" * (MAX_LENGTH + 1),
            f"has {MAX_LENGTH + 1} characters; {MAX_LENGTH} are allowed",
        ),
        ("sex", "y" * 99, f'"{"y" * 60}…" is not allowed (F, M)'),
    ],
)
def test_what_does_not_fit_is_named_with_what_is_allowed(column, cell, message):
    assert PROBLEMS[column](cell) == message


@given(st.sampled_from(["case_id", "study_id"]), st.text(min_size=1))
def test_ids_are_names_whatever_the_package_asks_for(column, cell):
    described = [field for field in CASES.descriptor["fields"] if field["name"] == column]
    loose = [{k: v for k, v in described[0].items() if k not in ("constraints", "example")}]
    table = replace(CASES, fields={column: CASES[column]}, descriptor={"fields": loose})
    found = problems(table)[column](cell)
    assert (found is None) == bool(re.fullmatch("[A-Za-z][A-Za-z0-9_-]*", cell))
