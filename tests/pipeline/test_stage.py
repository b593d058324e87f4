"""The staged project holds all that a renderer needs, and nothing else."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from test_execute import run

from helpers.errors import BookError
from helpers.pipeline.notebook import read_notebook
from helpers.pipeline.project import Project, read_project
from helpers.pipeline.records import quantities
from helpers.pipeline.stage import stage

FIGURE = """#| label: fig-thing
#| fig-alt: "A thing"
class Picture:
    def _repr_mimebundle_(self, **_):
        record = {"alt": "Three: things", "quantities": [{"id": "things", "text": "3"}]}
        return {"image/svg+xml": "<svg/>", "application/vnd.rspbook.record+json": record}
thing = Picture()
thing"""


@pytest.fixture
def staged(project: Project, write: Callable[..., None]) -> Path:
    write(project.root / "chapters" / "one.ipynb", FIGURE, "md:again `{python} thing`")
    config = project.config | {"bibliography": ["data/refs.bib"], "css": "assets/missing.css"}
    (project.root / "data" / "refs.bib").write_text("@book{a, title={A}}")
    (project.root / "_quarto.yml").write_text(yaml.safe_dump(config))
    changed = read_project(project.root)
    (project.build / "book").mkdir(parents=True)
    (project.build / "book" / "old.txt").write_text("left by an earlier build")
    stage(changed, run(changed), project.build / "book", "a renderer 1.0")
    return project.build / "book"


def test_it_is_complete_and_asks_for_no_execution(staged: Path) -> None:
    files = sorted(p.relative_to(staged).as_posix() for p in staged.rglob("*") if p.is_file())
    assert files == [
        "_quarto.yml", "chapters/one.ipynb", "data/refs.bib", "index.ipynb", "quantities.json",
        "records.json",
    ]  # fmt: skip
    config = yaml.safe_load((staged / "_quarto.yml").read_text())
    assert config["execute"]["enabled"] is False
    assert config["renderer"] == "a renderer 1.0"
    assert config["project"]["resources"] == ["quantities.json", "records.json"]


def test_the_computed_alt_text_replaces_the_static_one(staged: Path) -> None:
    figure = read_notebook(staged / "chapters" / "one.ipynb").cells[2]
    head = [line for line in figure.source.split("\n") if line.startswith("#|")]
    assert head == ["#| label: fig-thing", "#| fig-alt: 'Three: things'"]
    assert figure.source.endswith("\nthing")


def test_quantities_say_where_they_stand(staged: Path) -> None:
    (found,) = json.loads((staged / "quantities.json").read_text())
    assert (found["id"], found["text"]) == ("things", "3")
    assert found["places"] == [
        {"cell": "cell-0", "chapter": "chapters/one.ipynb", "label": "fig-thing"},
        {"cell": "cell-1", "chapter": "chapters/one.ipynb", "label": None},
    ]
    cells = read_notebook(staged / "chapters" / "one.ipynb").cells
    assert [set(cell.outputs[0].data) for cell in cells if cell.get("outputs")] == [
        {"image/svg+xml", "text/plain"}
    ]
    assert not any("records" in cell.metadata for cell in cells)


def test_what_did_not_change_is_not_written_again(staged: Path, project: Project) -> None:
    before = {path: path.stat().st_mtime_ns for path in staged.rglob("*") if path.is_file()}
    changed = read_project(project.root)
    stage(changed, run(changed), staged, "a renderer 1.0")
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_files_outside_the_project_stay_outside(project: Project) -> None:
    (project.root.parent / "secret.bib").write_text("x")
    config = project.config | {"bibliography": "../secret.bib"}
    (project.root / "_quarto.yml").write_text(yaml.safe_dump(config))
    changed = read_project(project.root)
    with pytest.raises(BookError, match=r"\.\./secret\.bib lies outside the project"):
        stage(changed, run(changed), project.build / "book", "x")


def test_a_build_without_quantities_has_none(project: Project) -> None:
    assert quantities(run(project)) == []


def test_one_id_is_one_number(project: Project, write: Callable[..., None]) -> None:
    other = FIGURE.replace('"text": "3"', '"text": "4"').replace("fig-thing", "fig-other")
    write(project.root / "chapters" / "one.ipynb", FIGURE, other)
    with pytest.raises(BookError) as caught:
        quantities(run(project))
    assert str(caught.value) == (
        "things is two numbers: 3 in chapters/one.ipynb, cell cell-0, and 4 in "
        "chapters/one.ipynb, cell cell-1; give one of them an id of its own"
    )
