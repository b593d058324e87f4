"""What a release refuses, each with one message."""

import subprocess
from pathlib import Path

import pytest
import yaml

from helpers.cli.release import run
from helpers.errors import BookError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A made-up project at version 1.0.0, committed."""
    (tmp_path / "index.ipynb").write_text("{}")
    config = {"book": {"title": "Made up", "chapters": ["index.ipynb"]}}
    (tmp_path / "_quarto.yml").write_text(yaml.safe_dump(config))
    (tmp_path / "CITATION.cff").write_text("version: 1.0.0\n")
    (tmp_path / "CHANGELOG.md").write_text("## [1.0.0]\n")
    git = ["git", "-C", str(tmp_path), "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        subprocess.run([*git, *command], check=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("version", "message"),
    [
        ("1.0", "a version is three numbers"),
        ("2.0.0", r"CITATION\.cff says version 1\.0\.0"),
    ],
)
def test_another_version(folder: Path, version: str, message: str) -> None:
    with pytest.raises(BookError, match=message):
        run(version, "builtin")


def test_a_version_without_a_word_in_the_changelog(folder: Path) -> None:
    (folder / "CHANGELOG.md").write_text("## [Unreleased]\n")
    with pytest.raises(BookError, match=r"CHANGELOG\.md has no section"):
        run("1.0.0", "builtin")


def test_a_version_that_was_released(folder: Path) -> None:
    (folder / "releases").mkdir()
    (folder / "releases" / "1.0.0.json").write_text("[]")
    with pytest.raises(BookError, match="it was released before"):
        run("1.0.0", "builtin")


def test_a_tree_that_differs_from_its_commit(folder: Path) -> None:
    (folder / "notes.txt").write_text("not committed")
    with pytest.raises(BookError, match=r"these files differ from it:\n\?\? notes\.txt"):
        run("1.0.0", "builtin")
