import pandas as pd
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


def stating(dataset, contrast):
    """Return the ids of the cases of both groups that state the finding."""
    cases = dataset.cases
    both = cases[contrast.field].isin(contrast.groups) & cases[contrast.finding].notna()
    return set(cases["case_id"][both])


@pytest.mark.parametrize("dataset", ["shipped", "yang45"])
def test_a_case_counts_only_where_it_states_both_fields(request, dataset):
    dataset = request.getfixturevalue(dataset)
    for found in explorations(dataset):
        counted = [case for share in found.shares for case in share.denominator_cases]
        assert sorted(counted) == sorted(stating(dataset, found.contrast))


def made_up(dataset, **columns):
    """Return ten made-up women and ten made-up men."""
    cases = pd.concat([dataset.cases.iloc[[0]]] * 20, ignore_index=True)
    sexes = ["F"] * 10 + ["M"] * 10
    return dataset.with_cases(
        cases.assign(case_id=[f"made-up-{i}" for i in range(20)], sex=sexes, **columns)
    )


def test_silence_is_no_finding_to_test(shipped):
    """Ten women and ten men, of whom one each denies worsening: nothing to test."""
    worsening = ["no", *[None] * 9, "no", *["yes"] * 4, *[None] * 5]
    found = explorations(made_up(shipped, progressive_worsening=worsening))[-1]
    assert found.contrast.finding == "progressive_worsening"
    assert [(share.n, share.denominator) for share in found.shares] == [(0, 1), (4, 5)]
    assert found.reason == "too few: 6 patients of the two groups state it"
    # another number than the lower bound among all cases has another id
    assert [share.id for share in found.shares] == [
        f"progressive_worsening.yes.stated[sex={sex}]" for sex in "FM"
    ]


def test_a_finding_that_no_report_denies_is_not_compared(shipped):
    """Where only who has it counts, its share is 100% however rare it is."""
    never_denied = [*["yes"] * 6, *[None] * 4, *["yes"] * 6, *[None] * 4]
    found = explorations(made_up(shipped, progressive_worsening=never_denied))[-1]
    assert [str(share) for share in found.shares] == ["6/6 (100.0%)"] * 2
    assert (found.p, found.reason) == (None, "no report on these groups denies it")
    denied = [*never_denied[:6], "no", *never_denied[7:16], *["no"] * 4]
    assert explorations(made_up(shipped, progressive_worsening=denied))[-1].p is not None


def test_an_outcome_that_all_share_is_not_called_undenied(shipped):
    """Who states an outcome states none of the others: nothing is passed over in silence."""
    found = explorations(made_up(shipped, outcome="improved"))[-2]
    assert found.contrast.finding == "outcome"
    assert (found.p, found.reason) == (None, "an expected count is below one")


def test_patients_of_other_groups_are_not_counted_as_stating_nothing(shipped):
    """Two homogeneous lesions state pattern and outcome; they are neither ventral nor dorsal."""
    found = explorations(shipped)[0]
    assert found.contrast.groups == ("ventral", "dorsal")
    both = shipped.cases["axial_pattern"].notna() & shipped.cases["outcome"].notna()
    assert both.any()
    assert not stating(shipped, found.contrast)
    assert found.reason == "too few: 0 patients of the two groups state it"


def test_cells_that_do_not_bear_a_test_get_none(shipped):
    found = explorations(shipped)
    few = [e for e in found if sum(share.denominator for share in e.shares) < FEWEST_CASES]
    assert few
    assert all(e.p is None and e.reason.startswith(("too few", "no report")) for e in few)


def test_an_expected_count_below_one_gets_none(yang45):
    denied = yang45.with_cases(yang45.cases.assign(recurrence="no"))
    [found] = [e for e in explorations(denied) if e.contrast.finding == "recurrence"]
    assert sum(share.n for share in found.shares) == 0
    assert found.p is None
    assert "expected" in found.reason


def test_without_cases_nothing_is_tested(shipped):
    assert all(e.p is None for e in explorations(shipped.with_cases(shipped.cases.iloc[:0])))
