"""Two books are compared by what a reader finds in them."""

import shutil
from pathlib import Path

import pytest

from helpers.render import quarto
from helpers.render.contents import differences, read_pages


def test_what_a_page_holds(rendered: Path) -> None:
    page = read_pages(rendered)["chapters/02-second.html"]
    assert page.chapters == ("2 Second things",)
    assert page.tables[0].startswith("tbl-people Table 2.1 Made-up")
    assert "sign.yes 2/3 (66.7%)" in page.numbers
    first = read_pages(rendered)["chapters/01-first.html"]
    assert [figure.split()[0] for figure in first.figures] == ["fig-spots"]
    assert len(first.references) == 2


@pytest.mark.parametrize(
    ("page", "old", "new", "kind"),
    [
        ("02-second", "2/3 (66.7%)", "3/3 (100.0%)", "numbers"),
        ("01-first", "1.1</span> Spots", "1.1</span> Dots", "figures"),
        ("02-second", "<h1", "<p></p><h1 class='x'>Other</h1><h1", "chapters"),
    ],
)
def test_a_difference_is_found(
    rendered: Path, tmp_path: Path, page: str, old: str, new: str, kind: str
) -> None:
    other = tmp_path / "other"
    shutil.copytree(rendered, other)
    path = other / "chapters" / f"{page}.html"
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    found = differences(rendered, other)
    assert found
    assert all(line.startswith(f"chapters/{page}.html: ") for line in found)
    assert any(f": {kind}: only in {other}: " in line for line in found)


def test_where_a_long_name_may_break_is_no_difference(rendered: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(rendered, other)
    path = other / "chapters" / "02-second.html"
    cut = path.read_text("utf-8").replace(">made-up0<", ">made-<wbr>up0<")
    assert "<wbr>" in cut
    path.write_text(cut, "utf-8")
    assert differences(rendered, other) == []


def test_a_missing_page_is_found(rendered: Path, tmp_path: Path) -> None:
    shutil.copytree(rendered, tmp_path / "other")
    (tmp_path / "other" / "index.html").unlink()
    assert differences(rendered, tmp_path / "other") == [f"index.html: only in {rendered}"]


@pytest.mark.skipif(quarto.find() is None, reason="Quarto is not installed here")
def test_quarto_makes_the_same_book(staged: Path, rendered: Path, tmp_path: Path) -> None:
    quarto.render(staged, tmp_path, frozenset({"html"}))
    assert differences(rendered, tmp_path) == []
