import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.data.percents import fits


@given(
    st.integers(1, 500).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d))),
    st.integers(0, 3),
)
def test_a_percent_fits_what_it_was_rounded_from(share, decimals):
    n, denominator = share
    percent = 100 * n / denominator
    assert fits(n, denominator, f"{percent + 1e-12:.{decimals}f}")
    assert not fits(n, denominator, f"{percent + 1.2 / 10**decimals:.{decimals}f}")


@pytest.mark.parametrize(
    ("n", "denominator", "fitting", "not_fitting"),
    [(14, 69, "20", "20.0"), (1, 3, "33.3", "33.36"), (1, 8, "12.5", "12.50001")],
)
def test_more_digits_say_more(n, denominator, fitting, not_fitting):
    assert fits(n, denominator, fitting)
    assert not fits(n, denominator, not_fitting)


def test_a_half_may_be_rounded_either_way():
    assert fits(1, 8, "12")
    assert fits(1, 8, "13")
