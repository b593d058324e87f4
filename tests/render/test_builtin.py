"""The built-in renderer: the pages a reader gets, and what it refuses."""

from __future__ import annotations

import json
import locale
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from made_up_book import HOSTILE, code, configuration, figure, markdown, write_book
from pypdf import PdfReader

from helpers.errors import BookError
from helpers.render import builtin

HTML = frozenset({"html"})
TITLE = markdown("# First things {#sec-first}", "title")


def page(book: Path, name: str) -> str:
    return (book / name).read_text("utf-8")


def text(html: str) -> str:
    plain = re.sub(r"<[^>]*>", " ", html)
    return " ".join(plain.replace("&nbsp;", " ").replace("\xa0", " ").split())


def refusal(folder: Path, *cells: object) -> str:
    staged = write_book(folder / "staged", **{"01_first": list(cells)})
    output = folder / "out"
    output.mkdir()
    with pytest.raises(BookError) as caught:
        builtin.render(staged, output, HTML)
    return str(caught.value)


def test_each_chapter_is_a_page_at_the_place_of_its_notebook(rendered):
    pages = {p.relative_to(rendered).as_posix() for p in rendered.rglob("*.html")}
    assert pages == {
        "index.html",
        "chapters/01-first.html",
        "chapters/02-second.html",
        "chapters/a-cases.html",
    }
    assert (rendered / "made-up.pdf").is_file()


def test_numbers_run_by_chapter_and_appendices_have_letters(rendered):
    assert "Figure 1.1 Spots" in text(page(rendered, "chapters/01-first.html"))
    assert "1.1.1 Finer" in text(page(rendered, "chapters/01-first.html"))
    assert "Table 2.1 Made-up" in text(page(rendered, "chapters/02-second.html"))
    assert "Table A.1 Made-up" in text(page(rendered, "chapters/a-cases.html"))


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("index.html", 'href="chapters/02-second.html#tbl-people" class="quarto-xref">Table 2.1<'),
        ("chapters/01-first.html", 'href="#fig-spots" class="quarto-xref">Figure 1.1<'),
        ("chapters/01-first.html", 'href="#sec-method" class="quarto-xref">Section 1.1<'),
        (
            "chapters/01-first.html",
            'href="../chapters/a-cases.html#sec-cases" class="quarto-xref">Appendix A<',
        ),
        ("chapters/02-second.html", 'href="#tbl-people" class="quarto-xref">2.1<'),
        ("chapters/02-second.html", 'href="../chapters/01-first.html">the first<'),
    ],
)
def test_references_lead_to_the_right_page(rendered, name, link):
    assert link in page(rendered, name).replace("\xa0", " ").replace("&nbsp;", " ")


def test_a_link_leads_to_a_chapter_whose_name_is_not_plain(tmp_path):
    links = "[a](<02 zwei Übung.ipynb>) [b](02%20zwei%20%C3%9Cbung.ipynb#tbl-%70eople)"
    staged = write_book(tmp_path / "staged", **{"01_first": [TITLE, markdown(links, "text")]})
    config = (staged / "_quarto.yml").read_text("utf-8")
    (staged / "_quarto.yml").write_text(config.replace("02-second", "02 zwei Übung"), "utf-8")
    second = staged / "chapters" / "02-second.ipynb"
    second.rename(second.with_stem("02 zwei Übung"))
    output = tmp_path / "out"
    output.mkdir()
    builtin.render(staged, output)
    found = re.findall('<a href="([^"]*)">[ab]</a>', page(output, "chapters/01-first.html"))
    assert found == [f"../chapters/02 zwei Übung.html{place}" for place in ("", "#tbl-people")]


