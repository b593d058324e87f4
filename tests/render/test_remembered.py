"""What did not change is not rendered again, and the book is the same as if it had been."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from made_up_book import code, write_book

from helpers.pipeline.cache import Cache
from helpers.pipeline.hashing import digest
from helpers.render import builtin
from helpers.render.notebook import read_chapters
from helpers.render.pandoc import write_chapters
from helpers.render.remembered import keep, keep_citations, recall, recall_citations
from helpers.render.settings import read_settings

SECOND = "chapters/02-second.ipynb"
PAGES = frozenset({"html"})
ALL = frozenset({"html", "pdf"})


def put(name: str, old: str, new: str) -> Callable[[Path], object]:
    """Return what replaces a text in a staged file."""

    def edit(staged: Path) -> None:
        path = staged / name
        assert old in path.read_text("utf-8")
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")

    return edit


WORD = put(SECOND, "Text before.", "Words before.")
FAR_REACHING = {
    "title": put(SECOND, "# Second things", "# Other things"),
    "label": put(SECOND, "## Verbatim", "## Verbatim {#sec-finest}"),
    "number": put("chapters/01-first.ipynb", "## Method", "## Before\\n\\n## Method"),
    "unnumbered": put(SECOND, "{#sec-second}", "{#sec-second .unnumbered}"),
    "citation": put("index.ipynb", "[@made2020]", "[@other2021]"),
    "order": put("index.ipynb", "[@made2020]", "and"),
    "bibliography": put("data/references.bib", "A made-up report", "A report (made up)"),
    "template": put("assets/page.html", "</body>", "<!-- new --></body>"),
    "quantities": put("quantities.json", '"n": 2', '"n": 3'),
    "chapters": put("_quarto.yml", f"  - {SECOND}\n", ""),
}
LINK = put(SECOND, "Text before.", "Text, as [there](01-first.ipynb#sec-finer).")
"""A label of another chapter, which the PDF has only where something leads to it."""


def render(
    staged: Path, output: Path, memory: Path | None, formats: frozenset[str] = PAGES
) -> dict[str, bytes]:
    shutil.rmtree(output, ignore_errors=True)
    output.mkdir()
    builtin.render(staged, output, formats, memory)
    files = (path for path in output.rglob("*") if path.is_file())
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}


def with_and_without(
    folder: Path, formats: frozenset[str] = PAGES
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Render with what is remembered, and anew."""
    staged, out = folder / "staged", folder / "out"
    return render(staged, out, folder / "memory", formats), render(staged, out, None, formats)


def typst(staged: Path, memory: Path) -> list[str]:
    """Return the text of each chapter as it goes into the PDF."""
    book, found = read_settings(staged), dict[str, list[str]]()
    with tempfile.TemporaryDirectory() as name:
        outputs = {"typst": Path(name)}
        write_chapters(book, read_chapters(book), outputs, memory, found.__setitem__)
    return found["typst"]


