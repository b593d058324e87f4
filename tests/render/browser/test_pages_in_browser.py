"""The page around the text: chapters, light and dark, contents that follow, phone, print."""

import pytest
from bs4 import BeautifulSoup
from waiting import until

PAGES = ["index.html", "chapters/01-first.html", "chapters/02-second.html", "chapters/a-cases.html"]
DARK, LIGHT = ({"color_scheme": scheme} for scheme in ("dark", "light"))
PHONE = {"viewport": {"width": 360, "height": 740}}


def theme(page):
    return page.evaluate("document.documentElement.dataset.theme")


def test_every_page_opens_from_a_folder_and_from_a_server(open_page, site):
    page = open_page(f"{site}/index.html")
    for name in PAGES:
        page.goto(f"{site}/{name}")
        family = page.evaluate("getComputedStyle(document.body).fontFamily")
        assert family.startswith('"Review Serif"'), name
        assert page.evaluate("document.fonts.check('16px \"Review Serif\"')"), name


@pytest.mark.parametrize("name", PAGES)
def test_no_style_or_script_stands_in_a_page(book, name):
    page = BeautifulSoup((book / name).read_bytes(), "html.parser")
    policy = page.select_one('meta[http-equiv="Content-Security-Policy"]')["content"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert not page.select("style, [style], script:not([src]):not([type='application/json'])")
    assert not [
        tag for tag in page.find_all(True) if any(key.startswith("on") for key in tag.attrs)
    ]


def test_light_and_dark_follow_the_system_until_the_reader_chooses(open_page, site):
    page = open_page(f"{site}/index.html", **DARK)
    button = page.get_by_role("button", name="Dark mode")
    assert (theme(page), button.get_attribute("aria-pressed")) == ("dark", "true")
    page.emulate_media(**LIGHT)
    until(page, "document.documentElement.dataset.theme === 'light'")
    button.click()
    assert (theme(page), button.get_attribute("aria-pressed")) == ("dark", "true")
    page.goto(f"{site}/chapters/01-first.html")
    assert theme(page) == "dark", "remembered on the next page"
    page.get_by_role("button", name="Dark mode").click()
    page.emulate_media(**DARK)  # the system's own choice is not kept, but followed again
    until(page, "document.documentElement.dataset.theme === 'dark'")


def test_the_contents_of_a_page_follow_the_reader(open_page, folder):
    page = open_page(f"{folder}/chapters/01-first.html", viewport={"width": 1440, "height": 700})
    current = page.locator(".on-this-page [aria-current]")
    assert current.count() == 0
    page.locator("#sec-finding").evaluate("place => place.scrollIntoView()")
    until(
        page,
        "document.querySelector('.on-this-page [aria-current]')?.textContent.includes('Finding')",
    )
    page.mouse.wheel(0, -5000)
    until(page, "!document.querySelector('.on-this-page [aria-current]')")


def test_a_reader_walks_through_the_chapters(open_page, folder):
    page = open_page(f"{folder}/index.html")
    walked = [page.locator("main h1").inner_text()]
    while page.locator("a[rel=next]").count():
        page.locator(".steps a[rel=next]").click()
        walked.append(page.locator(".chapters [aria-current=page]").inner_text().split("\n")[-1])
    assert [name.split()[-2:] for name in walked] == [
        ["made-up", "book"], ["First", "things"], ["Second", "things"], ["All", "cases"],
    ]  # fmt: skip
    crumbs = page.get_by_role("navigation", name="Breadcrumb")
    assert crumbs.get_by_role("listitem").all_inner_texts() == [
        "A made-up book", "Appendices", "All cases",
    ]  # fmt: skip
    crumbs.get_by_role("link").click()
    assert page.url == f"{folder}/index.html"


def test_the_skip_link_is_the_first_stop(open_page, folder):
    page = open_page(f"{folder}/chapters/01-first.html")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the text"
    page.keyboard.press("Enter")
    assert page.locator(":focus").get_attribute("id") == "main"


def test_on_a_phone_the_chapters_unfold_by_keyboard(open_page, folder):
    page = open_page(f"{folder}/chapters/01-first.html", **PHONE)
    menu, chapters = page.get_by_role("button", name="Chapters"), page.locator("#chapters")
    assert not chapters.is_visible()
    menu.press("Enter")
    assert chapters.is_visible()
    assert menu.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert not chapters.is_visible()
    assert page.locator(":focus").get_attribute("aria-label") == "Chapters"


def test_no_page_is_wider_than_a_phone(open_page, folder):
    page = open_page(f"{folder}/index.html", **PHONE)
    for name in PAGES:
        page.goto(f"{folder}/{name}")
        assert page.evaluate("document.documentElement.scrollWidth") == 360, name


def test_what_is_too_wide_for_a_phone_scrolls_by_keyboard(open_page, folder):
    page = open_page(f"{folder}/chapters/01-first.html", **PHONE)
    region = page.get_by_role("region", name="Figure 1.1")
    assert region.get_attribute("tabindex") == "0"
    hint = "getComputedStyle(document.querySelector('.figure-scroll'), '::after').content"
    assert "scrolls sideways" in page.evaluate(hint)
    region.focus()
    page.keyboard.press("ArrowRight")
    until(page, "document.querySelector('.figure-scroll').scrollLeft > 0")
    page.set_viewport_size({"width": 1440, "height": 800})
    until(page, "!document.querySelector('.figure-scroll').hasAttribute('tabindex')")
    assert page.evaluate(hint) == "none"


def test_print_shows_the_text_alone(open_page, folder):
    page = open_page(f"{folder}/chapters/01-first.html", **DARK)
    page.emulate_media(media="print")
    for name in (".side", ".on-this-page", ".steps", ".under", ".crumbs", "footer"):
        assert not page.locator(name).first.is_visible(), name
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    line = "getComputedStyle(document.querySelector('.quantity')).textDecorationLine"
    assert page.evaluate(line) == "none"


def test_without_scripts_nothing_is_lost_but_comfort(open_page, folder):
    page = open_page(f"{folder}/chapters/a-cases.html", java_script_enabled=False, **PHONE)
    assert page.locator("#chapters").is_visible()
    assert page.locator("#case-made-up2").is_visible()
    assert page.locator("#tbl-all tbody tr").count() == 3
    assert not page.locator("button.theme").is_visible()
