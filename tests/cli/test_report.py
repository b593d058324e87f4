"""A report is text in every form: nothing that stands in a cell comes alive."""

from html.parser import HTMLParser

import pypandoc
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from helpers.cli.report import (
    Folded,
    Heading,
    Rows,
    Sentence,
    as_markdown,
    as_text,
    print_report,
    unfolded,
)
from helpers.cli.report_html import as_html

HOSTILE = "<script>alert(1)</script> [red]x[/red] $x$ *y* | `{python} 1` \x1b[31m"
REPORT = [
    Heading("From a to b", 1),
    Sentence(HOSTILE),
    Rows(("Row", "Old", "New"), [("chan2009-1", HOSTILE, "37")]),
]
SHOWN = HOSTILE.replace("\x1b", "\ufffd")


class Reader(HTMLParser):
    """Collects the elements and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.cells = [""]
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.elements.add(tag)
        self.cells.append("")

    def handle_data(self, data: str) -> None:
        self.cells[-1] += data


def test_html_shows_text() -> None:
    found = Reader(as_html(REPORT))
    assert "script" not in found.elements
    assert found.elements <= {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "p", "div",
        "table", "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip
    assert [cell.strip() for cell in found.cells].count(SHOWN) == 2


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1))
def test_any_cell_comes_back_from_html(text: str) -> None:
    assert Reader(as_html([Rows(("a",), [(text,)])])).cells[-1].strip() == text


def test_markdown_shows_text() -> None:
    page = pypandoc.convert_text(as_markdown(REPORT), "html5", "gfm")
    assert "<script" not in page
    assert "<em>" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 2
    assert "<th>Old</th>" in page.replace(' style="text-align: left;"', "")


def test_text_shows_text_and_colour_only_in_a_terminal() -> None:
    text = as_text(REPORT)
    assert text.splitlines()[:2] == ["From a to b", SHOWN]
    assert "\x1b" not in text
    terminal = Console(force_terminal=True, color_system="standard", width=200)
    with terminal.capture() as printed:
        print_report(REPORT, terminal)
    assert "\x1b[32m37" in printed.get(), "the new value is green"
    assert "[red]x[/red]" in printed.get(), "the markup of the cell is text"


def test_details_are_shown_or_pointed_to() -> None:
    report = [Sentence("Much."), Folded(HOSTILE, [Rows(("Row",), [("one",)])])]
    assert unfolded(report, everything=False, pointer="See --all.") == [
        Sentence("Much."),
        Sentence("See --all."),
    ]
    assert unfolded(report, everything=True, pointer="See --all.") == [
        Sentence("Much."),
        Heading(HOSTILE),
        Rows(("Row",), [("one",)]),
    ]
    assert unfolded(report[:1], everything=False, pointer="See --all.") == report[:1]
    assert as_text(report) == as_text(unfolded(report, everything=True, pointer=""))
    page = Reader(as_html(report))
    assert {"details", "summary", "td"} <= page.elements
    assert "script" not in page.elements
