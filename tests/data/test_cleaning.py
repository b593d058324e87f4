import math

from data_folder import DATA, DataFolder
from hypothesis import given
from hypothesis import strategies as st

from helpers.data.cleaning import normalise
from helpers.data.levels import Span
from helpers.data.problems import problems
from helpers.data.schema import load_schema

CASES = load_schema(DATA).table("cases")
STUDIES = load_schema(DATA).table("studies")
PROBLEMS = problems(CASES) | problems(STUDIES)
fields = st.sampled_from([*CASES.values(), *STUDIES.values()])
coded = st.sampled_from([field for field in CASES.values() if field.values])
blanks = st.text(" \t\u00a0", max_size=2)


@given(coded, st.data(), blanks, blanks, st.sampled_from([str.upper, str.title, str.lower]))
def test_an_allowed_value_is_known_in_any_case_and_among_blanks(field, data, left, right, change):
    value = data.draw(st.sampled_from(field.values))
    cell = normalise(field, left + change(value) + right)
    assert cell == value
    assert PROBLEMS[field.name](cell) is None


@given(fields, st.text())
def test_normalising_twice_changes_nothing(field, text):
    once = normalise(field, text)
    assert normalise(field, once) == once


@given(st.sampled_from([CASES["notes"], STUDIES["title"], STUDIES["study_id"]]), st.text())
def test_free_text_and_keys_are_only_stripped(field, text):
    assert normalise(field, text) == text.strip()


def test_levels_take_one_form():
    assert normalise(CASES["lesion_levels"], " c5 – t4;L5; ") == "C5-T4;L5"


def test_lists_take_one_form():
    assert normalise(CASES["regions"], "Thoracic ; lumbar;;thoracic") == "thoracic;lumbar"
    assert normalise(CASES["other_organs"], "lung;Kidney ; ") == "lung;Kidney"


def test_a_table_holds_values_of_their_types(dataset_folder: DataFolder):
    dataset_folder.edit(
        "cases.csv", "slade2019-1", lesion_levels="c7 — t5", steroid_sparing="a; b", sex=" m"
    )
    case = dataset_folder.load().cases.set_index("case_id").loc["slade2019-1"]
    assert case["lesion_levels"] == (Span.parse("C7-T5"),)
    assert case["steroid_sparing"] == ("a", "b")
    assert case["age_years"] == 50.0
    assert case["sex"] == "M"
    assert math.isnan(case["follow_up_months"])
    assert case["other_organs"] == ()
