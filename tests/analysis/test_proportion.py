import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from helpers.analysis.proportion import format_interval, format_share, percent, proportion, wilson

SHARES = st.integers(1, 5000).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d)))


@given(SHARES, st.floats(0.5, 0.999))
def test_wilson_agrees_with_scipy(share, confidence):
    n, denominator = share
    ours = wilson(n, denominator, confidence)
    theirs = binomtest(n, denominator).proportion_ci(confidence, method="wilson")
    assert ours == pytest.approx((100 * theirs.low, 100 * theirs.high), abs=1e-6)


@given(st.integers(1, 5000), st.floats(0.5, 0.999))
def test_the_limits_at_the_ends_are_exact(denominator, confidence):
    assert wilson(0, denominator, confidence)[0] == 0
    assert wilson(denominator, denominator, confidence)[1] == 100


def test_wilson_gives_the_published_example():
    # Newcombe 1998, table I: 81/263, method 3: 0.2553 to 0.3662
    assert wilson(81, 263) == pytest.approx((25.53, 36.62), abs=0.005)


@given(SHARES)
def test_the_interval_holds_the_proportion_and_stays_within_0_and_100(share):
    low, high = wilson(*share)
    assert 0 <= low <= percent(*share) <= high <= 100


def test_nothing_is_known_where_nobody_counts():
    assert wilson(0, 0) == (0, 100)
    assert percent(0, 0) is None
    found = proportion("x.yes", (), ())
    assert (found.text, found.percent, found.ci_low, found.ci_high) == ("0/0", None, None, None)


@pytest.mark.parametrize(
    ("n", "denominator", "text"),
    [
        (28, 45, "28/45 (62.2%)"),
        (17, 38, "17/38 (44.7%)"),
        (1, 8, "1/8 (12.5%)"),
        (1, 16, "1/16 (6.3%)"),  # 6.25: half away from zero, where binary floats print 6.2
        (0, 7, "0/7 (0.0%)"),
        (7, 7, "7/7 (100.0%)"),
        (1999, 2000, "1999/2000 (100.0%)"),  # 99.95
        (0, 0, "0/0"),
    ],
)
def test_a_share_prints_as_published(n, denominator, text):
    assert format_share(n, denominator) == text


@pytest.mark.parametrize(("n", "denominator"), [(-1, 3), (4, 3), (1, 0)])
@pytest.mark.parametrize("function", [wilson, format_share, percent])
def test_what_is_not_a_proportion_is_refused(function, n, denominator):
    with pytest.raises(ValueError, match="not a proportion"):
        function(n, denominator)


def test_interval_as_text():
    assert format_interval(*wilson(28, 45)) == "47.6–74.9%"
