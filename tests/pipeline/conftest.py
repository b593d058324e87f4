"""A small book about nothing (made up), to run the pipeline on."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, writes
from small_project import KERNEL

from helpers.pipeline.project import Project, read_project

PARAMETERS = new_code_cell(
    'data_dir = "data"\nlimit = 3', id="parameters", metadata={"tags": ["parameters"]}
)


def write_chapter(path: Path, *cells: str, title: str = "A chapter") -> None:
    """Write a chapter; a cell that begins with ``md:`` is markdown, others are code."""
    made = [new_markdown_cell(f"# {title} {{#sec-{path.stem}}}", id="title"), PARAMETERS]
    for place, cell in enumerate(cells):
        new = new_markdown_cell if cell.startswith("md:") else new_code_cell
        made.append(new(cell.removeprefix("md:"), id=f"cell-{place}"))
    path.parent.mkdir(parents=True, exist_ok=True)
    notebook = new_notebook(cells=made, metadata=KERNEL)
    path.write_text(writes(notebook), encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Two chapters and a data file."""
    root = tmp_path / "book"
    write_chapter(root / "index.ipynb", "x = limit + 1", "md:There are `{python} x` things.")
    write_chapter(root / "chapters" / "one.ipynb", "print('one')", "limit * 2", title="One")
    (root / "data").mkdir()
    (root / "data" / "things.csv").write_text("thing\na\n", encoding="utf-8")
    config = {
        "project": {"type": "book", "output-dir": "_book"},
        "book": {"title": "Made up", "chapters": ["index.ipynb", "chapters/one.ipynb"]},
    }
    (root / "_quarto.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    return read_project(root)


@pytest.fixture
def write() -> Callable[..., None]:
    """Write a chapter; see `write_chapter`."""
    return write_chapter
