"""What changed in figures and tables, row by row (all made up)."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.pipeline.compare import CellChange, compare_exhibits
from helpers.pipeline.exhibits import Exhibit

TABLE = Exhibit(
    "tbl-signs",
    "table",
    "one.ipynb",
    columns=("Sign", "Share"),
    rows=(("T1 signal", ""), ("mixed", "1/3"), ("T2 signal", ""), ("mixed", "2/3")),
)
FIGURE = Exhibit(
    "fig-signs",
    "figure",
    "one.ipynb",
    columns=("field", "value", "percent"),
    rows=(("t1", "mixed", 100 / 3), ("t2", "mixed", None)),
    alt="One of three",
    picture="1f",
)
ROWS = st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xy"), st.integers(0, 3)))


def changed(before: Exhibit, *rows: tuple[Any, ...]):
    (found,) = compare_exhibits([before], [replace(before, rows=rows)])
    return found


def test_a_row_is_known_by_its_label() -> None:
    found = changed(TABLE, *TABLE.rows[:3], ("mixed", "3/3"))
    assert found.cells == (CellChange("mixed, (2)", "Share", "2/3", "3/3"),)
    found = changed(FIGURE, FIGURE.rows[1], ("t1", "mixed", 50.0), ("t2", "none", 0))
    assert found.cells == (CellChange("t1, mixed", "percent", 100 / 3, 50.0),)
    assert (found.added, found.removed) == ((("t2", "none", 0),), ())


def test_another_order_and_the_last_digit_are_no_change() -> None:
    rows = (("t2", "mixed", None), ("t1", "mixed", 33.333333333333336))
    assert compare_exhibits([FIGURE], [replace(FIGURE, rows=rows)]) == []


@pytest.mark.parametrize("other", [{"alt": "Two of three"}, {"picture": "2e"}])
def test_a_figure_may_only_be_drawn_otherwise(other: dict[str, str]) -> None:
    (found,) = compare_exhibits([FIGURE], [replace(FIGURE, **other)])
    assert (found.kind, found.cells) == ("redrawn", ())


def test_a_caption_is_prose() -> None:
    assert compare_exhibits([TABLE], [replace(TABLE, caption="Other words")]) == []


def test_one_side_may_have_it_alone() -> None:
    found = compare_exhibits([TABLE, FIGURE], [FIGURE, replace(TABLE, label="tbl-new")])
    assert [(one.exhibit.label, one.kind) for one in found] == [
        ("tbl-new", "added"),
        ("tbl-signs", "removed"),
    ]
    assert found[1].removed == TABLE.rows


def test_a_column_of_one_side_has_no_value_on_the_other() -> None:
    wider = replace(TABLE, columns=("Sign", "Share", "CI"), rows=(("T1 signal", "", "0–1"),))
    (found,) = compare_exhibits([replace(TABLE, rows=TABLE.rows[:1])], [wider])
    assert found.cells == (CellChange("T1 signal", "CI", None, "0–1"),)


@given(ROWS, ROWS)
def test_what_differs_accounts_for_every_row(before: list[Any], after: list[Any]) -> None:
    old, new = replace(FIGURE, rows=tuple(before)), replace(FIGURE, rows=tuple(after))
    found = compare_exhibits([old], [new])
    assert bool(found) == (sorted(before) != sorted(after))
    for change in found:
        assert len(before) - len(change.removed) == len(after) - len(change.added)


def test_another_order_of_rows_with_one_label_is_no_change() -> None:
    rows = (("same", 1), ("same", 2))
    assert compare_exhibits([replace(FIGURE, rows=rows)], [replace(FIGURE, rows=rows[::-1])]) == []
