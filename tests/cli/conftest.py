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
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, writes
from project_copies import ROOT, committed
from running import command

CHAPTERS = ["chapters/04-presentation.ipynb", "chapters/c-how-made.ipynb"]

CELLS = [
    new_markdown_cell("# Made up {.unnumbered}", id="title"),
    new_code_cell('data_dir = "data"', id="parameters", metadata={"tags": ["parameters"]}),
]
KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}

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
    root = tmp_path / "small"
    root.mkdir()
    (root / "index.ipynb").write_text(writes(new_notebook(cells=CELLS, metadata=KERNEL)))
    config = yaml.safe_load((ROOT / "_quarto.yml").read_text("utf-8"))
    config |= {"book": {"title": "Made up", "chapters": ["index.ipynb"]}}
    config |= {"bibliography": "data/references.bib"}
    (root / "_quarto.yml").write_text(yaml.safe_dump(config))
    (root / ".gitignore").write_text("build/\n_book/\ndist/\n")
    shutil.copytree(ROOT / "assets", root / "assets")
    shutil.copytree(DATA, root / "data")
    return root
