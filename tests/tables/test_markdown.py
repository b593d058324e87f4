import json
import re
from html.parser import HTMLParser

import pypandoc
import pytest
import typst
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from helpers.tables.markdown import case_link, cite, code, escape, plain

SIGNS = st.text("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \t\nab1é硬\u00a0\u2028\u202e", max_size=24)
SNIPPETS = st.sampled_from(
    r"""
    `{python} 1`|{{< include x >}}|<script>alert(1)</script>|\input{x}|$x^2$|[@yang2023]|@fig-x
    [a](javascript:x)|![a](b)|# h|- x|1. x|::: x|---|#eval("1")|#import x|// x|/* x */|= x|+ x
    / x: y|<label>|http://a.b/c|&amp;|&#60;|:smile:|(@x)|~~~|```|[^1]|^[x]|Table: x|*a*_b_|H~2~O^2^
    a--b---c...|'q' "q"|mailto:a@b.cd|\|\\|x\|[x]{.y}|{=html}|%|=1+1|-?|== x|12. x|12) x
    """.replace("\n", "|").split("|")
)
TEXTS = st.lists(st.one_of(SIGNS, SNIPPETS, st.text(max_size=16)), min_size=1, max_size=12)


def cells(texts: list[str], target: str) -> str:
    """Run real pandoc on a table that has these texts as its cells."""
    rows = "\n".join(f"| {escape(text).strip()} |" for text in texts)
    # citeproc, smart quotes and bare links on: as much as could come alive as possible
    reader = "markdown+smart+autolink_bare_uris+emoji"
    return pypandoc.convert_text(f"| x |\n|---|\n{rows}\n", target, reader)


def inlines(document: str) -> list[list[dict]]:
    [table] = json.loads(document)["blocks"]
    [body] = table["c"][4]
    found = []
    for row in body[3]:
        blocks = row[1][0][4]
        assert len(blocks) <= 1
        found.append(blocks[0]["c"] if blocks else [])
    return found


def text_of(parts: list[dict]) -> str:
    assert {part["t"] for part in parts} <= {"Str", "Space"}
    return shown("".join(part.get("c", " ") for part in parts))


def shown(text: str) -> str:
    """Return what is to be seen; a no-break space is as good as a blank."""
    return plain(text).replace("\u00a0", " ").strip()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
@example([""])
@example(["a|b\\", "\\|", "x\u2028= y", "\x00\x07\x1f", "\ud800"])
def test_any_text_comes_out_of_pandoc_as_that_text_and_nothing_else(texts):
    found = inlines(cells(texts, "json"))
    assert [text_of(parts) for parts in found] == [shown(text) for text in texts]


class Cells(HTMLParser):
    """Collects the text of the cells, and every tag inside them."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts, self.tags, self.inside = [], set(), False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if self.inside:
            self.tags.add(tag)
        if tag == "td":
            self.inside = True
            self.texts.append("")

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "td"

    def handle_data(self, data):
        if self.inside:
            self.texts[-1] += data


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_any_text_appears_in_html_without_a_tag(texts):
    page = Cells(cells(texts, "html"))
    assert page.tags == set()
    assert [shown(text) for text in page.texts] == [shown(text) for text in texts]


READ_CELLS = """
#let words(c) = {
  if type(c) == str { c }
  else if c == none { "" }
  else if c.has("text") { c.text }
  else if c.has("children") { c.children.map(words).join("") }
  else if c.func() == [ ].func() { " " }
  else if c.func() == smartquote { "’" }
  else { "<" + repr(c.func()) + ">" }
}
#show table: it => {
  for c in it.children.filter(c => c.func() == table.cell) [#metadata(words(c.body)) <cell>]
}
"""


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
@example(["’", "’t Hooft"])
def test_any_text_is_that_text_when_typst_has_read_it(tmp_path_factory, texts):
    file = tmp_path_factory.mktemp("typst") / "cells.typ"
    file.write_text(READ_CELLS + cells(texts, "typst"), "utf-8")
    found = json.loads(typst.query(str(file), "<cell>", field="value"))
    assert [as_typst_sets(shown(text or "")) for text in found] == [
        as_typst_sets(shown(text)) for text in texts
    ]


def as_typst_sets(text: str) -> str:
    """Even out what Typst sets on its own: ellipses, a minus before digits, soft hyphens."""
    text = text.replace("-?", "\u00ad").replace("...", "…")
    return re.sub("-(?=[0-9])", "−", text).strip()


@pytest.mark.parametrize("text", ["a  b\t\n c", "\x0b\x0c\x85\u2028\u2029x"])
def test_blanks_become_one_blank(text):
    assert "  " not in plain(text)
    assert "\n" not in plain(text)


def test_what_cannot_be_printed_is_shown_as_such():
    assert plain("a\x00b\x7fc\ud800") == "a\ufffdb\ufffdc\ufffd"


def test_links_and_citations_are_markdown_of_our_own():
    assert case_link("chan2009-1").markdown == r"[chan2009\-1](#case-chan2009-1)"
    assert (cite("chan2009").markdown, cite("chan2009").text) == ("[@chan2009]", "[chan2009]")
    assert code("age_years").markdown == "`age_years`"
    assert code("a`b|c").markdown == r"a\`b\|c"
