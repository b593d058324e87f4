"""Quarto as the renderer, where it is installed; a pretended one where it is not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pypdf import PdfReader

from helpers.errors import BookError
from helpers.render import quarto

ALL = frozenset({"html", "pdf"})


@pytest.mark.skipif(quarto.find() is None, reason="Quarto is not installed here")
def test_quarto_makes_pages_and_pdf(staged: Path, tmp_path: Path) -> None:
    quarto.render(staged, tmp_path, ALL)
    assert (tmp_path / "chapters" / "02-second.html").is_file()
    pages = [page.extract_text() for page in PdfReader(tmp_path / "made-up.pdf").pages]
    words = "".join("".join(pages).split())
    assert all(f"made-up{i}" in words for i in range(40))
    assert not (staged / "_book").exists()


@pytest.mark.skipif(quarto.find() is None, reason="Quarto is not installed here")
def test_the_pages_of_quarto_ask_no_other_host(staged: Path, tmp_path: Path) -> None:
    quarto.render(staged, tmp_path, frozenset({"html"}))
    for path in [*tmp_path.rglob("*.html"), *tmp_path.rglob("*.css")]:
        text = path.read_text("utf-8")
        assert "googleapis" not in text
        assert "cdn." not in text, path


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
