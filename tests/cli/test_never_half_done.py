"""The book appears whole or not at all, tried on a small one that is made up."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from data_folder import DATA
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, writes

from helpers.pipeline.manifest import verify

ASSETS = Path(__file__).parents[2] / "assets"
BUILD = [sys.executable, "-m", "helpers", "build", "--renderer", "builtin"]
CONFIG = {
    "project": {"type": "book", "output-dir": "_book", "resources": ["assets"]},
    "book": {
        "title": "Made up",
        "author": "Nobody",
        "output-file": "made-up",
        "chapters": ["index.ipynb"],
    },
    "bibliography": ["data/references.bib"],
    "csl": "assets/vancouver.csl",
    "format": {"html": {"css": "assets/book.css"}, "typst": "default"},
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of one chapter, its book built."""
    root = tmp_path_factory.mktemp("small")
    shutil.copytree(ASSETS, root / "assets")
    shutil.copytree(DATA, root / "data")
    (root / "_quarto.yml").write_text(yaml.safe_dump(CONFIG), "utf-8")
    write(root, "first")
    subprocess.run(BUILD, cwd=root, stdout=subprocess.DEVNULL, check=True)
    return root


def write(root: Path, words: str) -> None:
    """Write the chapter with other words, so that it has to run."""
    cells = [
        new_markdown_cell(f"# Made up, {words} {{#sec-made-up}}", id="title"),
        new_code_cell("limit = 3", id="parameters", metadata={"tags": ["parameters"]}),
        new_markdown_cell("There are `{python} limit` things.", id="text"),
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = new_notebook(cells=cells, metadata={"kernelspec": kernel})
    (root / "index.ipynb").write_text(writes(notebook), "utf-8")


def test_killed_at_any_moment_the_book_is_whole(small: Path) -> None:
    """Twenty moments, evenly over the time that a whole build takes."""
    begun = time.monotonic()
    write(small, "in time")
    subprocess.run(BUILD, cwd=small, stdout=subprocess.DEVNULL, check=True)
    lasted = time.monotonic() - begun
    for moment in range(20):
        write(small, f"at moment {moment}")
        process = subprocess.Popen(
            BUILD, cwd=small, stdout=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(lasted * (moment + 0.5) / 20)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert verify(small / "_book") == [], f"killed at moment {moment} of 20"
    write(small, "at last")
    subprocess.run(BUILD, cwd=small, stdout=subprocess.DEVNULL, check=True)
    assert verify(small / "_book") == []
    assert "at last" in (small / "_book" / "index.html").read_text("utf-8")
    assert not list(small.glob("._book-*"))


def test_two_builds_at_once_do_not_disturb_each_other(small: Path) -> None:
    write(small, "twice")
    both = [subprocess.Popen(BUILD, cwd=small, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    assert verify(small / "_book") == []
    assert "twice" in (small / "_book" / "index.html").read_text("utf-8")


def test_variants_built_at_once_do_not_mix(small: Path) -> None:
    limits = ("4", "5", "6")
    builds = [
        subprocess.Popen(
            [*BUILD, "--to", "html", "-p", f"limit={limit}", "--output", small / limit],
            cwd=small,
            stdout=subprocess.DEVNULL,
        )
        for limit in limits
    ]
    assert [process.wait() for process in builds] == [0, 0, 0]
    for limit in limits:
        assert f"There are {limit} things" in (small / limit / "index.html").read_text("utf-8")
        assert verify(small / limit) == []
