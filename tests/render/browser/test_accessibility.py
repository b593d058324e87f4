"""No serious or critical finding of axe-core, in light and dark, on any page."""

import re

import pytest

axe_core = pytest.importorskip("axe_core_python.sync_playwright")
OPTIONS = {"resultTypes": ["violations"]}
ALIKE = (
    ".picture > :not(a, :has(a)), tbody tr:nth-child(n+12), "
    "section.case ~ section.case ~ section.case"
)
"""Outlines in pictures, further rows, further cases: alike, and they cost axe seconds."""
GRAVE = ("serious", "critical")
PHONE = {"viewport": {"width": 360, "height": 740}}
MADE_UP = [
    "index.html",
    "chapters/01-first.html",
    "chapters/02-second.html",
    "chapters/a-cases.html",
]


def findings(page, *rules):
    page.evaluate("alike => document.querySelectorAll(alike).forEach(part => part.remove())", ALIKE)
    options = OPTIONS | ({"runOnly": list(rules)} if rules else {})
    found = axe_core.Axe().run(page, options=options)["violations"]
    return [
        f"{one['id']}: {node['html'][:120]}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]


def check_every_page(open_page, book, scheme):
    page = open_page(f"{book}/index.html", color_scheme=scheme)
    for name in MADE_UP:
        page.goto(f"{book}/{name}")
        assert findings(page) == [], name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_the_made_up_book(open_page, folder, scheme):
    check_every_page(open_page, folder, scheme)


def test_a_page_on_a_phone_with_its_menu_open(open_page, folder):
    page = open_page(f"{folder}/chapters/01-first.html", **PHONE)
    assert findings(page) == []
    page.get_by_role("button", name="Chapters").click()
    assert findings(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_opens_over_a_page(open_page, folder, scheme):
    page = open_page(f"{folder}/chapters/01-first.html", color_scheme=scheme)
    page.locator(".quantity").first.press("Enter")
    assert findings(page) == []
    page.keyboard.press("Escape")
    page.locator("a.quarto-xref").first.focus()
    page.get_by_role("tooltip").wait_for()
    assert findings(page) == []
    page.keyboard.press("/")
    page.keyboard.type("made")
    page.locator("[role=option]").first.wait_for()
    assert findings(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_that_quarto_makes(open_page, served_by_quarto, scheme):
    check_every_page(open_page, served_by_quarto, scheme)


def test_every_figure_says_what_it_shows(real_book):
    pages = [path.read_text("utf-8") for path in real_book.rglob("*.html")]
    pictures = [
        svg for page in pages for svg in re.findall('<svg[^>]* class="picture"[^>]*>', page)
    ]
    assert len(pictures) > 10
    assert [svg for svg in pictures if not re.search('aria-label="[^"]{60}', svg)] == []


def test_the_pages_of_the_real_book(open_page, real_book):
    page = open_page(f"{real_book.as_uri()}/index.html")
    found = {}
    for path in sorted(real_book.rglob("*.html")):
        page.emulate_media(color_scheme="light")
        page.goto(path.as_uri())
        found[path.name] = findings(page)
        page.emulate_media(color_scheme="dark")  # which changes nothing but colours
        found[path.name] += findings(page, "color-contrast")
    assert {name: list_ for name, list_ in found.items() if list_} == {}
