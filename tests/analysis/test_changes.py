"""What changed between two versions of the quantities (all of them made up)."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.changes import Change, compare_quantities, name_cases
from helpers.analysis.proportion import proportion
from helpers.analysis.quantity import MOST_CASES_STORED, Quantity
from helpers.analysis.stored import from_records

CASES = st.lists(st.sampled_from("abcdefgh"), unique=True).map(tuple)


@st.composite
def shares(draw: st.DrawFn) -> Quantity:
    base = draw(CASES)
    return proportion("sign.yes", tuple(case for case in base if draw(st.booleans())), base)


def test_a_case_more_is_named_in_numerator_or_denominator() -> None:
    before = proportion("sign.yes", ("a",), ("a", "b"))
    entered = Change(before, proportion("sign.yes", ("a", "c"), ("a", "b", "c")))
    joined = Change(before, proportion("sign.yes", ("a",), ("a", "b", "c")))
    swapped = Change(before, proportion("sign.yes", ("b",), ("a", "b")))
    assert [one.through() for one in (entered, joined, swapped)] == [
        "+c",
        "denominator +c",
        "+b, −a",
    ]
    assert [one.number_changed for one in (entered, joined, swapped)] == [True, True, False]
    assert swapped.basis_changed


def test_a_finding_changes_with_its_n_or_statistic_and_not_with_its_denominator() -> None:
    share = proportion("sign.yes", ("a",), ("a", "b"))
    more = proportion("sign.yes", ("a", "c"), ("a", "b", "c"))
    wider = proportion("sign.yes", ("a",), ("a", "b", "c"))
    older = Change(Quantity("age.median", "45", value=45.0), Quantity("age.median", "46"))
    silent = Change(replace(share, id="x.reported[sex=F]"), replace(more, id="x.reported[sex=F]"))
    pairs = [Change(share, more), Change(share, wider), Change(share, share), older, silent]
    assert [one.finding_changed for one in pairs] == [True, False, False, True, False]


def test_a_change_falls_in_one_group() -> None:
    old = [
        Quantity("cases", "2", value=2, numerator_cases=("a", "b")),
        Quantity("age.median", "45", value=45.0, not_reported=1),
        Quantity("age.mean", "45.1", value=45.11),
        Quantity("gone", "1"),
        Quantity("same", "1", value=0.1 + 0.2),
    ]
    new = [
        replace(old[0], text="3", value=3, numerator_cases=("a", "b", "c")),
        replace(old[1], not_reported=2),
        replace(old[2], value=45.12),
        replace(old[4], value=0.3, label="what it is called does not matter"),
        Quantity("new", "1"),
    ]
    found = compare_quantities(old, new)
    assert [one.after.id for one in found.changed] == ["cases"]
    assert [one.after.id for one in found.same_number] == ["age.median", "age.mean"]
    assert [one.id for one in (*found.added, *found.removed)] == ["new", "gone"]
    assert found
    assert not compare_quantities(new, new)


def test_cases_that_one_version_does_not_name_neither_came_nor_went() -> None:
    many = tuple(f"c{number}" for number in range(MOST_CASES_STORED + 1))
    versions = [proportion("sign.yes", base[:500], base) for base in (many[:-1], many)]
    before, after = from_records(one.as_record() for one in versions)
    assert Change(before, after).basis_changed
    assert Change(before, after).through() == Change(after, before).through() == ""
    assert Change(before, versions[1]).through() == f"denominator +{many[-1]}"
    assert not Change(after, after).basis_changed


@given(shares(), shares())
def test_what_came_and_went_turns_one_into_the_other(before: Quantity, after: Quantity) -> None:
    change = Change(before, after)
    numerator = {*before.numerator_cases, *change.entered} - {*change.left}
    denominator = {*before.denominator_cases, *change.joined} - {*change.gone}
    assert numerator == set(after.numerator_cases)
    assert denominator == set(after.denominator_cases)
    equal = numerator == set(before.numerator_cases) and denominator == set(
        before.denominator_cases
    )
    assert (change.number_changed or change.basis_changed) == (not equal)
    assert bool(change.through()) == (not equal)


def test_many_cases_are_counted_not_named() -> None:
    cases = [f"case{number}" for number in range(14)]
    assert name_cases(cases).endswith("case11 and 2 more")
    assert name_cases(cases[:2]) == "case0, case1"