def add_verbatim(path: Path, text: str) -> None:
    notebook = json.loads(path.read_text("utf-8"))
    notebook["cells"].append(code("tell()", {"text/plain": text}, "told"))
    path.write_text(json.dumps(notebook), "utf-8")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a staged book, and the memory of its first rendering."""
    folder = tmp_path_factory.mktemp("first")
    write_book(folder / "staged")
    put("index.ipynb", "@tbl-people, ", "")(folder / "staged")  # an edit removes what is meant
    add_verbatim(folder / "staged" / "chapters" / "01-first.ipynb", "10%\r20%\r\n")
    render(folder / "staged", folder / "out", folder / "memory")
    typst(folder / "staged", folder / "memory")
    return folder


@pytest.fixture
def again(first: Path, tmp_path: Path) -> Path:
    shutil.copytree(first, tmp_path / "again")
    return tmp_path / "again"


def forge(folder: Path, form: str = "html") -> None:
    """Mark every text in memory, so that one taken from there can be told."""
    chapters = read_settings(folder / "staged").chapters
    found = recall(folder / "memory", [form], chapters)
    assert found
    forged = [replace(one, texts={form: "remembered"}) for one in found]
    keep(folder / "memory", chapters, forged)


def remembered(found: dict[str, bytes]) -> set[str]:
    return {name for name, content in found.items() if content == b"remembered"}


def test_a_new_word_renders_one_page(again: Path) -> None:
    forge(again)
    WORD(again / "staged")
    found = render(again / "staged", again / "out", again / "memory")
    assert remembered(found) == {"index.html", "chapters/01-first.html", "chapters/a-cases.html"}
    assert b"Words before." in found["chapters/02-second.html"]


def test_after_a_new_word_the_book_is_the_same_as_anew(again: Path) -> None:
    render(again / "staged", again / "out", again / "memory", ALL)
    WORD(again / "staged")
    found, anew = with_and_without(again, ALL)
    assert found == anew


def test_a_new_word_writes_one_chapter_of_the_pdf(again: Path) -> None:
    forge(again, "typst")
    WORD(again / "staged")
    index, first, second, cases = typst(again / "staged", again / "memory")
    assert {index, first, cases} == {"remembered"}
    assert "Words before." in second


@pytest.mark.parametrize("edit", [*FAR_REACHING.values(), LINK], ids=[*FAR_REACHING, "link"])
def test_what_reaches_other_chapters_writes_all_of_the_pdf(
    again: Path, tmp_path: Path, edit: Callable[[Path], object]
) -> None:
    forge(again, "typst")
    edit(again / "staged")
    found = typst(again / "staged", again / "memory")
    assert found == typst(again / "staged", tmp_path / "none")


@pytest.mark.parametrize("edit", FAR_REACHING.values(), ids=FAR_REACHING)
def test_what_reaches_other_pages_renders_them_too(
    again: Path, edit: Callable[[Path], object]
) -> None:
    forge(again)
    edit(again / "staged")
    found, anew = with_and_without(again)
    assert found == anew


def forge_citations(folder: Path) -> None:
    """Let the citations in memory say that they come from there."""
    kept = recall_citations(folder / "memory")
    forged = kept["answer"].replace('"Letters', '"Remembered')
    assert forged != kept["answer"]
    keep_citations(folder / "memory", kept | {"answer": forged})


@pytest.mark.parametrize(
    "edit",
    [put("chapters/01-first.ipynb", "it costs", "it cost"), FAR_REACHING["title"]],
    ids=["word", "title"],
)
def test_citations_of_the_same_publications_are_not_resolved_again(
    again: Path, edit: Callable[[Path], object]
) -> None:
    forge_citations(again)
    edit(again / "staged")
    found = render(again / "staged", again / "out", again / "memory")
    assert b"Remembered" in found["chapters/01-first.html"]


@pytest.mark.parametrize(
    "edit",
    [
        put("index.ipynb", "[@made2020]", "[@other2021]"),
        put("index.ipynb", "[@made2020]", "[see @made2020]"),
        put("data/references.bib", "A made-up report", "A report (made up)"),
        put("assets/vancouver.csl", 'initialize-with=""', 'initialize-with="."'),
        put("_quarto.yml", "lang: en", "lang: de"),
    ],
    ids=["publication", "words", "bibliography", "style", "language"],
)
def test_citations_that_may_read_otherwise_are_resolved_again(
    again: Path, edit: Callable[[Path], object]
) -> None:
    forge_citations(again)
    edit(again / "staged")
    found, anew = with_and_without(again)
    assert found == anew


def test_what_another_version_kept_is_no_memory(again: Path) -> None:
    for chapter in read_settings(again / "staged").chapters:
        Cache(again / "memory").put(digest(f"html {chapter.source}".encode()), '{"pages": 1}')
    assert not recall(again / "memory", ["html"], read_settings(again / "staged").chapters)


def test_a_damaged_memory_is_no_memory(again: Path) -> None:
    for entry in (again / "memory").rglob("*"):
        if entry.is_file():
            entry.write_bytes(entry.read_bytes()[:-9])
    found, anew = with_and_without(again)
    assert found == anew
