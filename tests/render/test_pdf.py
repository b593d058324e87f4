"""The PDF: structure, accessibility, nothing lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from made_up_book import HOSTILE, QUANTITY, figure, markdown, table, write_book
from pypdf import PdfReader

from helpers.errors import BookError
from helpers.render import builtin

TITLE = markdown("# First things {#sec-first}", "title")
SECTIONS = markdown("## Method {#sec-method}\n\n### Finer {#sec-finer}", "sections")


@pytest.fixture(scope="module")
def pdf(rendered: Path) -> PdfReader:
    return PdfReader(rendered / "made-up.pdf")


@pytest.fixture(scope="module")
def words(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def printed(staged: Path) -> PdfReader:
    """Return the PDF of a staged book."""
    output = staged.with_name("out")
    output.mkdir()
    builtin.render(staged, output, frozenset({"pdf"}))
    return PdfReader(output / "made-up.pdf")


def squeezed(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())


def test_it_is_tagged_and_says_its_title_language_and_authors(pdf):
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert pdf.metadata.title == "A made-up book"
    assert pdf.metadata.author == "Anna Maker, Bo Other"
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_bookmarks_name_every_chapter(pdf):
    titles = [entry.title for entry in pdf.outline if not isinstance(entry, list)]
    assert titles == ["Abstract", "1 First things", "2 Second things", "A All cases", "References"]


def alternatives(pdf: PdfReader) -> list[str]:
    objects = (pdf.get_object(number) for number in range(1, len(pdf.xref[0]) + 1))
    return [obj["/Alt"] for obj in objects if isinstance(obj, dict) and "/Alt" in obj]


def test_pictures_have_alternative_texts(pdf):
    assert 'A "blue" disc, left' in alternatives(pdf)


def test_numbers_are_those_of_the_pages(words):
    for expected in ("1.1.1 Finer", "Figure 1.1 Spots", "Table 2.1 Made-up", "Table A.1 Made-up",
                     "As Figure 1.1 shows", "Section 1.1 and Appendix A"):  # fmt: skip
        assert expected in words.replace("\xa0", " ")


def test_a_number_is_plain_text(words):
    assert f"The sign was seen in {QUANTITY['text']} (Table" in words.replace("\xa0", " ")


def test_strangers_text_is_printed_as_it_is_and_a_missing_glyph_as_its_code(words):
    assert squeezed(HOSTILE).replace("😀", "U+1F600") in squeezed(words)


def test_an_apostrophe_that_leads_a_word_is_no_quotation_mark(words):
    assert "So says ’t Maker." in words


def test_chinese_japanese_and_korean_titles_are_printed(words):
    assert squeezed("IgG4相关性硬脊膜炎 および 재발성") in squeezed(words)


def test_a_formula_in_the_title_of_a_publication_is_printed_and_described(pdf, words):
    assert "A made-up report of 𝛽2" in words
    assert "formula" in alternatives(pdf)


def test_a_long_table_repeats_its_head_and_lies_on_its_side(pdf):
    pages = [page for page in pdf.pages if "made-up39" in page.extract_text()]
    assert len(pages) == 1
    assert "column 8" in pages[0].extract_text()
    assert pages[0].mediabox.width > pages[0].mediabox.height


def test_the_date_is_the_books(pdf):
    assert str(pdf.metadata.creation_date).startswith("2025-01-02")
    assert "Version 0.1 · 2025-01-02 ·" in " ".join(pdf.pages[0].extract_text().split())


def test_a_broken_picture_is_told(tmp_path):
    broken = figure()
    broken.outputs[0].data["image/svg+xml"] = "<svg"
    staged = write_book(tmp_path / "staged", **{"01_first": [TITLE, broken, SECTIONS]})
    with pytest.raises(BookError, match="Typst could not make the PDF"):
        printed(staged)


def test_a_date_is_printed_under_the_title_and_a_missing_one_is_not_todays(tmp_path):
    staged = write_book(tmp_path / "staged")
    settings = (staged / "_quarto.yml").read_text("utf-8")
    (staged / "_quarto.yml").write_text(settings.replace("  date: '2025-01-02'\n", ""), "utf-8")
    undated = printed(staged)
    assert str(undated.metadata.creation_date).startswith("1970-01-01")
    assert "2025-01-02" not in undated.pages[0].extract_text()


def crowded(folder: Path) -> PdfReader:
    """Return a book whose first chapter leaves no room for its table and its figure."""
    filler = "\n\n".join(
        ["A sentence that fills one line of the page, made up for this test."] * 38
    )
    text = "See @fig-spots and @tbl-brief."
    cells = [TITLE, markdown(filler, "text"), markdown(f"{SECTIONS.source}\n\n{text}", "sections")]
    cells += [table("tbl-brief", 15), figure()]
    staged = write_book(folder / "staged", **{"01_first": cells})
    return printed(staged)


def test_a_table_that_fits_a_page_is_whole_and_no_figure_leaves_its_chapter(tmp_path):
    pages = [page.extract_text() for page in crowded(tmp_path).pages]
    first, figures, second = (
        next(number for number, text in enumerate(pages) if words in text)
        for words in ("First things\nA sentence", "Figure 1.1", "Second things\nText")
    )
    assert first < figures < second
    assert {"made-up0" in page for page in pages if "made-up14" in page} == {True}
    assert "made-up0" not in pages[first]


def test_what_announces_a_list_stands_on_its_page(tmp_path):
    lists = "\n\n".join(f"Its aims are\n\n- aim {n}\n- another" for n in range(60))
    text = [TITLE, SECTIONS, markdown(lists, "text")]
    staged = write_book(tmp_path / "staged", **{"01_first": text})
    pages = [page.extract_text() for page in printed(staged).pages]
    last = [page.rstrip(" \n0123456789").rpartition("\n")[2] for page in pages]
    assert sum("Its aims are" in page for page in pages) > 2
    assert "Its aims are" not in last


def test_a_link_to_a_place_that_is_named_like_a_figure(tmp_path):
    title = markdown("# Second things {#sec-second}", "title")
    place = markdown("[Here]{#fig-place} it is.", "place")
    link = markdown("Look [there](02-second.ipynb#fig-place).", "link")
    cells = {"01_first": [TITLE, SECTIONS, figure(), link], "02_second": [title, place, table()]}
    staged = write_book(tmp_path / "staged", **cells)
    assert printed(staged).pages


@pytest.mark.parametrize("key", ["DBLP:journals/corr/abs-1", r'http://x.org/"a\b">[c]'])
def test_a_citation_leads_to_its_publication_whatever_its_key(tmp_path, key):
    citation = markdown(f"As [@{{{key}}}] says.", "text")
    staged = write_book(tmp_path / "staged", **{"01_first": [TITLE, figure(), citation]})
    entry = json.dumps([{"id": key, "type": "book", "title": "An oddly named report"}])
    (staged / "data" / "references.json").write_text(entry, "utf-8")
    config = (staged / "_quarto.yml").read_text("utf-8")
    more = "bibliography:\n- data/references.json"
    (staged / "_quarto.yml").write_text(config.replace("bibliography:", more, 1), "utf-8")
    pdf = printed(staged)
    [link] = pdf.pages[2]["/Annots"]
    assert "2. An oddly named report." in pdf.pages[-1].extract_text()
    assert link.get_object()["/Dest"][0] == pdf.pages[-1].indirect_reference


def test_chapters_may_have_the_names_of_parts_of_the_pdf(tmp_path):
    staged = write_book(tmp_path / "staged")
    config = (staged / "_quarto.yml").read_text("utf-8")
    config = config.replace("chapters/a-cases", "references").replace("chapters/", "passages/")
    (staged / "_quarto.yml").write_text(config, "utf-8")
    (staged / "chapters" / "a-cases.ipynb").rename(staged / "references.ipynb")
    (staged / "chapters").rename(staged / "passages")
    found = " ".join(page.extract_text() for page in printed(staged).pages)
    assert "made-up39" in found
    assert "A made-up report of" in found
