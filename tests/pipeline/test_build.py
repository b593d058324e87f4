"""The build from plan to finished book, with a renderer that only copies."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from helpers.errors import BookError
from helpers.pipeline.build import Book, Options, build
from helpers.pipeline.execute import Event, Rendering, Waiting, execute
from helpers.pipeline.manifest import verify
from helpers.pipeline.plan import WARM_MODULES, plan
from helpers.pipeline.project import Project
from helpers.pipeline.workers import Workers


class Copier:
    version = "copier 1.0"

    def __init__(self) -> None:
        self.calls = 0

    def render(self, staged: Path, output: Path) -> list[Path]:
        self.calls += 1
        (output / "index.html").write_bytes((staged / "index.ipynb").read_bytes())
        return [output / "index.html"]


def make(project: Project, renderer: Copier, **options: object) -> Book:
    parameters, tell = options.pop("parameters", {}), options.pop("tell", lambda _: None)
    return build(
        project,
        plan(project, parameters),
        Options(parameters, frozenset({"html"}), renderer.version, **options),
        renderer.render,
        Workers(WARM_MODULES, jobs=2, timeout=120),
        tell=tell,
    )


def test_a_second_build_has_nothing_to_do(project: Project) -> None:
    renderer = Copier()
    first, second = make(project, renderer), make(project, renderer)
    assert (first.rendered, second.rendered, renderer.calls) == (True, False, 1)
    assert verify(project.output) == []


def test_a_book_that_is_made_of_something_else_is_rendered_again(
    project: Project, write: Callable[..., None]
) -> None:
    renderer = Copier()
    make(project, renderer)
    assert make(project, renderer, parameters={"limit": 4}).rendered
    assert make(project, renderer, replaced={"data/things.csv": b"thing\nb\n"}).rendered
    assert make(project, renderer).rendered
    write(project.root / "index.ipynb", "x = limit + 1", "md:Other prose: `{python} x`.")
    assert make(project, renderer).rendered
    renderer.version = "copier 2.0"
    assert make(project, renderer).rendered
    assert not make(project, renderer).rendered


def test_an_altered_book_is_found_and_built_again(project: Project) -> None:
    renderer = Copier()
    make(project, renderer)
    (project.output / "index.html").write_text("forged")
    (project.output / "more.html").write_text("added")
    (project.output / "quantities.json").unlink()
    assert [line.split("_book/")[1] for line in verify(project.output)] == [
        "index.html: was altered",
        "more.html: is not part of the book",
        "quantities.json: is missing",
    ]
    assert make(project, renderer).rendered
    assert verify(project.output) == []


def test_a_failing_build_leaves_the_old_book(project: Project, write: Callable[..., None]) -> None:
    make(project, Copier())
    before = (project.output / "index.html").read_bytes()
    write(project.root / "chapters" / "one.ipynb", "1 / 0")
    with pytest.raises(BookError, match="ZeroDivisionError"):
        make(project, Copier())
    assert (project.output / "index.html").read_bytes() == before
    assert verify(project.output) == []


def test_only_a_book_is_replaced(project: Project, tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.docx").write_text("years of work")
    for output in (tmp_path / "thesis", project.root, project.root.parent):
        with pytest.raises(BookError, match="--output"):
            make(project, Copier(), output=output)
    assert (tmp_path / "thesis" / "chapter.docx").exists()


def test_another_parameter_gives_another_book(project: Project) -> None:
    make(project, Copier())
    book = make(project, Copier(), parameters={"limit": 9}, output=project.root / "variant")
    assert "There are 10 things." in (book.folder / "index.html").read_text()
    assert "There are 4 things." in (project.output / "index.html").read_text()


def wait_for_another(project: Project, other: Callable[[], object]) -> tuple[Book, list[Event]]:
    """Build while another build, which does `other`, has begun; return what came of the first."""
    begun, events = threading.Event(), list[Event]()

    def work() -> None:
        with FileLock(project.build / "book.lock"):
            begun.set()
            while Waiting() not in events:
                time.sleep(0.01)
            other()

    thread = threading.Thread(target=work)
    thread.start()
    begun.wait()
    book = make(project, Copier(), tell=events.append)
    thread.join()
    return book, events


def test_it_says_that_it_waits_for_another_build(project: Project) -> None:
    book, events = wait_for_another(project, lambda: None)
    assert book.rendered
    assert events[0] == Waiting()
    assert events[-1] == Rendering("copier 1.0")


def test_what_another_build_ran_it_does_not_run_again(project: Project) -> None:
    plans, workers = plan(project, {}), Workers(WARM_MODULES, jobs=1, timeout=120)
    book, events = wait_for_another(project, lambda: execute(project, plans, workers))
    assert events == [Waiting(), Rendering("copier 1.0")]
    assert not any(one.why for one in book.plans)
    assert any(one.why for one in plans)