def test_every_link_of_every_page_leads_somewhere(rendered):
    for path in rendered.rglob("*.html"):
        for target in re.findall(r'(?:href|src)="([^"]+)"', path.read_text("utf-8")):
            if target.startswith("https://doi.org/"):
                continue
            file, _, anchor = target.partition("#")
            leads_to = (path.parent / file).resolve() if file else path
            assert leads_to.is_file(), f"{path.name}: {target}"
            assert not anchor or f'id="{anchor}"' in leads_to.read_text("utf-8"), target


def test_a_publication_has_one_number_in_all_chapters(rendered):
    assert "[1]" in text(page(rendered, "index.html")).replace("[ ", "[").replace(" ]", "]")
    first = text(page(rendered, "chapters/01-first.html"))
    assert "1. Maker A, Other B. A made-up report of β 2 . Journal of Made-up" in first
    assert "2. IgG4相关性硬脊膜炎 および 재발성. Made-up Letters. 2021." in first


def test_results_of_strangers_stay_text(rendered):
    second = page(rendered, "chapters/02-second.html")
    assert "<script>alert" not in second
    assert "&lt;script&gt;alert(1)&lt;/script&gt; \\input{x}" in second
    assert "costs $5 and $6" in page(rendered, "chapters/01-first.html")


def test_raw_html_and_latex_in_prose_show_as_text(rendered):
    first = page(rendered, "chapters/01-first.html")
    assert "<img src=x" not in first
    assert "&lt;img src=x onerror=alert(1)&gt;" in first
    assert "\\emph{x} $x$" in first
    assert "<hr>" not in first
    assert "&lt;hr&gt;" in first


def test_a_figure_has_its_alternative_text_and_a_file(rendered):
    first = page(rendered, "chapters/01-first.html")
    assert 'role="img" aria-label="A &quot;blue&quot; disc, left"' in first
    assert 'href="01-first_files/fig-spots.svg" download=""' in first
    assert (rendered / "chapters" / "01-first_files" / "fig-spots.svg").is_file()


def test_facts_of_the_numbers_travel_with_the_page(rendered):
    html = page(rendered, "index.html")
    block = re.search(r'<script type="application/json" id="quantities">(.*?)</script>', html)
    assert block
    facts = json.loads(block[1])
    quantity = facts["quantities"]["sign.yes"]
    named = [facts["cases"][place] for place in facts["lists"][quantity["counted"]]]
    assert named == ["made-up0", "made-up1"]
    assert quantity["label"] == "sign </script> seen"
    assert 'class="quantity" data-q="sign.yes">2/3 (66.7%)<' in html


def test_pages_forbid_scripts_of_others_and_name_no_other_host(rendered):
    for path in rendered.rglob("*.html"):
        html = path.read_text("utf-8")
        assert "default-src 'none'; script-src 'self' file:;" in html
        assert not re.findall(r'(?:src|<link[^>]*href)="(?:https?:)?//', html)
        assert not re.findall(r"<script(?![^>]*(?:src|application/json))", html)


def test_the_last_appendix_says_what_made_the_book(staged, tmp_path):
    notebook = staged / "chapters" / "a-cases.ipynb"
    assert "{{< meta renderer >}}" in notebook.read_text("utf-8")
    output = tmp_path / "out"
    output.mkdir()
    builtin.render(staged, output, HTML)
    assert "Made with Quarto." in text(page(output, "chapters/a-cases.html"))


