"""In the book that Quarto makes, numbers and cases are asked in the same way."""

import pytest


@pytest.fixture
def cases(open_page, served_by_quarto):
    return open_page(f"{served_by_quarto}/chapters/a-cases.html")


def test_a_number_leads_by_keyboard_to_its_patients(open_page, served_by_quarto):
    page = open_page(f"{served_by_quarto}/index.html")
    page.locator(".quantity").first.press("Enter")
    assert "20.8–93.9%" in page.get_by_role("dialog").inner_text()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served_by_quarto}/chapters/a-cases.html#case-made-up0")
    assert page.get_by_text("only-made-up0").is_visible()


def test_escape_gives_the_focus_back(cases):
    cases.locator(".quantity").first.press("Enter")
    cases.keyboard.press("Escape")
    assert cases.get_by_role("dialog").count() == 0
    assert cases.locator(":focus").get_attribute("data-q") == "sign.yes"


def test_cases_are_filtered_and_sorted_and_the_address_says_how(cases, open_page):
    cases.get_by_role("combobox", name="Place", exact=True).select_option("north")
    cases.get_by_role("button", name="Age").click()
    for page in (cases, open_page(cases.url)):
        rows = page.locator("#tbl-all tbody tr:visible a")
        assert rows.all_inner_texts() == ["made-up1", "made-up0"]


def test_figure_and_cases_point_at_each_other(cases, served_by_quarto):
    cases.locator("#case-made-up2 a[href*=fig-spots]").click()
    cases.wait_for_url(f"{served_by_quarto}/chapters/01-first.html#fig-spots?case-made-up2")
    assert cases.locator("#fig-spots svg a.chosen").count() == 1
    cases.get_by_role("link", name="case made-up0").press("Enter")
    cases.wait_for_url(f"{served_by_quarto}/chapters/a-cases.html#case-made-up0")


def test_the_name_of_a_link_is_what_it_shows(open_page, served_by_quarto):
    page = open_page(f"{served_by_quarto}/chapters/01-first.html")
    assert page.get_by_role("link", name="2 Second things").count() > 0
    assert page.locator(".pagination-link[aria-label]").count() == 0


def test_no_page_is_wider_than_a_phone(open_page, served_by_quarto):
    page = open_page(f"{served_by_quarto}/index.html", viewport={"width": 360, "height": 740})
    for name in ("index", "chapters/01-first", "chapters/02-second", "chapters/a-cases"):
        page.goto(f"{served_by_quarto}/{name}.html")
        assert page.evaluate("document.documentElement.scrollWidth") == 360, name


def test_its_policy_lets_it_search(open_page, served_by_quarto):
    page = open_page(f"{served_by_quarto}/index.html")
    page.locator("#quarto-search input").first.click()
    page.keyboard.type("method")
    page.locator(".aa-Panel a[href*='01-first.html']").first.wait_for()
