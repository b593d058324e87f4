from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from helpers.data.levels import LEVELS, Span, levels_of, parse_spans
from helpers.figures.lesions import (
    KINDS,
    MOST,
    Lesion,
    frame,
    lesions_of,
    merged,
    region_ends,
    thinned,
)

spans = st.lists(
    st.tuples(st.sampled_from(LEVELS), st.sampled_from(LEVELS)).map(
        lambda ends: Span(min(ends), max(ends))
    ),
    max_size=5,
).map(tuple)


@given(spans)
def test_merging_keeps_every_level_and_leaves_no_spans_that_touch(found):
    together = merged(found)
    assert levels_of(together) == levels_of(found)
    for upper, lower in pairwise(together):
        assert lower.upper.index > upper.lower.index + 1


def test_two_scans_of_one_lesion_are_one_span():
    assert [str(span) for span in merged(parse_spans("T1-T6;C5-T4;L5"))] == ["C5-T6", "L5"]


def test_a_region_is_drawn_whole():
    assert [str(region_ends(r)) for r in ("cervical", "sacral")] == ["C1-C7", "S1-S5"]


def test_the_most_exact_come_first_and_run_downwards(make_dataset):
    found = lesions_of(make_dataset(45))
    kinds = [KINDS.index(one.kind) for one in found]
    assert kinds == sorted(kinds)
    assert len(set(kinds)) == 3
    exact = [one.spans[0].upper.index for one in found if one.spans]
    assert exact == sorted(exact)


def test_a_region_with_a_level_of_its_own_is_not_drawn_twice(shipped):
    found = {one.case: one for one in lesions_of(shipped)}
    assert [str(span) for span in found["zhang2020-1"].spans] == ["C5-T6"]
    assert found["zhang2020-1"].regions == ()
    assert found["cavity2025-1"].regions == ("thoracic",)
    assert found["yang2023-3"].kind == "neither"


def test_a_region_stated_beyond_the_levels_is_kept(shipped):
    cases = shipped.cases.copy()
    row = cases.index[cases["case_id"] == "woo2021-1"][0]
    cases.at[row, "regions"] = ("cervical", "lumbar")
    (woo,) = [one for one in lesions_of(shipped.with_cases(cases)) if one.case == "woo2021-1"]
    assert woo.regions == ("lumbar",)


def test_the_rows_name_each_case_once(shipped):
    rows = frame(lesions_of(shipped))
    assert sorted(rows["case_id"]) == sorted(shipped.cases["case_id"])


def test_of_very_many_cases_some_are_drawn_at_even_steps():
    found = [Lesion(f"made-up-{i}", (), (), ()) for i in range(10 * MOST)]
    drawn = thinned(found)
    assert [one.case for one in drawn] == [one.case for one in found[::10]]
    assert thinned(found[:MOST]) == found[:MOST]
