"""Search over the whole book, from a folder and from a server."""

import pytest
from waiting import until


@pytest.fixture
def page(open_page, folder):
    page = open_page(f"{folder}/chapters/02-second.html")
    page.keyboard.press("/")
    return page


def titles(page):
    page.locator("[role=option]").first.wait_for()
    return page.locator("[role=option] .title").all_inner_texts()


def test_a_word_of_another_chapter_is_found_as_it_is_typed(open_page, site):
    page = open_page(f"{site}/chapters/02-second.html")
    page.keyboard.press("/")
    page.keyboard.type("spots str")
    assert titles(page)[0] == "Figure 1.1"
    assert page.locator("[role=option] mark").first.is_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/chapters/01-first.html#fig-spots")


def test_arrows_choose_and_enter_goes(page, folder):
    page.keyboard.type("made-up")
    titles(page)
    field = page.get_by_role("combobox", name="Search the book")
    assert field.get_attribute("aria-activedescendant") == "found-0"
    page.keyboard.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == "found-1"
    assert page.locator("#found-1").get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    last = page.locator("[role=option]").count() - 1
    assert field.get_attribute("aria-activedescendant") == f"found-{last}"


FOUND = {
    "only-made-up2": "made-up2",
    "Method": "1.1 Method",
    "Journal of Made": "Reference",
    "spotz": "Figure 1.1",
    "muller": "1.1 Method",
}


def test_cases_sections_references_and_misspelt_words(page):
    for words, title in FOUND.items():
        page.get_by_role("combobox", name="Search the book").fill(words)
        until(page, f"document.querySelector('[role=option] .title')?.textContent === '{title}'")


def test_what_is_nowhere_is_said(page):
    page.keyboard.type("zzzzqqqq")
    page.get_by_text("Nothing found for “zzzzqqqq”.").wait_for()


def test_escape_closes_and_gives_the_focus_back(open_page, folder):
    page = open_page(f"{folder}/index.html")
    button = page.get_by_role("button", name="Search")
    button.press("Enter")
    assert page.get_by_role("dialog", name="Search").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("dialog", name="Search").is_visible()
    assert page.locator(":focus").get_attribute("class").startswith("search-open")


def test_a_slash_in_a_field_is_a_slash(open_page, folder):
    page = open_page(f"{folder}/chapters/a-cases.html")
    page.get_by_label("Find in all values").press_sequentially("a/b")
    assert page.get_by_label("Find in all values").input_value() == "a/b"
    assert page.locator("dialog.search").count() == 0
