"""The data are checked once, as long as nothing changes, and never by what was there before."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from helpers.cli.checked import checked
from helpers.errors import BookError
from helpers.pipeline.project import Project, read_project
from helpers.pipeline.workers import Done, Workers


class Here(Workers):
    """Checks in this process; `then` happens before anybody hears what was found."""

    def __init__(self, then: Callable[[], object] = lambda: None) -> None:
        super().__init__()
        self.then, self.ran = then, 0

    def run(self, work: Callable[[Any], Any], tasks: Sequence[Any], **_: Any) -> Iterator[Done]:
        for task in tasks:
            self.ran += 1
            done = Done(task, work(task))
            self.then()
            yield done


class Killed(Workers):
    """Ends as a process does for which there is not memory enough."""

    def run(self, work: Callable[[Any], Any], tasks: Sequence[Any], **_: Any) -> Iterator[Done]:
        yield Done(tasks[0], error=BookError("its process was ended by signal 9"))


@pytest.fixture
def project(small: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.chdir(small)
    return read_project(small)


def edit(file: str, old: str, new: str) -> None:
    path = Path("data", file)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_data_that_did_not_change_are_not_checked_again(project: Project) -> None:
    edit("studies.csv", "A mysterious back pain", "A made-up title")
    workers = Here()
    first = checked(project, None, workers)
    assert b"A made-up title" in first.bibliography
    assert checked(project, None, workers) == first
    assert workers.ran == 1


def test_a_sheet_that_is_saved_while_it_is_checked_is_checked_again(project: Project) -> None:
    checked(project, None, Here(lambda: edit("cases.csv", "T5-T10", "T5-T13")))
    with pytest.raises(BookError, match='"T13" is not a vertebral level'):
        checked(project, None, Here())


def test_what_older_code_finds_is_not_kept(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("helpers.cli.checked.has_imported", lambda _: False)
    workers = Here()
    for _ in range(2):
        checked(project, None, workers)
    assert workers.ran == 2


def test_data_that_were_checked_as_others_get_their_bibliography(project: Project) -> None:
    edit("studies.csv", "A mysterious back pain", "A made-up title")
    before = (written := Path("data", "references.bib")).read_bytes()
    checked(project, Path("data"), Here())
    assert written.read_bytes() == before, "other data are left as they are"
    checked(project, None, Here())
    assert b"A made-up title" in written.read_bytes()


def test_the_time_that_a_chapter_may_take_is_no_limit(project: Project) -> None:
    with closing(Workers(timeout=0.001)) as workers:
        assert checked(project, None, workers).bibliography


def test_a_check_that_does_not_end_says_what_it_was(project: Project) -> None:
    with pytest.raises(BookError, match=r"^data: the check of the data: its process was ended by"):
        checked(project, None, Killed())
