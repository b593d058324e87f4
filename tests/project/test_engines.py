"""Every chapter of the book gives the same, cell by cell, by either engine."""

from pathlib import Path

import pytest
from project_copies import copied

from helpers.pipeline.execute import Executed, execute
from helpers.pipeline.plan import plan, preload
from helpers.pipeline.project import Project, find_project
from helpers.pipeline.workers import Workers


def executed(project: Project, *, warm: bool) -> list[Executed]:
    workers = Workers(preload(project), timeout=300)
    try:
        return execute(project, plan(project, {}), workers, warm, tell=lambda _: None)
    finally:
        workers.close()


def test_every_chapter_is_the_same_by_either_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = find_project(copied(tmp_path / "review"))
    monkeypatch.setenv("PYTHONPATH", str(project.root / "src"))
    warm = executed(project, warm=True)  # or what an earlier build has kept
    project.cache.rename(tmp_path / "kept")
    standard = executed(project, warm=False)
    assert [one.chapter for one in standard] == list(project.chapters)
    assert all(one.seconds for one in standard)
    for one, other in zip(warm, standard, strict=True):
        assert one.notebook.cells == other.notebook.cells, one.chapter
