"""What a release refuses, each with one message."""

from pathlib import Path

import pytest
import yaml
from git_commands import git

from helpers.cli.release import run
from helpers.errors import BookError

CITATION = {
    "version": "1.0.0", "title": "Made up", "license": "MIT", "message": "Cite it.",
    "authors": [{"given-names": "Anna", "family-names": "Maker"}, {"name": "The others"}],
}  # fmt: skip


@pytest.fixture
def folder(small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project at version 1.0.0, committed, fit to be released."""
    (small / "CITATION.cff").write_text(yaml.safe_dump(CITATION))
    (small / "CHANGELOG.md").write_text("## [1.0.0]\n")
    git(small, "init", "-q")
    commit(small)
    monkeypatch.chdir(small)
    return small


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "x")


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


def test_a_tree_that_differs_only_once_the_book_is_built(folder: Path) -> None:
    bibliography = folder / "data" / "references.bib"
    renewed = bibliography.read_text("utf-8")
    bibliography.write_text("% of older data\n")
    commit(folder)
    with pytest.raises(BookError, match=r"these files differ from it:\n M data/references\.bib"):
        run("1.0.0", "builtin")
    assert bibliography.read_text("utf-8") == renewed
    assert not (folder / "dist").exists()
    assert not (folder / "releases").exists()
    commit(folder)
    run("1.0.0", "builtin")
    assert (folder / "dist" / "book-1.0.0.zip").is_file()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"message": None}, "a release needs abstract or message"),
        ({"license": None, "authors": []}, "a release needs authors, license"),
        ({"authors": ["Anna Maker"]}, "authors: 'Anna Maker': name: is needed"),
        ({"authors": "Anna Maker"}, "authors: 'Anna Maker': name: is needed"),
        ({"authors": [{"orcid": "x"}]}, "authors: {'orcid': 'x'}: name: is needed"),
    ],
)
def test_a_citation_that_lacks_what_a_release_states(
    folder: Path, changes: dict[str, object], message: str
) -> None:
    (folder / "CITATION.cff").write_text(yaml.safe_dump(CITATION | changes))
    with pytest.raises(BookError, match=f"CITATION.cff: {message}"):
        run("1.0.0", "builtin")
    assert not (folder / "build").exists(), "it is told before anything is built"
