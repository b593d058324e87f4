"""The same pandoc on each machine."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pypandoc
import pytest

from helpers.errors import BookError
from helpers.pipeline.pandoc_program import pandoc


@pytest.fixture(autouse=True)
def _looks_anew(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("PYPANDOC_PANDOC", raising=False)
    pandoc.cache_clear()
    yield
    pandoc.cache_clear()


@pytest.fixture
def another(tmp_path: Path) -> Path:
    program = tmp_path / "pandoc"
    program.write_text("#!/bin/sh\necho pandoc 99.0\n")
    program.chmod(0o755)
    return program


def test_it_is_the_wheels_even_where_a_newer_one_is_on_path(
    another: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{another.parent}{os.pathsep}{os.environ['PATH']}")
    assert Path(pandoc()).parent == Path(pypandoc.__file__).parent / "files"
    said = subprocess.run([pandoc(), "--version"], capture_output=True, text=True, check=True)
    assert said.stdout.startswith("pandoc 3.")


def test_one_that_is_named_is_taken(another: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYPANDOC_PANDOC", str(another))
    assert pandoc() == str(another)


def test_one_that_is_named_and_is_not_there_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYPANDOC_PANDOC", str(tmp_path / "pandoc"))
    with pytest.raises(BookError, match=r"PYPANDOC_PANDOC is .*/pandoc, but that cannot be run"):
        pandoc()
