import pytest
from scipy.stats import fisher_exact

from helpers.analysis.exploratory import FEWEST_CASES, explorations


def test_a_test_stands_beside_the_counts_it_was_made_from(yang45):
    [found] = [
        e
        for e in explorations(yang45)
        if e.contrast.groups == ("ventral", "dorsal") and e.contrast.finding == "outcome"
    ]
    cases = yang45.cases[yang45.cases["outcome"].notna()]
    table = [
        [int(good.sum()), int((~good).sum())]
        for pattern in ("ventral", "dorsal")
        for good in [
            cases["outcome"][cases["axial_pattern"] == pattern].isin(["recovered", "improved"])
        ]
    ]
    assert [[s.n, s.denominator - s.n] for s in found.shares] == table
    assert found.p.value == pytest.approx(fisher_exact(table).pvalue)
    assert set(found.p.numerator_cases) <= set(found.p.denominator_cases)


def test_cells_that_do_not_bear_a_test_get_none(shipped):
    found = explorations(shipped)
    few = [e for e in found if sum(share.denominator for share in e.shares) < FEWEST_CASES]
    assert few
    assert all(e.p is None and e.reason.startswith("too few") for e in few)


def test_an_expected_count_below_one_gets_none(yang45):
    [found] = [e for e in explorations(yang45) if e.contrast.finding == "recurrence"]
    assert sum(share.n for share in found.shares) == 0
    assert found.p is None
    assert "expected" in found.reason


def test_without_cases_nothing_is_tested(shipped):
    assert all(e.p is None for e in explorations(shipped.with_cases(shipped.cases.iloc[:0])))
