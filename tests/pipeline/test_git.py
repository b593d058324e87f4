"""What git cannot do is a message, no trace."""

from pathlib import Path

import pytest

from helpers.errors import BookError
from helpers.pipeline.git import git


def test_git_that_is_not_installed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BookError, match="git is needed for this, but it is not installed"):
        git(tmp_path, "status")


def test_what_git_refuses_it_tells_in_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    found = git(tmp_path, "status")
    assert found.returncode
    assert b"not a git repository" in found.stderr
