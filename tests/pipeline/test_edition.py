"""Which state of a project a book says that it was made of."""

import os
from pathlib import Path

import pytest
from git_commands import git

from helpers.pipeline.edition import commit


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two files that are committed, the second in a folder."""
    (tmp_path / "deep").mkdir()
    for name in ("one.csv", "deep/Größe.csv"):
        (tmp_path / name).write_text("a")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "made up")
    return tmp_path


def test_it_is_the_commit_and_files_that_git_does_not_know_do_not_count(repository: Path) -> None:
    head = git(repository, "rev-parse", "HEAD")
    (repository / "more.csv").touch()
    git(repository, "tag", "v1.0.0")
    assert commit(repository) == commit(repository / "deep") == head


@pytest.mark.parametrize("name", ["one.csv", "deep/Größe.csv"])
@pytest.mark.parametrize("staged", [False, True])
def test_a_plus_sign_says_that_files_differ(repository: Path, name: str, staged: bool) -> None:
    git(repository, "config", "core.quotePath", "false")
    (repository / name).write_text("b")
    if staged:
        git(repository, "add", "-A")
    assert commit(repository) == git(repository, "rev-parse", "HEAD") + "+"
    git(repository, "commit", "-qam", "changed")
    assert commit(repository) == git(repository, "rev-parse", "HEAD")
    (repository / name).unlink()
    assert commit(repository) == git(repository, "rev-parse", "HEAD") + "+"


def test_without_a_commit_there_is_none(tmp_path: Path) -> None:
    assert commit(tmp_path) is None
    git(tmp_path, "init", "-q")
    assert commit(tmp_path) is None
    assert commit(tmp_path / "nowhere") is None


def test_it_leaves_the_index_of_git_to_others(repository: Path) -> None:
    index = repository / ".git" / "index"
    os.utime(repository / "one.csv", (1, 1))  # its entry is out of date, though it is the same
    before = index.read_bytes()
    assert commit(repository) == git(repository, "rev-parse", "HEAD")
    assert index.read_bytes() == before
