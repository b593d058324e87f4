"""What a reference leads to, shown before the reader goes there."""

import pytest
from waiting import until


@pytest.fixture
def page(open_page, folder):
    return open_page(f"{folder}/chapters/01-first.html")


def preview(page):
    card = page.get_by_role("tooltip")
    card.wait_for()
    return card


def test_a_figure_with_its_picture_and_caption(open_page, site):
    page = open_page(f"{site}/chapters/01-first.html")
    page.locator("a.quarto-xref", has_text="Figure 1.1").hover()
    card = preview(page)
    assert "Figure 1.1" in card.inner_text()
    assert "Spots & stripes at T4" in card.inner_text()
    loaded = "document.querySelector('.preview img').naturalWidth > 0"
    until(page, loaded)
    page.mouse.move(5, 5)
    until(page, "!document.querySelector('.preview')")


@pytest.mark.parametrize(
    ("link", "words"),
    [("Table 2.1", "Made-up people"), ("Appendix A", "All cases"), ("2", "Made-up Letters")],
)
def test_other_chapters_and_publications_by_keyboard(page, link, words):
    page.locator("main p a", has_text=link).first.focus()
    assert words in preview(page).inner_text()
    page.keyboard.press("Escape")
    assert page.get_by_role("tooltip").count() == 0


def test_a_table_of_the_same_page_with_its_rows(open_page, folder):
    page = open_page(f"{folder}/chapters/02-second.html")
    page.locator("a.quarto-xref", has_text="Table 2.1").first.hover()
    assert "made-up1" in preview(page).inner_text()
    assert page.locator("#tbl-people").count() == 1, "the copy has no id"


def test_a_drawn_case_shows_the_figure(open_page, folder):
    page = open_page(f"{folder}/chapters/a-cases.html")
    page.locator("#case-made-up0 a.quarto-xref").hover()
    assert "Spots & stripes" in preview(page).inner_text()


def test_escape_also_stops_what_is_still_being_read(open_page, served):
    page, held = open_page(f"{served}/chapters/01-first.html"), []
    page.route("**/contents.js", lambda route: held.append(route))
    with page.expect_request("**/contents.js"):
        page.locator("main p a", has_text="Table 2.1").first.focus()
    page.keyboard.press("Escape")
    with page.expect_response("**/contents.js"):
        held[0].continue_()
    page.wait_for_timeout(300)
    assert page.get_by_role("tooltip").count() == 0
