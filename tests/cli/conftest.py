"""A small project of real chapters under git, and running ``rspbook`` in it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from data_folder import DATA
from git_commands import git
from in_process import Done
from in_process import rspbook as run
from project_copies import ROOT, committed
from running import command
from small_project import small_project

CHAPTERS = ["chapters/04-presentation.ipynb", "chapters/c-how-made.ipynb"]

Run = Callable[..., Done]


@pytest.fixture(scope="session")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the first data and two chapters; its first commit has no data package."""
    root = tmp_path_factory.mktemp("repository")
    (root / "chapters").mkdir()
    for name in CHAPTERS:
        shutil.copyfile(ROOT / name, root / name)
    config = {"project": {"type": "book"}, "book": {"title": "Two chapters", "chapters": CHAPTERS}}
    (root / "_quarto.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    (root / ".gitignore").write_text("build/\n_book/\n")
    shutil.copytree(DATA, root / "data")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "rm", "-q", "--cached", "data/datapackage.json")
    git(root, "commit", "-qm", "data without their description")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "data with it")
    return root


@pytest.fixture
def rspbook(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in the project."""
    monkeypatch.chdir(repository)
    return run


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with the first data, under git, with its book built."""
    root = committed(tmp_path_factory.mktemp("built") / "review", _with_first_data)
    done = command(root, "build", "--renderer", "builtin")
    assert done.returncode == 0, done.stdout + done.stderr
    return root


def _with_first_data(folder: Path) -> None:
    shutil.copytree(DATA, folder / "data", dirs_exist_ok=True)  # what the prose cites stays


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project of one made-up chapter with the first data, which is built in a moment."""
    return small_project(tmp_path / "small")
