import math

import pytest
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


@pytest.mark.parametrize(
    ("column", "cell", "read"),
    [
        ("sex", "f", "F"),
        ("back_pain", "Yes", "yes"),
        ("asia_presentation", " d", "D"),
        ("lesion_levels", "t9-t11", "T9-T11"),
        ("lesion_levels", "T9 – T11", "T9-T11"),
        ("regions", "Thoracic; thoracic", "thoracic"),
    ],
)
def test_what_is_not_written_as_it_is_read_is_a_warning(
    dataset_folder: DataFolder, column: str, cell: str, read: str
) -> None:
    dataset_folder.edit("cases.csv", "chan2009-1", **{column: cell})
    assert dataset_folder.found("warning") == [
        f'cases.csv:2: {column}: "{cell.strip()}" is read as "{read}"; write it so'
    ]


@pytest.mark.parametrize(
    "cells", [{"sex": "M "}, {"regions": " thoracic"}, {"other_organs": "Orbit; made up"}]
)
def test_blanks_around_a_value_and_open_texts_are_none(
    dataset_folder: DataFolder, cells: dict[str, str]
) -> None:
    dataset_folder.edit("cases.csv", "chan2009-1", **cells)
    assert "is read as" not in "".join(dataset_folder.found())


def test_a_list_that_is_not_understood_is_only_an_error(dataset_folder: DataFolder) -> None:
    dataset_folder.edit("cases.csv", "chan2009-1", compartment="Dura; nowhere")
    assert [line[:25] for line in dataset_folder.found()] == ["cases.csv:2: compartment:"]
    assert dataset_folder.found("warning") == []


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
