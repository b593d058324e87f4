"""The choice between Quarto and the built-in renderer."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from helpers.errors import BookError
from helpers.render import choose


def pretend_quarto(folder: Path, version: str) -> Path:
    program = folder / "quarto"
    program.write_text(f"#!/bin/sh\necho {version}\n")
    program.chmod(0o755)
    return program


@pytest.fixture
def without_quarto(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QUARTO_PATH", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.usefixtures("without_quarto")
def test_without_quarto_the_built_in_renderer_makes_the_book():
    assert choose("auto").name == "builtin"
    assert choose("auto").version.startswith("built-in renderer (pandoc 3.")


@pytest.mark.usefixtures("without_quarto")
def test_quarto_on_request_must_be_there():
    with pytest.raises(BookError, match="Quarto is not on PATH"):
        choose("quarto")


@pytest.mark.skipif(os.name == "nt", reason="the pretended program is a shell script")
@pytest.mark.parametrize(
    ("version", "name"), [("1.8.25", "builtin"), ("1.9.0", "quarto"), ("1.11.0", "quarto")]
)
def test_quarto_is_taken_from_version_1_9_on(tmp_path, monkeypatch, version, name):
    monkeypatch.setenv("QUARTO_PATH", str(pretend_quarto(tmp_path, version)))
    assert choose("auto").name == name
    assert choose("builtin").name == "builtin"


@pytest.mark.skipif(os.name == "nt", reason="the pretended program is a shell script")
def test_an_old_quarto_on_request_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("QUARTO_PATH", str(pretend_quarto(tmp_path, "1.8.25")))
    with pytest.raises(BookError, match=r"1\.8\.25 is too old"):
        choose("quarto")


def test_a_quarto_path_that_leads_nowhere_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("QUARTO_PATH", str(tmp_path / "none"))
    with pytest.raises(BookError, match="no such file"):
        choose("auto")


def test_another_renderer_is_refused():
    with pytest.raises(BookError, match="allowed are auto, quarto and builtin"):
        choose("sphinx")
