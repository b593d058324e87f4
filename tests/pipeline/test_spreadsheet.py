"""A CSV of ours opens in a spreadsheet as the text that it is."""

import csv
import io
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.pipeline.spreadsheet import GUARD, as_csv, guarded, safe

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "cell", ["=1+1", "+cmd|x", "-2+3", "@SUM(A1)", "\tx", "\r=1", "\n=1", "-", "-inf", "＝1+1"]
)
def test_what_begins_a_formula_becomes_text(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


@pytest.mark.parametrize(
    ("cell", "text"),
    [("-5", "-5"), ("+4.7", "+4.7"), (-1e-7, "-1e-07"), (28.0, "28"), (-3, "-3"), (None, ""),
     (["dura", "epidural"], "dura;epidural"), (["=1", "b"], "'=1;b"), ("28/45 (62.2%)",) * 2],
)  # fmt: skip
def test_numbers_and_other_text_stay(cell: object, text: str) -> None:
    assert safe(cell) == text


@given(st.lists(st.lists(TEXTS | st.none() | st.floats(allow_nan=False), min_size=2, max_size=2)))
def test_every_cell_comes_back_and_none_is_a_formula(rows: list[list[Any]]) -> None:
    found = read(as_csv(["=head", "b"], rows))
    assert found == [["'=head", "b"], *([safe(cell) for cell in row] for row in rows)]
    cells = [cell for row in found for cell in row]
    assert not any(cell.startswith(("=", "@", "\t", "\r")) for cell in cells)


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), min_size=1))
def test_a_file_of_strangers_starts_no_formula(rows: list[list[str]]) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerows(rows)
    cells = [[safe(cell) for cell in row] for row in rows]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made-up.csv"
        path.write_bytes(stream.getvalue().encode())
        found = guarded(path)
        assert read(path.read_bytes() if isinstance(found, Path) else found) == cells
    assert (found == path) == (cells == rows)
    assert [[GUARD.sub("", cell) for cell in row] for row in cells] == [
        [GUARD.sub("", cell) for cell in row] for row in rows
    ]


def test_a_spreadsheet_is_told_that_it_is_utf8() -> None:
    assert as_csv(["a–b"], []) == b"\xef\xbb\xbfa\xe2\x80\x93b\r\n"
