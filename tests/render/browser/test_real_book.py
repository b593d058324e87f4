"""The project's own book in a browser: its weight, its width, its way from a number to a source."""

from pathlib import Path
from urllib.parse import urlparse
from urllib.request import url2pathname

LIMIT = 400_000
"""Bytes of a page with all that it loads, besides its figures."""

SEARCH_LIMIT = 100_000
"""Bytes that the search loads when it is first opened."""

PICTURES = (
    "[...document.querySelectorAll('svg.picture')]"
    ".reduce((sum, picture) => sum + new Blob([picture.outerHTML]).size, 0)"
)


def test_no_page_weighs_more_than_it_may(open_page, real_book):
    page = open_page(f"{real_book.as_uri()}/index.html")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    weights = {}
    for path in sorted(real_book.rglob("*.html")):
        asked.clear()
        page.goto(path.as_uri())
        page.evaluate("document.fonts.ready.then(() => true)")
        pictures = page.evaluate(PICTURES)
        files = {url2pathname(urlparse(url).path) for url in asked if url.startswith("file:")}
        weights[path.name] = sum(Path(file).stat().st_size for file in files) - pictures
    assert min(weights.values()) > 100_000, "all that a page asks for is counted"
    assert {name: size for name, size in weights.items() if size > LIMIT} == {}


def test_the_search_weighs_little(open_page, real_book):
    page = open_page(f"{real_book.as_uri()}/index.html")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.press("/")
    page.keyboard.type("rituximab")
    page.locator("[role=option]").first.wait_for()
    files = {url2pathname(urlparse(url).path) for url in asked if not url.endswith(".svg")}
    assert {Path(file).name for file in files} == {"contents.js", "minisearch.js"}
    assert sum(Path(file).stat().st_size for file in files) < SEARCH_LIMIT


def test_no_page_is_wider_than_a_phone(open_page, real_book):
    page = open_page(f"{real_book.as_uri()}/index.html", viewport={"width": 360, "height": 740})
    wide = []
    for path in sorted(real_book.rglob("*.html")):
        page.goto(path.as_uri())
        if page.evaluate("document.documentElement.scrollWidth") > 360:
            wide.append(path.name)
    assert wide == []


def test_any_number_of_the_abstract_leads_by_keyboard_to_a_source(open_page, real_book):
    page = open_page(f"{real_book.as_uri()}/index.html")
    numbers = page.locator(".quantity")
    named = page.evaluate("JSON.parse(document.getElementById('quantities').textContent)")
    assert numbers.count() > 10
    for i in range(numbers.count()):
        numbers.nth(i).press("Enter")
        quantity = named["quantities"][numbers.nth(i).get_attribute("data-q")]
        links = page.get_by_role("dialog").get_by_role("link")
        if named["lists"][quantity["counted"]] or named["lists"][quantity["of"]]:
            assert links.count() > 0, quantity["label"]
        page.keyboard.press("Escape")
    page.locator('[data-q="regions.thoracic"]').press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/a-cases.html#case-*")
    case = page.locator("section.case:target")
    assert case.get_by_text("Report: [").locator("a[role=doc-biblioref]").count() == 1
    assert case.locator("tbody tr").first.locator("td").last.inner_text() != ""


def test_the_map_and_the_explorer_point_at_each_other(open_page, real_book):
    page = open_page(f"{real_book.as_uri()}/chapters/05-lesion-distribution.html")
    marks = page.locator("#fig-lesion-map svg a")
    assert marks.count() == 20
    marks.first.press("Enter")
    page.wait_for_url("**/a-cases.html#case-*")
    page.locator("section.case:target a[href*=fig-lesion-map]").press("Enter")
    page.locator("#fig-lesion-map svg a.chosen").wait_for()
    for name in ("Sex", "Region", "Compartment", "Axial pattern", "Treatment", "Outcome"):
        page.goto(f"{real_book.as_uri()}/chapters/a-cases.html")
        assert page.get_by_role("combobox", name=name, exact=True).locator("option").count() > 2
