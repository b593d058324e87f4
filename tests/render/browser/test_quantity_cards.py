"""A number, its card, its patients: by pointer, by finger, by keyboard."""

import pytest


@pytest.fixture
def page(open_page, folder):
    return open_page(f"{folder}/index.html")


def card(page):
    return page.get_by_role("dialog")


def test_the_keyboard_leads_from_a_number_to_a_patient(open_page, site):
    page = open_page(f"{site}/index.html")
    number = page.get_by_role("button", name="2/3 (66.7%)")
    number.press("Enter")
    assert number.get_attribute("aria-expanded") == "true"
    facts = card(page).inner_text()
    for fact in ("sign </script> seen", "2 of 3", "20.8–93.9%", "in 1", "The other 1"):
        assert fact in facts
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "made-up0"
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/chapters/a-cases.html#case-made-up0")
    assert page.locator("section.case:target").get_by_text("only-made-up0").is_visible()


@pytest.mark.parametrize("key", ["Enter", " "])
def test_escape_closes_and_gives_the_focus_back(page, key):
    page.locator(".quantity").press(key)
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert card(page).count() == 0
    assert page.locator(":focus").get_attribute("data-q") == "sign.yes"
    assert page.locator(".quantity").get_attribute("aria-expanded") is None


def test_tab_leaves_the_card_for_what_follows_the_number(page):
    page.locator(".quantity").press("Enter")
    for _ in range(4):
        page.keyboard.press("Tab")
    assert card(page).count() == 0
    assert page.locator(":focus").inner_text() == "Table\xa02.1"


def test_a_tap_opens_and_a_tap_beside_closes(open_page, folder):
    phone = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
    page = open_page(f"{folder}/index.html", **phone)
    page.locator(".quantity").tap()
    box = card(page).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    page.locator("main h2").first.tap()
    assert card(page).count() == 0


def test_a_second_number_takes_the_place_of_the_first(open_page, folder):
    page = open_page(f"{folder}/chapters/a-cases.html")
    numbers = page.locator("#tbl-wide .quantity")
    numbers.nth(0).click()
    numbers.nth(2).press("Enter")
    assert card(page).count() == 1
    assert numbers.nth(0).get_attribute("aria-expanded") is None
    assert numbers.nth(2).get_attribute("aria-expanded") == "true"
