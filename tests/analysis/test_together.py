from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.proportion import proportion
from helpers.analysis.together import combinations

CASES = tuple(f"madeup{i}-1" for i in range(12))
made_up_findings = st.lists(st.sets(st.sampled_from(CASES)), min_size=1, max_size=5).map(
    lambda held: [
        proportion(f"finding{i}.yes", tuple(sorted(cases)), CASES, label=f"finding {i}")
        for i, cases in enumerate(held)
    ]
)


@given(made_up_findings)
def test_every_case_is_in_exactly_one_combination(findings):
    found = combinations(findings, "together")
    cases = [case for one in found for case in one.quantity.numerator_cases]
    assert sorted(cases) == sorted(CASES)


@given(made_up_findings)
def test_a_case_has_the_members_of_its_combination_and_no_other(findings):
    for one in combinations(findings, "together"):
        for place, finding in enumerate(findings):
            held = set(one.quantity.numerator_cases) <= set(finding.numerator_cases)
            none = not set(one.quantity.numerator_cases) & set(finding.numerator_cases)
            assert held if place in one.members else none


@given(made_up_findings)
def test_the_most_frequent_comes_first(findings):
    counts = [one.quantity.n for one in combinations(findings, "together")]
    assert counts == sorted(counts, reverse=True)


def test_a_combination_is_named_after_its_findings():
    findings = [
        proportion("neck_pain.yes", CASES[:2], CASES, label="Neck pain"),
        proportion("headache.yes", CASES[:1], CASES, label="Headache"),
    ]
    none, *others = combinations(findings, "together")
    assert (none.quantity.text, none.quantity.label) == ("10/12 (83.3%)", "none of these")
    assert {one.quantity.id: one.quantity.label for one in others} == {
        "together[neck_pain.yes]": "Neck pain alone",
        "together[neck_pain.yes+headache.yes]": "Neck pain and Headache alone",
    }


def test_without_findings_there_is_no_combination():
    assert combinations([], "together") == []
