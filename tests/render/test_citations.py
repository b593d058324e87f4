"""Citations in the built-in renderer: what they become, and the text beside them."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from made_up_book import figure, markdown, write_book

from helpers.render import builtin

BRACKETED = 'layout prefix="[" suffix="]"'
NUMBER = '<text variable="citation-number"/>\n    </layout>'
MINDING = (
    '<choose><if position="subsequent"><text value="again"/></if>'
    '<else><text variable="citation-number"/></else></choose></layout>'
)


def render(staged: Path, output: Path, before: str = "", after: str = "") -> Path:
    """Render a book in a style in which `after` stands for `before`."""
    style = staged / "assets" / "vancouver.csl"
    style.write_text(style.read_text("utf-8").replace(before, after, 1), "utf-8")
    output.mkdir()
    builtin.render(staged, output)
    return output


def saying(folder: Path, prose: str) -> Path:
    """A staged book whose first chapter says this."""
    title = markdown("# First things {#sec-first}", "title")
    cells = [title, figure(), markdown(prose, "text")]
    return write_book(folder / "staged", **{"01_first": cells})


def paragraphs(output: Path) -> list[str]:
    """The paragraphs of the first chapter, as markup with plain blanks."""
    html = (output / "chapters" / "01-first.html").read_text("utf-8").replace("&nbsp;", " ")
    soup = BeautifulSoup(html.replace("\xa0", " "), "html.parser")
    return [str(one) for one in soup.select("main p")]


def test_the_words_around_a_citation_may_lead_to_places_of_the_book(tmp_path):
    prose = "Text [@made2020, see @fig-spots and [the second](02-second.ipynb)]."
    said = paragraphs(render(saying(tmp_path, prose), tmp_path / "out"))[0]
    text = " ".join(BeautifulSoup(said, "html.parser").get_text(" ").split())
    assert "see Figure 1.1 and the second ]" in text
    assert 'href="../chapters/02-second.html">the second<' in said


@pytest.mark.parametrize(
    ("layout", "page", "words"),
    [
        ('vertical-align="sup"', "index", ',<span class="citation" data-cites="made2020"><sup>'),
        ('suffix="."', "chapters/01-first", ".</span></p>"),
    ],
)
def test_a_citation_may_change_the_text_beside_it(tmp_path, layout, page, words):
    staged = write_book(tmp_path / "staged")
    output = render(staged, tmp_path / "out", BRACKETED, f"layout {layout}")
    assert words in (output / f"{page}.html").read_text("utf-8")


@pytest.mark.parametrize(("layout", "repeats"), [(NUMBER, (0, 0)), (MINDING, (4, 5))])
def test_only_where_the_style_minds_it_a_second_citation_differs(tmp_path, layout, repeats):
    forms = "Of [@made2020], @made2020, [see *too* @made2020, p. 3] and [@made2020; @other2021]."
    staged = saying(tmp_path, f"{forms}\n\n{forms}")
    first, second = (
        one
        for one in paragraphs(render(staged, tmp_path / "out", NUMBER, layout))
        if one.startswith("<p>Of ")
    )
    assert (first.count("again"), second.count("again")) == repeats
    assert first.count("<em>too</em>") == second.count("<em>too</em>") == 1
    assert (first == second) == (layout == NUMBER)
