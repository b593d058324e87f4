import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from helpers.analysis.fisher import fisher_exact

COUNTS = st.integers(0, 60)
TABLES = st.tuples(st.tuples(COUNTS, COUNTS), st.tuples(COUNTS, COUNTS))


@given(TABLES)
def test_it_agrees_with_scipy(table):
    assert fisher_exact(table) == pytest.approx(stats.fisher_exact(table).pvalue, rel=1e-6)


def test_a_table_of_very_many_cases_is_within_reach():
    table = [[20_200, 30_100], [20_500, 29_200]]
    assert fisher_exact(table) == pytest.approx(stats.fisher_exact(table).pvalue, rel=1e-6)


def test_where_nobody_counts_nothing_is_unlikely():
    assert fisher_exact([[0, 0], [0, 0]]) == 1
