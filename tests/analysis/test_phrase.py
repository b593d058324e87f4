from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.counting import Counter
from helpers.analysis.phrase import Phrase, listed, with_ci
from helpers.data.dataset import Dataset, load_dataset
from helpers.errors import BookError
from helpers.record import RECORD_MIME


@pytest.fixture(scope="module")
def whole() -> Dataset:
    return load_dataset(Path(__file__).parents[2] / "data")


def only(dataset: Dataset, *case_ids: str) -> Dataset:
    return dataset.where(dataset.cases["case_id"].isin(case_ids))


def test_values_that_occur_are_listed_the_commonest_first(whole):
    three = only(whole, "elmaci2020-1", "gader2023-1", "zhang2020-1")
    assert str(listed(Counter(three), "axial_pattern")) == (
        "dorsal in 2/3 (66.7%) and homogeneous in 1/3 (33.3%)"
    )


def test_values_without_a_case_are_not_mentioned(whole):
    assert "ventral" not in str(listed(Counter(only(whole, "zhang2020-1")), "axial_pattern"))


def test_nothing_stated_is_said_in_words(whole):
    assert str(listed(Counter(only(whole)), "axial_pattern")) == "stated for no patient"


def test_a_share_stands_with_its_interval(whole):
    counter = Counter(whole)
    share, interval = counter.share("sex", "M"), counter.interval("sex", "M")
    assert str(with_ci(counter, "sex", "M")) == f"{share.text} [CI {interval.text}]"
    assert str(with_ci(Counter(only(whole)), "sex", "M")) == "0/0"


def test_every_share_of_a_list_can_be_opened(whole):
    bundle = listed(Counter(whole), "outcome")._repr_mimebundle_()
    ids = {found["id"] for found in bundle[RECORD_MIME]["quantities"]}
    assert "outcome.improved" in ids
    assert all(f'data-q="{id_}"' in bundle["text/markdown"] for id_ in ids)


@pytest.mark.parametrize("field", ["age_years", "notes", "no_such_field"])
def test_only_coded_fields_are_listed(whole, field):
    with pytest.raises(BookError, match=field):
        listed(Counter(whole), field)


@given(st.text("*_[]`<>$#@ab\\"))
def test_words_of_a_phrase_stay_words(text):
    bare = Phrase((text,)).markdown().replace("\\\\", "")
    assert all(bare[at - 1] == "\\" for at, sign in enumerate(bare) if sign in "*_[]`<>$#@")
