"""Quarto as the renderer, where it is installed; a pretended one where it is not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from helpers.errors import BookError
from helpers.render import quarto

ALL = frozenset({"html", "pdf"})


@pytest.fixture(scope="module")
def made(staged: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if quarto.find() is None:
        pytest.skip("Quarto is not installed here")
    output = tmp_path_factory.mktemp("quarto")
    quarto.render(staged, output, ALL)
    return output


def test_quarto_makes_pages_and_pdf(made: Path, staged: Path) -> None:
    assert (made / "chapters" / "02-second.html").is_file()
    pages = [page.extract_text() for page in PdfReader(made / "made-up.pdf").pages]
    words = "".join("".join(pages).split())
    assert all(f"made-up{i}" in words for i in range(40))
    assert not (staged / "_book").exists()


def test_the_pages_of_quarto_show_the_code_of_figures_only(made: Path) -> None:
    html = (made / "chapters" / "01-first.html").read_text("utf-8")
    assert "spots" in html.split("<details", 1)[1]
    assert "data_dir" not in html


def test_the_pictures_of_quarto_keep_their_alternative_texts(made: Path) -> None:
    html = (made / "chapters" / "01-first.html").read_text("utf-8")
    assert 'role="img" aria-label="A' in html


def test_the_pages_of_quarto_ask_no_other_host(made: Path) -> None:
    for path in [*made.rglob("*.html"), *made.rglob("*.css")]:
        text = path.read_text("utf-8")
        assert "googleapis" not in text
        assert "cdn." not in text, path
    for path in made.rglob("*.html"):
        page = BeautifulSoup(path.read_bytes(), "html.parser")
        [policy] = page.select("head meta[http-equiv=Content-Security-Policy]")
        assert policy["content"].startswith("default-src 'none'; "), path


@pytest.fixture
def pretended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    program = tmp_path / "quarto"
    monkeypatch.setenv("QUARTO_PATH", str(program))
    return program


def pretend(program: Path, render: str) -> None:
    program.write_text(
        f'#!/bin/sh\nif [ "$1" = --version ]; then echo 1.11.0; exit; fi\n{render}\n'
    )
    program.chmod(0o755)


@pytest.mark.skipif(os.name == "nt", reason="the pretended program is a shell script")
def test_its_error_comes_without_progress_and_stack(staged, pretended, tmp_path):
    told = "[1/4] index.ipynb\\nERROR: no such theme\\n\\nStack trace:\\n at x"
    pretend(pretended, f'printf "{told}" >&2; exit 1')
    with pytest.raises(BookError) as caught:
        quarto.render(staged, tmp_path / "out", ALL)
    assert str(caught.value) == "Quarto failed: no such theme"


@pytest.mark.skipif(os.name == "nt", reason="the pretended program is a shell script")
@pytest.mark.parametrize(
    ("formats", "asked"), [(ALL, "render"), (frozenset({"pdf"}), "render --to typst")]
)
def test_it_works_in_a_copy_and_is_asked_for_what_is_wanted(
    staged, pretended, tmp_path, formats, asked
):
    pretend(pretended, 'mkdir _book; echo "$@" > _book/asked')
    before = sorted(staged.rglob("*"))
    quarto.render(staged, tmp_path / "out", formats)
    assert (tmp_path / "out" / "asked").read_text().strip() == asked
    assert sorted(staged.rglob("*")) == before
