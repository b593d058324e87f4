from __future__ import annotations

from pathlib import Path

import pytest

from helpers.analysis.extent import extent
from helpers.data.dataset import Dataset, load_dataset
from helpers.errors import BookError


@pytest.fixture(scope="module")
def whole() -> Dataset:
    return load_dataset(Path(__file__).parents[2] / "data")


def only(dataset: Dataset, *case_ids: str) -> Dataset:
    return dataset.where(dataset.cases["case_id"].isin(case_ids))


@pytest.mark.parametrize(
    ("case_id", "levels"),
    [
        ("woo2021-1", 2),  # C4-C5
        ("chen2014-1", 5),  # T1-T4 and L5: what lies between does not count
        ("zhang2020-1", 9),  # C5-T4 and T1-T6 overlap: C5 to T6
    ],
)
def test_levels_of_a_lesion_are_counted_once_each(whole, case_id, levels):
    assert extent(only(whole, case_id)).value == levels


def test_patients_without_levels_are_left_out_and_said_to_be(whole):
    pair = only(whole, "woo2021-1", "merza2019-1", "zhang2020-1")
    found = extent(pair, "range")
    assert (found.text, found.value, found.not_reported) == ("2–9", 7, 1)


def test_no_levels_at_all_is_not_reported(whole):
    assert extent(only(whole, "merza2019-1")).text == "not reported"


def test_an_unknown_statistic_is_refused(whole):
    with pytest.raises(BookError, match="mode"):
        extent(whole, "mode")
