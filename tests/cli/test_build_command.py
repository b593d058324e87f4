"""``rspbook build`` as a user meets it: what it says, what it refuses, what it leaves."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from data_folder import DataFolder
from nbformat.v4 import new_code_cell, new_markdown_cell
from running import command, left_behind, marked
from small_project import small_project

from helpers.pipeline.manifest import verify


def build(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return command(folder, "build", "--renderer", "builtin", *arguments)


SETUP = """
from helpers.chapter import open_review

total = open_review(data_dir, "all").total
"""


@pytest.fixture(scope="module")
def counting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of one chapter, which counts and cites: what is wrong with it is told soon."""
    root = small_project(
        tmp_path_factory.mktemp("counting") / "book",
        new_code_cell(SETUP, id="setup"),
        new_markdown_cell('All `{python} total("cases")` cases, as [@yang2023].', id="text"),
    )
    done = build(root, "--to", "html")
    assert done.returncode == 0, done.stderr
    return root


Edit = Callable[[Path, Callable[[str], str]], None]


@pytest.fixture
def edit() -> Iterator[Edit]:
    """Edit files for one test."""
    before: dict[Path, bytes] = {}

    def change(path: Path, function: Callable[[str], str]) -> None:
        before.setdefault(path, path.read_bytes())
        path.write_text(function(path.read_text("utf-8")), "utf-8")

    yield change
    for path, content in before.items():
        path.write_bytes(content)


def in_cell(name: str, source: str) -> Callable[[str], str]:
    """Replace the source of a cell of a notebook."""

    def change(text: str) -> str:
        notebook = json.loads(text)
        next(cell for cell in notebook["cells"] if cell["id"] == name)["source"] = source
        return json.dumps(notebook)

    return change


def refused(book: Path, *arguments: str) -> str:
    """Build, expecting a refusal that leaves the book as it was; return its message.

    The PDF is not asked for: what Typst would do beforehand takes longer than most refusals.
    """
    done = build(book, "--to", "html", *arguments)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert verify(book / "_book") == []
    return done.stderr


def test_it_says_what_it_does_and_what_came_of_it(small: Path) -> None:
    said = build(small).stdout.splitlines()
    assert said[0] == "executing  index.ipynb"
    assert said[1].startswith("executed   index.ipynb (")
    again = build(small).stdout.splitlines()
    assert again[0].startswith("Nothing to do: the book is up to date (")
    assert again[-2:] == ["  _book/book.pdf", "  _book/index.html"]


def test_the_abstract_agrees_with_a_count_by_hand(built: Path) -> None:
    from bs4 import BeautifulSoup

    page = BeautifulSoup((built / "_book" / "index.html").read_text("utf-8"), "html.parser")
    text = " ".join(page.get_text().split())
    assert "20 cases from 18 reports" in text
    assert "11/17 (64.7%)" in text, "men among those whose sex is stated"
    assert "12/16 (75.0%)" in text, "thoracic among those whose region is stated"


def test_a_broken_cell(counting: Path, edit: Edit) -> None:
    edit(counting / "index.ipynb", in_cell("setup", "x = 1\nnothing + x"))
    message = refused(counting)
    assert "index.ipynb, cell setup, line 2: NameError" in message
    assert "nothing + x" in message


def test_a_broken_inline_expression(counting: Path, edit: Edit) -> None:
    edit(counting / "index.ipynb", in_cell("text", 'All `{python} total("cassis")` cases.'))
    assert "index.ipynb, cell text" in (message := refused(counting))
    assert "cassis" in message


def test_a_broken_csv(counting: Path, edit: Edit) -> None:
    edit(
        counting / "data/cases.csv",
        lambda text: text.replace("T5-T10", "T5-T13", 1).replace(",F,", ",X,", 1),
    )
    message = refused(counting)
    assert 'data/cases.csv:2: lesion_levels: "T13" is not a vertebral level' in message
    assert 'sex: "X" is not allowed' in message


def test_an_unknown_parameter(built: Path) -> None:
    assert "unknown parameter cohrot; did you mean cohort?" in refused(built, "-p", "cohrot=all")


def test_a_missing_chapter(built: Path, edit: Edit) -> None:
    edit(built / "_quarto.yml", lambda text: text.replace("10-discussion", "11-discussion"))
    expected = "_quarto.yml: chapter chapters/11-discussion.ipynb: there is no such file"
    assert expected in refused(built)


