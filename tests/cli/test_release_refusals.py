"""What a release refuses, each with one message."""

import zipfile
from pathlib import Path

import pytest
import yaml
from data_folder import DATA
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


def test_a_package_of_another_version_is_refused(folder: Path) -> None:
    (folder / "pyproject.toml").write_text('[project]\nname = "made-up"\nversion = "0.9.0"\n')
    with pytest.raises(BookError, match=r"release 1\.0\.0: pyproject\.toml says version 0\.9\.0"):
        run("1.0.0", "builtin")


def test_a_package_that_cannot_be_read_is_one_message(folder: Path) -> None:
    (folder / "pyproject.toml").write_text("[project\n")
    with pytest.raises(BookError, match=r"pyproject\.toml: cannot be read: "):
        run("1.0.0", "builtin")


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


@pytest.mark.parametrize("name", ["data/identities.xlsx", "data/pdf/x.pdf", "assets/notes.txt"])
def test_a_file_that_git_ignores_where_a_release_takes_its_files(folder: Path, name: str) -> None:
    (folder / ".git" / "info" / "exclude").write_text(f"{name}\n.*\n")
    (folder / name).parent.mkdir(exist_ok=True)
    for path in (folder / name, folder / "data" / ".DS_Store"):
        path.write_text("private")
    with pytest.raises(BookError, match=f"git ignores them:\n{name}\nmove them out") as caught:
        run("1.0.0", "builtin")
    assert ".DS_Store" not in str(caught.value), "it is taken nowhere"
    assert not (folder / "build").exists(), "it is told before anything is built"


def test_sources_that_no_commit_has(folder: Path) -> None:
    git(folder, "rm", "-q", "-r", "--cached", "data/cases.csv", "index.ipynb")
    (folder / ".git" / "info" / "exclude").write_text("cases.csv\nindex.ipynb\n")
    commit(folder)
    with pytest.raises(BookError, match=r"git ignores them:\ndata/cases\.csv\nindex\.ipynb\nmove"):
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
    (folder / ".git" / "info" / "exclude").write_text(".DS_Store\n.ipynb_checkpoints\n")
    for litter in ("data/.DS_Store", "assets/.DS_Store", ".ipynb_checkpoints/index.ipynb"):
        (folder / litter).parent.mkdir(exist_ok=True)
        (folder / litter).touch()
    run("1.0.0", "builtin")
    with zipfile.ZipFile(folder / "dist" / "book-1.0.0.zip") as archive:
        names = [name.removeprefix("book-1.0.0/") for name in archive.namelist()]
    data = {f"data/{path.name}" for path in DATA.iterdir()}
    assert {name for name in names if name.startswith("data/")} == data
    assert not [name for name in names if ".DS_Store" in name or ".ipynb_checkpoints" in name]


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
