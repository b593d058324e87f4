"""A build that waits: it makes what is there when it is told to, and leaves nothing behind."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from project_copies import add_code
from running import left_behind, marked

from helpers.cli.ready import GO, code
from helpers.pipeline.standby import DECLINED

PACKAGES = "made-up-packages"
WITNESS = "with open('imports.txt', 'a') as file:\n    file.write('imported\\n')\n"
CODE = """import mine, witness
from pathlib import Path
from helpers.data.dataset import load_dataset
print(mine.VALUE, load_dataset(Path(data_dir)).cases.lesion_levels[0][0].lower.name)"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked")


@pytest.fixture
def project(small: Path) -> Path:
    """A project whose chapter prints a value and a level; a package tells that it is imported."""
    add_code(small / "index.ipynb", CODE)
    (small / "mine.py").write_text("VALUE = 'old'")
    (small / PACKAGES).mkdir()
    (small / PACKAGES / "witness.py").write_text(WITNESS)
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
    env = {**os.environ, "PYTHONPATH": str(project / PACKAGES), "RSPBOOK_TEST": str(project)}
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


def edit(path: Path, old: str, new: str) -> None:
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_what_changed_while_it_waited_is_in_the_book(project: Path) -> None:
    with waiting(project, code()) as process:
        until_it_has_imported(project, process)
        put_level(project, b"T5-T9")
        edit(project / "mine.py", "old", "new")
        edit(project / "index.ipynb", "print(", "print('It is',")
        said, problems = process.communicate(GO)
    assert process.returncode == 0, problems
    assert "Built with" in said
    assert b"It is new T9" in (project / "_book" / "index.html").read_bytes()
    assert imports(project) == 1


def test_it_imports_what_is_installed_and_nothing_that_may_change_unseen(project: Path) -> None:
    with waiting(project, code()) as process:
        until_it_has_imported(project, process)
        [server] = [line for line in marked(f"RSPBOOK_TEST={project}") if "forkserver" in line]
    assert "'helpers.data.dataset'" in server
    assert "'pathlib'" in server
    assert "'mine'" not in server


def test_with_other_code_it_builds_nothing(project: Path) -> None:
    with waiting(project, "another") as process:
        until_it_has_imported(project, process)
        said, problems = process.communicate(GO)
    assert (process.returncode, said, problems) == (DECLINED, "", "")
    assert not (project / "_book").exists()


def test_what_was_wrong_before_is_not_told(project: Path) -> None:
    right = (project / "_quarto.yml").read_text("utf-8")
    (project / "_quarto.yml").write_text("book: [")
    with waiting(project, code()) as process:
        time.sleep(0.5)
        (project / "_quarto.yml").write_text(right, "utf-8")
        _, problems = process.communicate(GO)
    assert process.returncode in (0, DECLINED)  # it may have been mended in time
    assert problems == ""


def test_what_is_wrong_with_the_data_is_told(project: Path) -> None:
    with waiting(project, code()) as process:
        until_it_has_imported(project, process)
        put_level(project, b"T5-T13")
        _, problems = process.communicate(GO)
    assert process.returncode == 1
    assert "not a vertebral level" in problems
    assert not (project / "_book").exists()


def test_untold_it_does_nothing_and_leaves_no_process(project: Path) -> None:
    (project / "data" / "references.bib").unlink()
    with waiting(project, code()) as process:
        until_it_has_imported(project, process)
        said, problems = process.communicate()
    assert (process.returncode, said, problems) == (0, "", "")
    assert left_behind(f"RSPBOOK_TEST={project}") == []
    assert not (project / "_book").exists()
    assert not (project / "data" / "references.bib").exists()
