from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.data.levels import (
    LEVELS,
    REGIONS,
    Level,
    LevelError,
    Span,
    levels_of,
    parse_spans,
    span_regions,
)

levels = st.sampled_from(LEVELS)
spans = st.tuples(levels, levels).map(lambda ends: Span(min(ends), max(ends)))
blanks = st.text(" \t\u00a0", max_size=2)
dashes = st.sampled_from("-‐‑‒–—―−﹘﹣－")


def test_there_are_29_levels_from_c1_to_s5() -> None:
    assert len(LEVELS) == 29
    assert [str(LEVELS[i]) for i in (0, 6, 7, 18, 19, 23, 24, 28)] == [
        *("C1", "C7", "T1", "T12", "L1", "L5", "S1", "S5")
    ]


def test_levels_are_ordered_from_above() -> None:
    assert all(upper < lower for upper, lower in pairwise(LEVELS))
    assert [level.index for level in LEVELS] == list(range(29))


@pytest.mark.parametrize(
    ("name", "region"), [("C7", "cervical"), ("T1", "thoracic"), ("L5", "lumbar"), ("S1", "sacral")]
)
def test_region_of_a_level(name: str, region: str) -> None:
    assert Level(name).region == region


@given(spans, dashes, blanks, st.booleans())
def test_a_span_is_read_whatever_its_dash_case_and_blanks(
    span: Span, dash: str, blank: str, lower_case: bool
) -> None:
    text = f"{blank}{span.upper}{blank}{dash}{blank}{span.lower}{blank}"
    assert Span.parse(text.lower() if lower_case else text) == span


@given(st.lists(spans, max_size=4))
def test_spans_are_written_as_they_are_read(found: list[Span]) -> None:
    assert parse_spans(";".join(map(str, found))) == tuple(found)


@given(spans)
def test_a_span_holds_every_level_between_its_ends(span: Span) -> None:
    assert span.levels == tuple(x for x in LEVELS if span.upper <= x <= span.lower)
    assert all((level in span) == (level in span.levels) for level in LEVELS)


@given(st.lists(spans))
def test_spans_are_ordered_by_their_upper_end_then_their_lower_one(found: list[Span]) -> None:
    ends = [(span.upper.index, span.lower.index) for span in sorted(found)]
    assert ends == sorted(ends)


@given(spans)
def test_regions_of_a_span_are_those_of_its_levels_from_above(span: Span) -> None:
    assert set(span.regions) == {level.region for level in span.levels}
    assert list(span.regions) == sorted(span.regions, key=REGIONS.index)


@given(st.lists(spans, max_size=5).map(tuple))
def test_levels_of_spans_that_overlap_count_once(found: tuple[Span, ...]) -> None:
    together = levels_of(found)
    assert set(together) == {level for span in found for level in span.levels}
    assert list(together) == sorted(set(together))
    assert set(span_regions(found)) == {level.region for level in together}


@given(levels, levels)
def test_an_upper_end_below_the_lower_one_is_refused(a: Level, b: Level) -> None:
    if b < a:
        with pytest.raises(LevelError, match=f'"{a}-{b}": the upper level {a} is below {b}'):
            Span(a, b)


@pytest.mark.parametrize("text", ["T13", "C8", "L6", "S6", "T0", "C", "5", "C05", "Th5", "C5/6"])
def test_what_is_no_level_is_named_with_what_is_allowed(text: str) -> None:
    with pytest.raises(LevelError) as error:
        parse_spans(text)
    found = f'"{text}" is not a vertebral level (C1–C7, T1–T12, L1–L5, S1–S5)'
    assert str(error.value) == found


def test_three_ends_are_refused() -> None:
    with pytest.raises(LevelError, match="more than two ends"):
        parse_spans("C1-C2-C3")


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(LevelError):
        found = parse_spans(text)
        assert parse_spans(";".join(map(str, found))) == found


@given(st.text() | st.text(min_size=99))
def test_a_refusal_is_one_short_line(text: str) -> None:
    assert refusal(text).isprintable()
    assert len(refusal(text)) < 200


def refusal(text: str) -> str:
    try:
        parse_spans(text)
    except LevelError as error:
        return str(error)
    return ""