def test_same_book_same_bytes(staged, rendered, tmp_path):
    builtin.render(staged, tmp_path)
    again = {p.relative_to(tmp_path): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    once = {p.relative_to(rendered): p.read_bytes() for p in rendered.rglob("*") if p.is_file()}
    assert again == once


@pytest.mark.parametrize(
    ("prose", "message"),
    [
        ("See @fig-nowhere.", "01-first.ipynb, cell text-2, line 1: @fig-nowhere leads nowhere"),
        ("Two\n[@nobody:19/a].", "ipynb, cell text-2, line 2: @nobody:19/a is neither in a bib"),
        ("See @fig-spots and [@fig-spots; @made2020].", "mixes references and citations"),
        ("[there](11-none.ipynb)", "text-2, line 1: link to 11-none.ipynb: no such chapter"),
        ("Two\n[there](<3 zü.ipynb>)", "text-2, line 2: link to 3 zü.ipynb: no such chapter"),
        ("[there](3%20z%c3%bc.ipynb#a)", "text-2, line 1: link to 3 zü.ipynb#a: no such chapter"),
        ("[there](#nowhere)", "cell text-2, line 1: link to #nowhere leads nowhere"),
        (
            "[there](02-second.ipynb#nowhere)",
            "cell text-2, line 1: link to 02-second.ipynb#nowhere leads nowhere",
        ),
        ("::: {.callout-danger}\nx\n:::", "does not know ::: {.callout-danger}"),
        ("::: {.panel-tabset}\nx\n:::", "does not know ::: {.panel-tabset}"),
        ("::: {.column-page}\nx\n:::", "does not know ::: {.column-page}"),
        ("{{< video x.mp4 >}}", "unknown shortcode {{< video x.mp4 >}}"),
        ("{{< meta nothing >}}", "_quarto.yml has no value for “nothing”"),
        ("## Again {#sec-second}", "label sec-second is used twice"),
    ],
)
def test_what_leads_nowhere_or_is_unknown_stops_with_its_place(tmp_path, prose, message):
    said = refusal(tmp_path, TITLE, figure(), markdown(prose, "text"))
    assert message in said
    assert "WARNING" not in said
    assert "01-first.ipynb" in said or "02-second.ipynb" in said


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (code("#| label: fig-a\n#| fog-cap: x\nx"), "unknown option fog-cap"),
        (code("#| label: ../up\nx"), "label ../up"),
        (code("x", {"text/html": "<b>x</b>"}), "the output is text/html"),
        (figure(alt=""), "fig-spots has no alternative text"),
        (code("#| label: tbl-x\n#| tbl-cap: x\nx", {"text/plain": "x"}), "tbl-x shows no table"),
        (code("#| label: tbl-x\nx", {"text/markdown": "|a|\n|--|\n|b|"}), "tbl-x has no caption"),
    ],
)
def test_a_cell_that_cannot_be_shown_stops_with_its_place(tmp_path, cell, message):
    said = refusal(tmp_path, TITLE, cell)
    assert message in said
    assert "chapters/01-first.ipynb, cell" in said


def test_a_chapter_without_title_is_refused(tmp_path):
    assert "the first cell must be the title" in refusal(tmp_path, markdown("Just words.", "x"))


def test_all_mistakes_are_told_at_once(tmp_path):
    said = refusal(tmp_path, TITLE, markdown("@fig-a @fig-b @tbl-c", "x"))
    assert all(label in said for label in ("@fig-a", "@fig-b", "@tbl-c"))


def test_a_mistake_is_told_once_whoever_finds_it(tmp_path, monkeypatch):
    monkeypatch.setattr("helpers.render.pandoc.cores", lambda: 4)
    said = refusal(tmp_path, TITLE, figure(), markdown("## Again {#sec-second}\n\n@fig-a", "text"))
    first, second = said.splitlines()
    assert "@fig-a leads nowhere" in first
    assert "label sec-second is used twice" in second


