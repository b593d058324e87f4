"""What is wrong with a bibliography is told by its file and line (all entries are made up)."""

from pathlib import Path

import pytest
import yaml

from helpers.errors import BookError
from helpers.pipeline.cache import Cache
from helpers.pipeline.lint import lint
from helpers.pipeline.lint.bibliographies import publications
from helpers.pipeline.project import Project, read_project

GOOD = "@article{lee2020,\n  title = {A},\n  year = {2020}\n}\n"
ACUTE = "Garcia, Andr\u00e9s"


@pytest.fixture
def cited(project: Project) -> Project:
    """The made-up project with a bibliography."""
    path = project.root / "_quarto.yml"
    config = yaml.safe_load(path.read_text("utf-8")) | {"bibliography": ["a.bib", "b.bib"]}
    path.write_text(yaml.safe_dump(config), "utf-8")
    (project.root / "b.bib").write_text("", "utf-8")
    return read_project(project.root)


def findings(project: Project) -> list[str]:
    """Return what lint says of the bibliographies."""
    return [found for found in map(str, lint(project)) if not found.startswith("chapters/")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD.replace("{A},", "{A}"), "a.bib:3:3: unexpected 'y' (before it a comma"),
        (GOOD.replace("{A},", "{A,"), "a.bib:"),
        (GOOD.replace("{A}", ACUTE).encode("cp1252"), "a.bib:2: byte 0xe9 is not UTF-8; save"),
    ],
)
def test_one_that_cannot_be_read(cited: Project, text: str | bytes, message: str) -> None:
    (cited.root / "a.bib").write_bytes(text if isinstance(text, bytes) else text.encode())
    for read in publications, lint:
        with pytest.raises(BookError) as refused:
            read(cited)
        assert str(refused.value).startswith(message)


def test_one_that_is_not_there(cited: Project) -> None:
    with pytest.raises(BookError, match=r"bibliography: a\.bib: there is no such file"):
        publications(cited)


@pytest.mark.parametrize("title", ["A $5 test", r"High $\beta cost", ""])
def test_a_title_that_would_be_lost(cited: Project, title: str) -> None:
    (cited.root / "a.bib").write_text("\n" + GOOD.replace("{A}", f"{{{title}}}"), "utf-8")
    [found] = findings(cited)
    assert found.startswith("a.bib:2: lee2020 has no title")


@pytest.mark.parametrize("title", [r"A \$5 test", r"High $\beta$ cost", "A"])
def test_a_title_that_is_kept(cited: Project, title: str) -> None:
    (cited.root / "a.bib").write_text(GOOD.replace("{A}", f"{{{title}}}"), "utf-8")
    assert findings(cited) == []


def test_a_key_that_two_have(cited: Project) -> None:
    (cited.root / "a.bib").write_text(GOOD + GOOD.replace("{A}", "{C}"), "utf-8")
    (cited.root / "b.bib").write_text(f"\n{GOOD}", "utf-8")
    assert findings(cited) == [
        "a.bib:1: lee2020 is there more than once",
        "a.bib:5: lee2020 is there more than once",
        "b.bib:2: lee2020 is there more than once",
    ]


def test_what_was_read_is_kept_until_it_changes(cited: Project, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "kept")
    (cited.root / "a.bib").write_text(GOOD, "utf-8")
    first = publications(cited, cache)
    assert [(entry.key, entry.title) for entry in first] == [("lee2020", "A")]
    assert publications(cited, cache) == first
    (cited.root / "a.bib").write_text(GOOD.replace("{A}", "{B}"), "utf-8")
    assert [entry.title for entry in publications(cited, cache)] == ["B"]
