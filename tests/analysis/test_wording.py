from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.counting import Counter
from helpers.analysis.wording import (
    SILENT,
    both,
    either,
    enumerate_words,
    most_common,
    printed,
    value,
)
from helpers.data.dataset import Dataset, load_dataset
from helpers.errors import BookError

DATA = Path(__file__).parents[1] / "first_extraction"


@pytest.fixture(scope="module")
def whole() -> Dataset:
    return load_dataset(DATA)


def only(dataset: Dataset, *case_ids: str) -> Dataset:
    return dataset.where(dataset.cases["case_id"].isin(case_ids))


def test_a_patients_value_is_as_the_record_says(whole):
    age = value(whole, "cavity2025-1", "age_years")
    assert (age.text, age.value, age.numerator_cases) == ("31", 31, ("cavity2025-1",))
    assert value(whole, "kim2014-1", "regions").text == "cervical and thoracic"
    assert value(whole, "kim2014-1", "sex").text == "female"


@pytest.mark.parametrize("field", ["age_years", "regions", "outcome"])
def test_a_value_that_is_not_there_is_said_to_be_not_stated(whole, field):
    assert value(whole, "yang2023-3", field).text == SILENT
    assert value(whole, "made-up-patient", field).numerator_cases == ()


@pytest.mark.parametrize("field", ["notes", "steroid_agent", "no_such_field"])
def test_free_text_does_not_enter_a_sentence(whole, field):
    with pytest.raises(BookError, match=field):
        value(whole, "cavity2025-1", field)


def test_the_leader_is_the_value_with_the_most_cases(whole):
    counter = Counter(whole)
    leader = most_common(counter, "sex")
    assert leader.text == "male"
    assert leader.n == counter.share("sex", "M").n


def test_leaders_that_tie_are_all_named(whole):
    two = only(whole, "merza2019-1", "chan2009-1")  # cervical alone, thoracic alone
    assert most_common(Counter(two), "regions").text == "cervical and, equally often, thoracic"


def test_where_nothing_is_stated_nothing_leads(whole):
    assert most_common(Counter(only(whole)), "regions").text == SILENT
    with pytest.raises(BookError, match="age_years"):
        most_common(Counter(whole), "age_years")


def test_both_and_either_add_up(whole):
    counter = Counter(whole)
    neck, back = counter.share("neck_pain"), counter.share("back_pain")
    assert both(neck, back).n + either(neck, back).n == neck.n + back.n
    assert either(neck, back).denominator == len(whole.cases)
    assert set(both(neck, back).numerator_cases) <= set(neck.numerator_cases)


def test_shares_over_different_cases_are_not_joined(whole):
    counter = Counter(whole)
    with pytest.raises(BookError, match="same cases"):
        both(counter.share("neck_pain"), counter.share("regions", "thoracic"))


def test_a_printed_figure_is_as_printed(whole):
    assert printed(whole, "yang2023", "region_thoracic").text == "28/45 (62.2%)"
    assert printed(whole, "yang2023", "no_such_statistic").text == SILENT


@given(st.lists(st.text("abc", min_size=1), max_size=5))
def test_enumeration_names_every_word(words):
    joined = enumerate_words(words)
    assert [part for part in joined.replace(" and ", ", ").split(", ") if part] == words