@pytest.mark.parametrize("processes", [1, 3])
def test_it_does_not_matter_how_many_processes_make_it(
    staged, rendered, tmp_path, monkeypatch, processes
):
    monkeypatch.setattr("helpers.render.pandoc.cores", lambda: processes)
    builtin.render(staged, tmp_path)
    found = {p.relative_to(tmp_path): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    assert found == {
        p.relative_to(rendered): p.read_bytes() for p in rendered.rglob("*") if p.is_file()
    }


def test_a_cell_may_show_a_div_that_looks_like_a_callout(tmp_path):
    shown = code("show()", {"text/markdown": "::: {.callout}\nA box of its own.\n:::"})
    staged = write_book(tmp_path / "staged", **{"01_first": [TITLE, figure(), shown]})
    output = tmp_path / "out"
    output.mkdir()
    builtin.render(staged, output)
    pages = [page.extract_text() for page in PdfReader(output / "made-up.pdf").pages]
    assert "A box of its own." in "\n".join(pages)


@pytest.fixture
def _c_locale(monkeypatch):
    before = locale.setlocale(locale.LC_CTYPE)
    monkeypatch.setenv("LC_ALL", "C")
    locale.setlocale(locale.LC_CTYPE, "C")
    yield
    locale.setlocale(locale.LC_CTYPE, before)


@pytest.mark.usefixtures("_c_locale")
def test_a_folder_whose_name_is_not_ascii_is_rendered_in_any_locale(tmp_path):
    (tmp_path / "Bücher").mkdir()
    staged = write_book(tmp_path / "Bücher" / "staged")
    output = staged.with_name("out")
    output.mkdir()
    builtin.render(staged, output)
    assert "Journal of Made-up" in text(page(output, "index.html"))
    assert (output / "made-up.pdf").is_file()


def test_an_unknown_format_is_refused(staged, tmp_path):
    with pytest.raises(BookError, match="unknown format docx"):
        builtin.render(staged, tmp_path, frozenset({"docx"}))


def test_hostile_text_is_the_same_in_the_pdf(rendered):
    pypdf = pytest.importorskip("pypdf")
    words = "".join(p.extract_text() for p in pypdf.PdfReader(rendered / "made-up.pdf").pages)
    assert "".join(HOSTILE.split()).replace("😀", "U+1F600") in "".join(words.split())
    assert configuration()["book"]["title"] in words


LONG = "W" * 3000


def test_a_word_longer_than_any_line_breaks_and_stays_whole(tmp_path):
    cells = f"| a | b |\n|---|---|\n| x | {LONG} |"
    caption = '#| label: tbl-long\n#| tbl-cap: "A long word"\nx'
    long = [TITLE, figure(), markdown(LONG, "text"), code(caption, {"text/markdown": cells})]
    staged = write_book(tmp_path / "staged", **{"01_first": long})
    output = tmp_path / "out"
    output.mkdir()
    builtin.render(staged, output)
    soup = BeautifulSoup(page(output, "chapters/01-first.html"), "html.parser")
    assert [tag.get_text() for tag in soup.select("td, p") if "WW" in tag.get_text()] == [LONG] * 2
    assert all(len(part) <= 60 for part in soup.select("tr")[1].find_all(string=True))
    pages = [page.extract_text() for page in PdfReader(output / "made-up.pdf").pages]
    runs = re.findall("WW+", "\n".join(pages).replace("\u200b", ""))
    assert sum(map(len, runs)) == 2 * len(LONG)
    assert max(map(len, runs)) < 200


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("name", ["contents.js", "index.html"])
def test_a_full_disk_stops_the_book(staged, tmp_path, name):
    (tmp_path / name).symlink_to("/dev/full")
    with pytest.raises(BookError, match=f"{name}: No space left on device"):
        builtin.render(staged, tmp_path, HTML)


def test_a_bibliography_links_to_the_web_and_runs_nothing(tmp_path):
    staged = write_book(tmp_path / "staged")
    (tmp_path / "book").mkdir()
    path = staged / "data" / "references.bib"
    title = r"\href{javascript:alert(1)}{A report} <script>x</script>"
    path.write_text(path.read_text("utf-8").replace("A made-up report", title), "utf-8")
    builtin.render(staged, tmp_path / "book", frozenset({"html"}))
    page = BeautifulSoup((tmp_path / "book" / "index.html").read_bytes(), "html.parser")
    [entry] = page.select("#ref-made2020")
    assert [link["href"] for link in entry.select("a")] == ["https://doi.org/10.0000/made"]
    assert "A report <script>x</script>" in entry.get_text()
