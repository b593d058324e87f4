import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from helpers.analysis.statistic import STATISTICS, format_ends, format_number

NUMBERS = st.lists(st.floats(0, 1e4), min_size=2, max_size=60).map(np.array)


@given(NUMBERS)
def test_statistics_agree_with_scipy(numbers):
    got = {name: compute(numbers) for name, (_, compute) in STATISTICS.items()}
    quartiles = [stats.scoreatpercentile(numbers, p) for p in (25, 50, 75)]
    assert got["iqr"] == pytest.approx((quartiles[0], quartiles[2]))
    assert (*got["q1"], *got["median"], *got["q3"]) == pytest.approx(quartiles)
    assert got["range"] == (*got["min"], *got["max"]) == (numbers.min(), numbers.max())
    assert got["mean"] == pytest.approx((statistics.fmean(numbers),))
    assert got["sd"] == pytest.approx((statistics.stdev(numbers),), abs=1e-9)


def test_of_nothing_there_is_no_statistic():
    assert {compute(np.array([])) for _, compute in STATISTICS.values()} == {()}


@pytest.mark.parametrize(
    ("number", "text"),
    [(45.0, "45"), (47.5, "47.5"), (0.25, "0.3"), (1.05, "1.1"), (51.69, "51.7")],
)
def test_numbers_print_with_one_decimal_at_most(number, text):
    assert format_number(number) == text


def test_ends_that_are_the_same_print_once():
    assert format_ends((29.0, 29.0)) == "29"
    assert format_ends((31.0, 49.5)) == "31–49.5"
    assert format_ends(()) == ""
