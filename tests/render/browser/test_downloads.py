"""What can be taken along: figures as SVG and PNG, rows as CSV, notebooks."""

import json
from pathlib import Path

import pytest

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def download(page, **role):
    with page.expect_download() as taken:
        page.get_by_role(role.pop("role"), **role).click()
    return Path(taken.value.path()).read_bytes(), taken.value.suggested_filename


def test_a_figure_as_png(open_page, site):
    page = open_page(f"{site}/chapters/01-first.html")
    content, name = download(page, role="button", name="PNG of fig-spots")
    assert name == "fig-spots.png"
    assert content.startswith(SIGNATURE)
    # 468 by 160 points at 300 dots to the inch
    assert [int.from_bytes(content[at : at + 4]) for at in (16, 20)] == [1950, 667]


# From a folder a browser opens these files instead; which of the two is its own affair.
@pytest.mark.parametrize(
    ("name", "file", "begin"),
    [
        ("SVG of fig-spots", "fig-spots.svg", b"<svg"),
        ("CSV of fig-spots", "fig-spots.csv", b"x,y"),
        ("This chapter as notebook", "01-first.ipynb", b"{"),
    ],
)
def test_a_figure_as_svg_its_rows_and_the_notebook(open_page, served, book, name, file, begin):
    page = open_page(f"{served}/chapters/01-first.html")
    href = page.get_by_role("link", name=name).get_attribute("href")
    content, suggested = download(page, role="link", name=name)
    assert (suggested, content[: len(begin)]) == (file, begin)
    assert content == (book / "chapters" / href).read_bytes()


def test_the_notebook_is_executed(book):
    cells = json.loads((book / "chapters" / "01-first.ipynb").read_text("utf-8"))["cells"]
    assert any(cell.get("outputs") for cell in cells)


def test_code_is_folded_away_and_unfolds_by_keyboard(open_page, folder):
    page = open_page(f"{folder}/chapters/01-first.html")
    code = page.locator(".under pre").first
    assert not code.is_visible()
    page.locator(".under summary").first.press("Enter")
    assert code.inner_text().strip() == "spots()"
