"""``rspbook compare``: two books are the same in their pages and in what lies behind them."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from in_process import rspbook


@pytest.fixture(scope="module")
def book(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with few pages, which are read in a moment."""
    few = tmp_path_factory.mktemp("few") / "book"
    shutil.copytree(built / "_book", few)
    for page in (few / "chapters").glob("*.html"):
        if not page.name.startswith("04"):
            page.unlink()
    return few


@pytest.fixture
def other(book: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may spoil."""
    return shutil.copytree(book, tmp_path / "other")


def edit(path: Path, change: Callable[[Any], object]) -> None:
    """Change the records of a JSON file."""
    records = json.loads(path.read_text("utf-8"))
    change(records)
    path.write_text(json.dumps(records), "utf-8")


def differing(one: Path, other: Path) -> list[str]:
    done = rspbook("compare", one, other)
    assert done.exit_code == 1, done.stdout
    return done.stdout.splitlines()


def test_the_same_book(book: Path, other: Path) -> None:
    done = rspbook("compare", book, other)
    assert (done.exit_code, done.refusal) == (0, "")
    assert done.stdout == "The same chapters, figures, tables, numbers and references\n"


def test_a_number_that_no_page_prints(book: Path, other: Path) -> None:
    def change(records: list[dict[str, Any]]) -> None:
        by_id = {record["id"]: record for record in records}
        by_id["sex.F"]["text"] = "7/17 (41.2%)"
        by_id["sex.M"]["not_reported"] = 4

    edit(other / "quantities.json", change)
    assert differing(book, other) == [
        f'quantities.json: sex.F: "6/17 (35.3%)" in {book}, "7/17 (41.2%)" in {other}',
        "quantities.json: sex.M: not_reported differs",
    ]


def test_a_number_that_one_book_alone_has(book: Path, other: Path) -> None:
    edit(other / "quantities.json", lambda records: records.pop(0))
    [line] = differing(book, other)
    assert line.endswith(f": only in {book}")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            b"Neck pain",
            b"Nape pain",
            "data/fig-symptoms.csv: cells that differ: 1, the first in line ",
        ),
        (b"\r\n", b",of\r\n", "data/fig-symptoms.csv: columns: "),
        (b"\r\n", b"\r\n\r\n", "data/fig-symptoms.csv: 22 lines in "),
        (b"\r\n", b"\n", "data/fig-symptoms.csv: written otherwise"),
    ],
)
def test_the_sheet_behind_a_figure(
    book: Path, other: Path, old: bytes, new: bytes, told: str
) -> None:
    sheet = other / "data" / "fig-symptoms.csv"
    assert old in sheet.read_bytes()
    sheet.write_bytes(sheet.read_bytes().replace(old, new, 1))
    [line] = differing(book, other)
    assert line.startswith(told)


def test_data_that_one_book_alone_has(book: Path, other: Path) -> None:
    (other / "data" / "overlaps.csv").unlink()
    assert differing(book, other) == [f"data/overlaps.csv: only in {book}"]


def test_another_picture_of_the_same_rows(book: Path, other: Path) -> None:
    def change(records: list[dict[str, Any]]) -> None:
        figure = next(record for record in records if record["label"] == "fig-course")
        figure["picture"] = figure["alt"] = "another"

    edit(other / "records.json", change)
    assert differing(book, other) == ["records.json: fig-course: alt, picture differ"]


def test_what_no_build_wrote_is_no_error(book: Path, other: Path) -> None:
    (other / "quantities.json").write_text("[3]")
    assert differing(book, other) == [
        "quantities.json: differs, and is no longer what a build wrote"
    ]
