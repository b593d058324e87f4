"""What the outputs of a chapter depend on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from litter import LITTER
from nbformat.v4 import new_code_cell, new_notebook

from helpers.pipeline.fingerprint import fingerprint, packages
from helpers.pipeline.hashing import Fingerprint
from helpers.pipeline.packages import versions


def found(root: Path, code: str = "") -> Fingerprint:
    return fingerprint(root, "one.ipynb", new_notebook(cells=[new_code_cell(code)]), {}, {})


def test_modules_count_that_the_chapter_uses_directly_or_through_others(tmp_path: Path) -> None:
    plain = found(tmp_path)
    counting = found(tmp_path, "from helpers.analysis.counting import Counter").keys()
    assert {"helpers/analysis/counting.py", "helpers/data/levels.py"} <= counting - plain.keys()
    assert "helpers/figures/lesion_map.py" not in counting


def test_modules_count_that_run_any_chapter(tmp_path: Path) -> None:
    runners = {f"helpers/pipeline/{name}.py" for name in ("chapter", "engine", "kernel", "shell")}
    assert runners <= found(tmp_path).keys()


def test_files_of_a_folder_count_that_a_parameter_names_without_litter(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "cases.csv").write_text("case\n")
    for name in LITTER:
        (tmp_path / "data" / name).write_text("open in another program")
    names = fingerprint(tmp_path, "one.ipynb", new_notebook(), {"data_dir": "data"}, {}).keys()
    assert {name for name in names if name.startswith("data/")} == {"data/cases.csv"}


@pytest.fixture
def another_pandas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One that is found before the true one."""
    (folder := tmp_path / "pandas-0.0.dist-info").mkdir()
    (folder / "METADATA").write_text("Name: pandas\nVersion: 0.0\n")
    _forget()
    monkeypatch.syspath_prepend(tmp_path)
    yield
    _forget()


def _forget() -> None:
    for known in (versions, packages):
        known.cache_clear()


def test_versions_of_packages_count(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    before = found(tmp_path)
    request.getfixturevalue("another_pandas")
    after = found(tmp_path)
    assert {name for name in before if before[name] != after[name]} == {"packages"}
