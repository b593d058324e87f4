"""Every chapter of the book gives the same, cell by cell, by either engine."""

import contextlib
from pathlib import Path

from project_copies import copied

from helpers.pipeline.execute import Executed, execute
from helpers.pipeline.plan import plan, preload
from helpers.pipeline.project import find_project
from helpers.pipeline.workers import Workers


def test_every_chapter_is_the_same_by_either_engine(tmp_path: Path) -> None:
    project = find_project(copied(tmp_path / "review", "build"))
    with contextlib.closing(Workers(preload(project), timeout=300)) as workers:

        def executed(*, warm: bool) -> list[Executed]:
            return execute(project, plan(project, {}), workers, warm, tell=lambda _: None)

        warm = executed(warm=True)
        project.cache.rename(tmp_path / "kept")
        standard = executed(warm=False)
    assert [one.chapter for one in standard] == list(project.chapters)
    assert all(one.seconds for one in [*warm, *standard])
    for one, other in zip(warm, standard, strict=True):
        assert one.notebook.cells == other.notebook.cells, one.chapter
