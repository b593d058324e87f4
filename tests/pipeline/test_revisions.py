"""Folders as they were in a git revision."""

from pathlib import Path

import pytest
from git_commands import git

from helpers.errors import BookError
from helpers.pipeline.revisions import commit_of, files_at, lay_out


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A project below the root of a repository, with two commits."""
    root = tmp_path / "repository" / "book"
    (root / "data" / "deeper").mkdir(parents=True)
    (root / "data" / "deeper" / "no.csv").write_text("x")
    (root / "data" / "link.csv").symlink_to("/etc/passwd")
    (root / "data" / "a.csv").write_bytes(b"a\r\n1\r\n")
    git(tmp_path / "repository", "init", "-q")
    for text in (b"b\n1\n", b"b\n2\n"):
        (root / "data" / "b–c.csv").write_bytes(text)
        git(root, "add", "-A")
        git(root, "commit", "-qm", "made up")
    return root


def test_the_files_of_then_not_of_now(repository: Path) -> None:
    (repository / "data" / "a.csv").write_text("not committed")
    commit = commit_of(repository, "HEAD~1")
    assert commit == git(repository, "rev-parse", "HEAD~1")
    assert files_at(repository, commit, "data") == {"a.csv": b"a\r\n1\r\n", "b–c.csv": b"b\n1\n"}


@pytest.mark.parametrize("name", ["no-such-branch", "--all", "HEAD~7", "HEAD:book", "", "a b"])
def test_what_is_no_revision(repository: Path, name: str) -> None:
    assert commit_of(repository, name) is None


def test_no_folder_and_no_repository(repository: Path, tmp_path: Path) -> None:
    with pytest.raises(BookError, match="there is no folder nowhere in it"):
        files_at(repository, "HEAD", "nowhere")
    with pytest.raises(BookError, match=r"^HEAD: there is no git repository here, "):
        commit_of(tmp_path, "HEAD")


def test_the_same_files_lie_in_the_same_folder(tmp_path: Path) -> None:
    one = lay_out(tmp_path, {"a.csv": b"1", "b.csv": b"2"})
    (one / "a.csv").write_bytes(b"damaged")
    assert lay_out(tmp_path, {"b.csv": b"2", "a.csv": b"1"}) == one
    assert (one / "a.csv").read_bytes() == b"1"
    assert lay_out(tmp_path, {"a.csv": b"2", "b.csv": b"1"}) != one