def test_a_missing_bibliography_key(counting: Path, edit: Edit) -> None:
    edit(counting / "index.ipynb", lambda text: text.replace("@yang2023", "@yank2023", 1))
    message = refused(counting)
    assert "index.ipynb" in message
    assert "yank2023" in message


def test_a_bibliography_that_cannot_be_read_is_told_before_any_chapter_runs(
    built: Path, edit: Edit
) -> None:
    edit(built / "data/background.bib", lambda text: text.replace("},", "}", 1))
    edit(built / "index.ipynb", in_cell("setup", "raise RuntimeError"))
    assert refused(built).startswith("rspbook: data/background.bib:3:3: unexpected")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--to", "docx"], "--to docx"),
        (["--renderer", "latex"], "--renderer latex"),
        (["--engine", "cold"], "--engine cold"),
        (["--params", "params/none.yml"], "params/none.yml: there is no such parameter file"),
        (["--data", "nowhere"], "nowhere"),
        (["--output", "data"], "the folder is not empty and holds no book"),
    ],
)
def test_what_cannot_be_done(counting: Path, arguments: list[str], message: str) -> None:
    assert message in refused(counting, *arguments)


def test_a_variant_of_other_data_has_their_references(
    small: Path, dataset_folder: DataFolder, tmp_path: Path
) -> None:
    index = small / "index.ipynb"
    index.write_text(in_cell("title", "# Made up\n\nSee [@chen2014].")(index.read_text("utf-8")))
    dataset_folder.replace("studies.csv", b"A mysterious back pain", b"A made-up title")
    (dataset_folder.path / "references.bib").unlink()
    other = ("--data", str(dataset_folder.path), "--output", str(tmp_path / "variant"))
    done = build(small, *other, "--to", "html")
    assert done.returncode == 0, done.stderr
    assert "A made-up title" in (tmp_path / "variant" / "index.html").read_text("utf-8")
    assert not list((tmp_path / "variant").glob("*.pdf"))
    assert not (small / "_book").exists()


def test_a_format_that_is_no_longer_asked_for_is_told(small: Path) -> None:
    assert "Removed" not in build(small).stdout
    [pdf] = (small / "_book").glob("*.pdf")
    told = f"Removed, as this build did not make it: _book/{pdf.name}\n"
    assert told in build(small, "--to", "html").stdout
    assert not pdf.exists()
    assert "Removed" not in build(small, "--to", "html").stdout


def test_a_bibliography_that_cannot_be_written_is_told_until_it_is(small: Path) -> None:
    written = small / "data" / "references.bib"
    written.unlink()
    (written / "in the way").mkdir(parents=True)
    for _ in range(2):
        done = build(small, "--to", "html")
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("rspbook: data/references.bib: cannot be written: ")
    shutil.rmtree(written)
    assert build(small, "--to", "html").returncode == 0
    assert "references.bib" not in command(small, "validate").stdout


def test_an_interrupt_leaves_no_process(built: Path, edit: Edit) -> None:
    edit(built / "index.ipynb", in_cell("setup", "import time; time.sleep(600)"))
    line = [sys.executable, "-m", "helpers", "build", "--renderer", "builtin"]
    env = {**os.environ, "PYTHONPATH": str(built / "src"), "RSPBOOK_TEST": "interrupt"}
    process = subprocess.Popen(
        line, cwd=built, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    while "executing  index.ipynb" not in process.stdout.readline():
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "interrupted" in said
    assert "Traceback" not in said
    assert left_behind("RSPBOOK_TEST=interrupt") == []


@pytest.mark.parametrize("later", [0.1, 0.4])
def test_an_early_interrupt_is_one_line(built: Path, edit: Edit, later: float) -> None:
    """Ctrl-C reaches all processes of a terminal, also the one that only imports as yet."""
    edit(built / "index.ipynb", in_cell("setup", f"import time; time.sleep(600)  # {later}"))
    process = subprocess.Popen(
        [sys.executable, "-m", "helpers", "build", "--renderer", "builtin"],
        cwd=built,
        env={**os.environ, "PYTHONPATH": str(built / "src"), "RSPBOOK_TEST": f"early {later}"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not any("forkserver" in line for line in marked(f"RSPBOOK_TEST=early {later}")):
        assert process.poll() is None
        time.sleep(0.01)
    time.sleep(later)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said == "rspbook: interrupted; the finished chapters are kept\n"
