"""What the built-in renderer reads in _quarto.yml, and what it refuses there."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from made_up_book import ROOT, configuration, write_book

from helpers.errors import BookError
from helpers.render.settings import KNOWN, read_settings


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_book(tmp_path)


def configure(folder: Path, **changes: object) -> None:
    (folder / "_quarto.yml").write_text(yaml.safe_dump(configuration() | changes), "utf-8")


def test_chapters_come_in_order_and_appendices_last(folder):
    chapters = read_settings(folder).chapters
    assert [c.page for c in chapters][-1] == "chapters/a-cases.html"
    assert [c.appendix for c in chapters] == [False, False, False, True]


def test_an_only_appendix_may_stand_alone(folder):
    book = configuration()["book"]
    configure(folder, book={**book, "appendices": "chapters/a-cases.ipynb"})
    chapters = read_settings(folder).chapters
    assert [str(c.source) for c in chapters if c.appendix] == ["chapters/a-cases.ipynb"]


def test_a_format_may_be_the_default(folder):
    configure(folder, format={"html": "default", "typst": None}, execute=None)
    assert read_settings(folder).echo is False


def test_the_book_of_this_project_uses_known_keys_only():
    config = yaml.safe_load((ROOT / "_quarto.yml").read_text("utf-8"))
    assert set(config) <= set(KNOWN)
    assert set(config["format"]["html"]) <= set(KNOWN["format"]["html"])
    assert set(config["format"]["typst"]) <= set(KNOWN["format"]["typst"])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"number-depth": 2}, "does not know: number-depth"),
        ({"format": {"html": {"lightbox": True}}}, "does not know: format: html: lightbox"),
        ({"format": {"html": {"toc": False}}}, "does not know: format: html: toc: False"),
        ({"project": {"type": "website"}}, "does not know: project: type: website"),
        ({"format": "html"}, "does not know: format: html"),
        ({"format": {"html": 3}}, "does not know: format: html: 3"),
        ({"execute": False}, "does not know: execute: False"),
        ({"format": {"pdf": {}}}, "does not know: format: pdf"),
        ({"bibliography": "data/none.bib"}, "names data/none.bib, but there is no such file"),
        ({"bibliography": "../../../etc/passwd"}, "lies outside the project"),
        ({"book": {"chapters": ["index.ipynb"]}}, "needs a title"),
        ({"book": {"title": "x", "chapters": ["none.ipynb"]}}, "none.ipynb: there is no such file"),
    ],
)
def test_what_the_renderer_would_drop_or_lacks_is_refused(folder, changes, message):
    configure(folder, **changes)
    with pytest.raises(BookError, match=message):
        read_settings(folder)
