"""What a preview watches, wherever it lies and whenever it comes."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from watchfiles import Change

from helpers.cli.watching import Sources, following

Told = Callable[[Callable[[], object]], bool]


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    root, data = tmp_path / "project", tmp_path / "elsewhere"
    for folder in (root / "chapters", root / "out" / "book", root / "build" / "trial", data):
        folder.mkdir(parents=True)
    named = (data, tmp_path / "set.yml", root / "build" / "trial")
    return Sources(root, (root / "build", root / "out" / "book"), named)


@pytest.fixture
def told(sources: Sources) -> Iterator[Told]:
    """Tell whether a change is noticed; all else that was noticed before has been told."""
    changed = threading.Event()

    def after(change: Callable[[], object]) -> bool:
        while changed.wait(0.5):
            changed.clear()
        change()
        return changed.wait(20)

    with following(sources, changed.set):
        for probe in (sources.root / "begun", sources.root / "chapters" / "begun"):
            changed.clear()
            while not changed.wait(0.2):
                probe.touch()
        yield after


def replace(path: Path) -> None:
    """Write a file as many editors do."""
    path.with_name("new").write_text("x")
    path.with_name("new").replace(path)


def test_files_at_the_top_that_come_later_and_are_replaced(sources: Sources, told: Told) -> None:
    file = sources.root / "references.bib"
    assert told(file.touch)
    assert told(lambda: replace(file))
    assert told(lambda: replace(file))
    assert told(file.unlink)


def test_folders_that_come_later(sources: Sources, told: Told) -> None:
    folder = sources.root / "params"
    assert told(folder.mkdir)
    assert told((folder / "deep").mkdir)
    assert told((folder / "deep" / "x.yml").touch)
    assert told((sources.root / "chapters" / "x.ipynb").touch)


def test_what_the_command_line_names_elsewhere(sources: Sources, told: Told) -> None:
    data, file, trial = sources.named
    assert told((data / "cases.csv").touch)
    assert told(lambda: replace(file))
    assert told(lambda: replace(file))
    assert told((trial / "cases.csv").touch)


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("project/chapters/01.ipynb", True),
        ("project/out/other", True),
        ("elsewhere/cases.csv", True),
        ("set.yml", True),
        ("project/build/trial/cases.csv", True),
        ("project/build/cache/x", False),
        ("project/out/book/index.html", False),
        ("project/out/.book-1-x/index.html", False),
        ("project/.git/index", False),
        ("project/chapters/.ipynb_checkpoints/01.ipynb", False),
        ("project/chapters/01.ipynb~", False),
        ("project/data/~$cases.xlsx", False),
        ("elsewhere/.~lock.cases.csv#", False),
        ("elsewhere/~$cases.xlsx", False),
        ("elsewhere/deeper/x", False),
        ("other.yml", False),
    ],
)
def test_what_counts(sources: Sources, tmp_path: Path, name: str, counts: bool) -> None:
    assert sources.counts(Change.modified, str(tmp_path / name)) is counts
