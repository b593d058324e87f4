"""What ``_quarto.yml`` names stays in the project, and only a book is ever replaced."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from test_build import Copier, make

from helpers.errors import BookError
from helpers.pipeline.project import Project, read_project
from helpers.pipeline.stage import stage

Change = Callable[..., Project]


@pytest.fixture
def changed(project: Project) -> Change:
    """Read the project with keys of its ``_quarto.yml`` changed."""

    def change(**keys: Any) -> Project:
        config = {**project.config, **keys}
        (project.root / "_quarto.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
        return read_project(project.root)

    return change


def staged_names(project: Project) -> set[str]:
    folder = project.build / "book"
    stage(project, [], folder, "x")
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("folder", ["..", "../x", "/x", ".", "", "a/../..", 5, None, "linked"])
def test_the_book_is_put_inside_the_project(project: Project, changed: Change, folder: Any) -> None:
    (project.root / "linked").symlink_to(project.root.parent)
    with pytest.raises(BookError, match=r"output-dir .*: a folder inside the project is needed"):
        changed(project={"type": "book", "output-dir": folder})


@pytest.mark.parametrize("folder", ["data", "chapters"])
def test_a_folder_of_sources_is_not_replaced(
    project: Project, changed: Change, folder: str
) -> None:
    before = {p: p.read_bytes() for p in (project.root / folder).iterdir()}
    with pytest.raises(BookError, match="the folder is not empty and holds no book"):
        make(changed(project={"output-dir": folder}), Copier())
    assert {p: p.read_bytes() for p in (project.root / folder).iterdir()} == before


def test_a_book_that_quarto_has_made_is_replaced(project: Project) -> None:
    project.output.mkdir()
    (project.output / "index.html").write_text("Quarto's")
    assert make(project, Copier()).rendered


@pytest.mark.parametrize("file", ["../x", "/x", "a/b", "", ".x", "a\\b", "a:b", "a\nb", 7, None])
def test_the_pdf_is_a_plain_name(project: Project, changed: Change, file: Any) -> None:
    with pytest.raises(BookError, match=r"output-file .*: a name without folders is needed"):
        changed(book={**project.config["book"], "output-file": file})


@pytest.mark.parametrize(
    "entry", ["../index.ipynb", "/index.ipynb", "chapters/../../x.ipynb", "linked.ipynb", "x.md", 3]
)
def test_chapters_lie_inside_the_project(project: Project, changed: Change, entry: Any) -> None:
    outside = project.root.parent / "index.ipynb"
    outside.write_bytes((project.root / "index.ipynb").read_bytes())
    (project.root / "linked.ipynb").symlink_to(outside)
    with pytest.raises(BookError, match="chapter"):
        changed(book={"title": "x", "chapters": [entry]})


@pytest.mark.parametrize(
    "keys",
    [
        {"bibliography": ["../secret"]},
        {"csl": "data/../../secret"},
        {"format": {"html": {"css": "linked"}}},
        {"format": {"html": {"include-after-body": [{"file": "../secret"}]}}},
        {"filters": ["folder/../../nothing-there.lua"]},
        {"project": {"resources": ["folder"]}},
        {"project": {"resources": ["../"]}},
        {"project": {"resources": [".."]}},
    ],
)
def test_files_lie_inside_the_project(
    project: Project, changed: Change, keys: dict[str, Any]
) -> None:
    secret = project.root.parent / "secret"
    secret.write_text("x")
    (project.root / "linked").symlink_to(secret)
    (project.root / "folder").mkdir()
    (project.root / "folder" / "linked").symlink_to(secret)
    with pytest.raises(BookError, match=r"_quarto\.yml: .* lies outside the project"):
        staged_names(changed(**keys))


def test_a_link_within_the_project_is_staged_under_its_name(
    project: Project, changed: Change
) -> None:
    (project.root / "look.css").symlink_to("data/things.csv")
    assert "look.css" in staged_names(changed(css="look.css"))


def test_quarto_writes_where_it_is_expected(project: Project, changed: Change) -> None:
    found = changed(project={"type": "book", "output-dir": "out/book"})
    staged_names(found)
    config = yaml.safe_load((project.build / "book" / "_quarto.yml").read_text())
    assert config["project"]["output-dir"] == "_book"
    assert found.output == project.root / "out" / "book"


BOOK = "book: {chapters: [chapters/one.ipynb]}\n"


@pytest.mark.parametrize(
    "text",
    [
        *("", "[", "book:", "book: {chapters: []}", "- a", "book: {chapters: x}", "[" * 5000),
        *(f"{BOOK}project: x", f"{BOOK}execute: 3"),
    ],
)
def test_what_is_no_book_is_told(project: Project, text: str) -> None:
    (project.root / "_quarto.yml").write_text(text)
    with pytest.raises(BookError, match=r"_quarto\.yml(:1)?: "):
        read_project(project.root)


def test_data_do_not_lead_to_private_files(project: Project, tmp_path: Path) -> None:
    (tmp_path / "private").write_text("x")
    (project.root / "data" / "more.csv").symlink_to(tmp_path / "private")
    package = '{"resources": [{"path": "more.csv"}]}'
    (project.root / "data" / "datapackage.json").write_text(package)
    with pytest.raises(BookError, match=r"more\.csv: leads out of the folder of the data"):
        staged_names(project)
