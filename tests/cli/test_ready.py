"""A build that waits: it makes what is there when it is told to, and leaves nothing behind."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell
from running import left_behind

from helpers.cli.ready import GO, code

WITNESS = "with open('imports.txt', 'a') as file:\n    file.write('imported\\n')\n"
LOWEST = """import witness
from pathlib import Path
from helpers.data.dataset import load_dataset
load_dataset(Path(data_dir)).cases.lesion_levels[0][0].lower.name"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked")


@pytest.fixture
def project(small: Path) -> Path:
    """A project whose chapter tells a level and imports what leaves a trace of it."""
    path = small / "index.ipynb"
    chapter = json.loads(path.read_text())
    chapter["cells"].append(new_code_cell(LOWEST, id="lowest"))
    path.write_text(json.dumps(chapter))
    (small / "witness.py").write_text(WITNESS)
    (small / "imports.txt").touch()
    return small


def imports(project: Path) -> int:
    return (project / "imports.txt").read_text().count("imported")


def put_level(project: Path, level: bytes) -> None:
    cases = project / "data" / "cases.csv"
    cases.write_bytes(cases.read_bytes().replace(b"T5-T10", level, 1))


@contextmanager
def waiting(project: Path, of: str) -> Iterator[subprocess.Popen[str]]:
    """Start a build that waits; all that it starts ends with it."""
    env = {**os.environ, "PYTHONPATH": str(project), "RSPBOOK_TEST": str(project)}
    options = ["--renderer", "builtin", "--to", "html"]
    process = subprocess.Popen(
        [sys.executable, "-m", "helpers.cli.ready", of, *options],
        cwd=project, env=env, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    with process:
        yield process


def until_it_has_imported(project: Path, process: subprocess.Popen[str]) -> None:
    while not imports(project):
        assert process.poll() is None
        time.sleep(0.05)


def test_what_changed_while_it_waited_is_in_the_book(project: Path) -> None:
    with waiting(project, code()) as process:
        until_it_has_imported(project, process)
        put_level(project, b"T5-T9")
        said, problems = process.communicate(GO.decode())
    assert process.returncode == 0, problems
    assert "Built with" in said
    assert b"T9" in (project / "_book" / "index.html").read_bytes()
    assert imports(project) == 1


def test_it_builds_with_the_code_that_is_there_then(project: Path) -> None:
    with waiting(project, "another") as process:
        until_it_has_imported(project, process)
        said, problems = process.communicate(GO.decode())
    assert process.returncode == 0, problems
    assert "Built with" in said
    assert imports(project) == 2


def test_what_was_wrong_before_may_be_mended(project: Path) -> None:
    config = project / "_quarto.yml"
    right = config.read_text("utf-8")
    config.write_text("book: [")
    with waiting(project, code()) as process:
        time.sleep(0.5)
        config.write_text(right, "utf-8")
        said, problems = process.communicate(GO.decode())
    assert process.returncode == 0, problems
    assert "Built with" in said


def test_what_is_wrong_with_the_data_is_told(project: Path) -> None:
    with waiting(project, code()) as process:
        until_it_has_imported(project, process)
        put_level(project, b"T5-T13")
        _, problems = process.communicate(GO.decode())
    assert process.returncode == 1
    assert "not a vertebral level" in problems
    assert not (project / "_book").exists()


def test_untold_it_does_nothing_and_leaves_no_process(project: Path) -> None:
    with waiting(project, code()) as process:
        until_it_has_imported(project, process)
        said, problems = process.communicate()
    assert (process.returncode, said, problems) == (0, "", "")
    assert not (project / "_book").exists()
    assert left_behind(f"RSPBOOK_TEST={project}") == []
