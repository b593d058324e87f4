"""The table of all cases to sort and filter, their entries, and the figure that draws them."""

import pytest
from waiting import until


@pytest.fixture
def address(folder):
    return f"{folder}/chapters/a-cases.html"


@pytest.fixture
def page(open_page, address):
    return open_page(address)


def menu(page, name):
    return page.get_by_role("combobox", name=name, exact=True)


def shown(page):
    rows = page.locator("#tbl-all tbody tr").all()
    return [row.locator("th").inner_text() for row in rows if row.is_visible()]


def cards(page):
    return [c.get_attribute("id") for c in page.locator("section.case").all() if c.is_visible()]


def test_filters_narrow_rows_and_entries_and_the_address_keeps_them(open_page, site):
    page = open_page(f"{site}/chapters/a-cases.html")
    menu(page, "Place").select_option("north")
    assert shown(page) == ["made-up0", "made-up1"]
    menu(page, "Length").select_option("not stated")
    assert shown(page) == ["made-up1"]
    assert cards(page) == ["case-made-up1"]
    assert page.get_by_role("status").inner_text() == "1 of 3 shown"
    again = open_page(page.url)
    assert shown(again) == ["made-up1"]
    assert menu(again, "Place").input_value() == "north"


def test_a_link_to_what_is_shown_can_be_taken_along(open_page, served):
    page = open_page(f"{served}/chapters/a-cases.html")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    menu(page, "Place").select_option("west")
    page.get_by_role("button", name="Copy link").press("Enter")
    until(page, "document.querySelector('[role=status]').textContent === 'Link copied'")
    link = page.evaluate("navigator.clipboard.readText()")
    assert shown(open_page(link)) == ["made-up2"]


def test_words_are_found_in_every_value_of_a_case(page):
    page.get_by_label("Find in all values").fill("ONLY-made-up2 long")
    assert shown(page) == ["made-up2"]
    page.get_by_role("button", name="Clear").click()
    until(page, "document.querySelectorAll('#tbl-all tbody tr:not([hidden])').length === 3")
    assert page.url.endswith("#tbl-all")
    assert page.get_by_role("button", name="Clear").is_disabled()


def test_a_choice_says_how_many_cases_it_has(page):
    choices = menu(page, "Place").locator("option").all_inner_texts()
    assert choices == ["any", "north (2)", "east (1)", "west (1)"]
    choices = menu(page, "Length").locator("option").all_inner_texts()
    assert choices == ["any", "long (1)", "short (1)", "not stated (1)"]


def test_heads_sort_as_people_count_and_what_is_not_stated_stays_last(page, open_page):
    page.get_by_role("button", name="Age").press("Enter")
    assert shown(page) == ["made-up1", "made-up0", "made-up2"]
    assert page.locator("#tbl-all th[aria-sort=ascending]").inner_text().strip() == "Age"
    page.get_by_role("button", name="Length").click()
    assert shown(page) == ["made-up2", "made-up0", "made-up1"]
    page.get_by_role("button", name="Length").click()
    assert shown(page) == ["made-up0", "made-up2", "made-up1"]
    assert shown(open_page(page.url)) == ["made-up0", "made-up2", "made-up1"]
    page.evaluate("document.querySelector('#tbl-all tbody td').textContent = '–, male'")
    partly = shown(page)[0]
    page.get_by_role("button", name="Age").click()
    assert shown(page)[-1] == partly


def test_a_mark_of_the_figure_leads_to_its_case_by_keyboard(open_page, folder):
    page = open_page(f"{folder}/chapters/01-first.html")
    page.get_by_role("link", name="case made-up2").press("Enter")
    page.wait_for_url(f"{folder}/chapters/a-cases.html#case-made-up2")
    assert page.locator("section.case:target h3").inner_text().startswith("made-up2")


def test_a_case_leads_to_its_mark_in_the_figure(open_page, site):
    page = open_page(f"{site}/chapters/a-cases.html")
    page.locator("#case-made-up2 a.quarto-xref").click()
    page.wait_for_url(f"{site}/chapters/01-first.html#fig-spots?case-made-up2")
    marks = page.locator("#fig-spots svg a.chosen")
    assert marks.count() == 1
    assert marks.get_attribute("href").endswith("#case-made-up2")
    assert page.locator("#fig-spots").is_visible()


def test_an_address_of_a_case_shows_it_whatever_is_filtered(page, address):
    menu(page, "Place").select_option("west")
    page.evaluate("location.hash = '#case-made-up1'")
    page.locator("#case-made-up1").wait_for()
    assert shown(page) == ["made-up0", "made-up1", "made-up2"]
    assert page.url == f"{address}#case-made-up1"


def test_a_filter_in_the_address_that_fits_nothing_shows_nothing(open_page, address):
    page = open_page(f"{address}#tbl-all?words=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&sort=99")
    assert shown(page) == []
    assert page.get_by_role("status").inner_text() == "0 of 3 shown"
