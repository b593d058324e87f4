"""Whether there is anything to do, told without a plan."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from git_commands import git
from litter import LITTER

from helpers.pipeline.cache import Cache
from helpers.pipeline.manifest import MANIFEST, write_manifest
from helpers.pipeline.plan import plan
from helpers.pipeline.project import Project, find_project, read_project
from helpers.pipeline.standing import Standing, sources, standing, state

ROOT = Path(__file__).parents[2]
ASKED = {"parameters": {}, "formats": ["html"], "renderer": "a renderer (made up)"}


def look(project: Project) -> Standing:
    return standing(read_project(project.root), ASKED, project.output)


@pytest.fixture
def built(project: Project) -> Project:
    """A project whose book stands, as if a build had just ended."""
    project.output.mkdir()
    (project.output / "index.html").write_text("a page")
    write_manifest(project.output, {})
    look(project).keep({"warnings": 2})
    return project


def test_the_note_comes_back_while_nothing_changed(built: Project) -> None:
    assert look(built).last() == {"warnings": 2}


def test_the_next_look_needs_no_yaml(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("yaml.safe_load")
    assert read_project(built.root, Cache(built.cache)).config == built.config


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "data" / "things.csv").write_text("thing\nb\n"),
        lambda root: (root / "data" / "more.csv").write_text("thing\n"),
        lambda root: (root / "CITATION.cff").write_text("version: 1.0.0\n"),
        lambda root: (root / "index.ipynb").write_text(
            (root / "index.ipynb").read_text().replace("things", "items")
        ),
        lambda root: (root / "_quarto.yml").write_text(
            (root / "_quarto.yml").read_text() + "css: style.css\n"
        ),
        lambda root: (root / "_book" / "index.html").write_text("forged"),
        lambda root: (root / "_book" / "more.html").write_text("added"),
        lambda root: (root / "_book" / MANIFEST).unlink(),
        lambda root: (root / "build" / "cache" / "standing.json").write_text("[]"),
    ],
)
def test_any_change_asks_for_a_plan(built: Project, change: Callable[[Path], object]) -> None:
    change(built.root)
    assert look(built).last() is None


@pytest.mark.parametrize("name", LITTER)
def test_what_programs_leave_beside_the_data_is_nothing_to_do(built: Project, name: str) -> None:
    (built.root / "data" / name).write_text("open in another program")
    assert look(built).last() == {"warnings": 2}


def test_what_is_asked_for_counts(built: Project) -> None:
    for name, value in [("parameters", {"limit": 4}), ("formats", ["pdf"]), ("renderer", "new")]:
        assert standing(built, {**ASKED, name: value}, built.output).last() is None
    assert standing(built, ASKED, built.root / "other").last() is None


def test_what_is_installed_and_the_date_of_the_edition_count(
    built: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages = tmp_path / "more-packages"
    packages.mkdir()
    monkeypatch.syspath_prepend(packages)
    assert look(built).last() == {"warnings": 2}
    (packages / "typst-99.0.dist-info").mkdir()
    assert look(built).last() is None
    (packages / "typst-99.0.dist-info").rmdir()
    assert look(built).last() == {"warnings": 2}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert look(built).last() is None


def test_a_commit_and_a_change_of_any_file_in_git_count(built: Project) -> None:
    (built.root / ".gitignore").write_text("build/\n_book/\n")
    git(built.root, "init", "-q")
    git(built.root, "add", "-A")
    git(built.root, "commit", "-qm", "made up")
    assert look(built).last() is None
    look(built).keep("committed")
    assert look(built).last() == "committed"
    (built.root / "README.md").write_text("made up")
    git(built.root, "add", "README.md")
    assert look(built).last() is None
    git(built.root, "commit", "-qm", "more")
    assert look(built).last() is None


def test_a_source_that_changed_during_the_build_is_not_overlooked(built: Project) -> None:
    before = look(built)
    (built.root / "data" / "things.csv").write_text("thing\nchanged\n")
    before.forget()
    before.keep({})
    assert look(built).last() is None


def test_a_file_in_a_folder_that_the_configuration_names_counts(project: Project) -> None:
    config = {**project.config, "resources": ["pictures"]}
    (project.root / "_quarto.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    (project.root / "pictures").mkdir()
    before = state(read_project(project.root), ASKED)
    (project.root / "pictures" / "one.svg").write_text("<svg/>")
    assert state(read_project(project.root), ASKED) != before


def test_all_that_the_chapters_of_the_book_depend_on_is_looked_at() -> None:
    project = find_project(ROOT)
    seen = sources(project, ASKED)
    for chapter in plan(project, {}):
        files = {name for name in chapter.fingerprint if (ROOT / name).is_file()}
        assert len(files) > 5
        assert files <= set(seen)
