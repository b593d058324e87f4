"""A project of one made-up chapter with the first data, which is built in a moment."""

import shutil
from pathlib import Path

import yaml
from data_folder import DATA
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, writes
from project_copies import ROOT

KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
TITLE = new_markdown_cell("# Made up {.unnumbered}", id="title")
PARAMETERS = new_code_cell('data_dir = "data"', id="parameters", metadata={"tags": ["parameters"]})


def small_project(root: Path, *more: NotebookNode) -> Path:
    """Make it in `root`, with `more` cells than title and parameters."""
    root.mkdir()
    cells = [TITLE, PARAMETERS, *more]
    (root / "index.ipynb").write_text(writes(new_notebook(cells=cells, metadata=KERNEL)))
    config = yaml.safe_load((ROOT / "_quarto.yml").read_text("utf-8"))
    config |= {"book": {"title": "Made up", "chapters": ["index.ipynb"]}}
    config |= {"bibliography": "data/references.bib"}
    (root / "_quarto.yml").write_text(yaml.safe_dump(config))
    (root / ".gitignore").write_text("build/\n_book/\ndist/\n")
    shutil.copytree(ROOT / "assets", root / "assets")
    shutil.copytree(DATA, root / "data")
    return root
