"""Columns are as wide as their words, where there is room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.cli.columns import GAP, fitted
from helpers.cli.report import WIDTH, Rows, as_text, console_for_text, print_report

WORDS = st.lists(st.text("abc_.", min_size=1, max_size=12), max_size=5).map(" ".join)
COLUMNS = st.integers(0, 4).flatmap(
    lambda rows: st.lists(
        st.lists(WORDS, min_size=rows, max_size=rows).map(tuple), min_size=1, max_size=5
    )
)


@given(COLUMNS, st.integers(1, 90))
def test_no_word_is_broken_and_no_room_left_unused(columns, available: int) -> None:
    widths = fitted(columns, available)
    words = [max([1, *map(len, " ".join(column).split())]) for column in columns]
    room = available - GAP * (len(columns) - 1)
    if widths is None:
        assert sum(words) > room
        return
    wanted = [max([1, *map(len, column)]) for column in columns]
    assert all(one >= word for one, word in zip(widths, words, strict=True))
    assert all(one <= most for one, most in zip(widths, wanted, strict=True))
    assert sum(widths) == min(sum(wanted), room)


def test_a_name_too_long_for_a_column_stands_above_its_row() -> None:
    name, other = "a" * (WIDTH + 40), "b" * 90
    head, rule, *lines = _lines(Rows(("Name", "Meaning"), [(name, other), ("short", "words")]))
    assert (head, set(rule)) == ("Name Meaning", {"─"})
    assert lines == [name, other, "short words"]


@pytest.mark.parametrize("columns", [0, 1, 20, 40])
def test_a_narrow_terminal_breaks_words_but_loses_none(monkeypatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    console = console_for_text()
    with console.capture() as printed:
        print_report([Rows(("Name", "Meaning", "Value"), [("a" * 50, "b" * 30, "c")])], console)
    assert [printed.get().count(letter) for letter in "bc"] == [30, 1]
    assert "a" * 50 in printed.get()


def test_where_the_rest_needs_all_room_each_name_stands_above_its_row() -> None:
    head, below, _, *lines = _lines(Rows(("Name", "Meaning"), [("short", "b" * (WIDTH - 8))]))
    assert (head, below) == ("Name", "Meaning")
    assert lines == ["short", "b" * (WIDTH - 8)]


def _lines(table: Rows) -> list[str]:
    return [" ".join(line.split()) for line in as_text([table]).splitlines() if line.strip()]
