"""A notebook that cannot be read, or in which a cell cannot be named, is told by its name."""

from pathlib import Path

import pytest
from nbformat.v4 import new_markdown_cell, new_notebook, writes

from helpers.errors import BookError
from helpers.pipeline.notebook import read_notebook


def test_a_name_that_two_cells_have(tmp_path: Path, recwarn: pytest.WarningsRecorder) -> None:
    path = tmp_path / "one.ipynb"
    cells = [new_markdown_cell(text, id=name) for text, name in zip("abc", "xyz", strict=True)]
    path.write_text(writes(new_notebook(cells=cells)).replace('"z"', '"x"'))
    with pytest.raises(BookError, match=r"^one\.ipynb: two cells have the cell id 'x'; give one"):
        read_notebook(path, "one.ipynb")
    assert not recwarn.list


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"cells": 1, "nbformat": 4}'])
def test_what_is_no_notebook(tmp_path: Path, text: str) -> None:
    (tmp_path / "one.ipynb").write_text(text)
    with pytest.raises(BookError, match=r"^one\.ipynb: "):
        read_notebook(tmp_path / "one.ipynb", "one.ipynb")
