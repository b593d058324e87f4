"""Parameters: from a file, from the command line, as the chapters declare them."""

from contextlib import suppress
from pathlib import Path
from types import NoneType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook

from helpers.errors import BookError
from helpers.pipeline.parameters import (
    confine,
    declared,
    parse_assignment,
    read_parameters,
    settle,
)


def notebook(source: str):
    return new_notebook(cells=[new_code_cell(source, id="p", metadata={"tags": ["parameters"]})])


def test_declared_names_and_defaults() -> None:
    source = 'cohort = "all"  # which cases\nlimit: int = -3\nflag = True'
    assert declared(notebook(source), "x") == {"cohort": "all", "limit": -3, "flag": True}


@pytest.mark.parametrize(
    "source",
    [
        *("import os", "x = open('y')", "x = = 1", "a, b = 1, 2"),
        *("x = [1, 2]", "x = {'a': 1}", "x = {[]: 1}", "x = b'a'", "x: tuple = ()", "x = 1 + 2j"),
    ],
)
def test_only_plain_values_are_parameters(source: str) -> None:
    with pytest.raises(BookError, match=r"one\.ipynb, cell p: the parameters cell holds only"):
        declared(notebook(source), "one.ipynb")


def test_a_chapter_without_parameters() -> None:
    with pytest.raises(BookError, match=r"one\.ipynb: no cell is tagged `parameters`"):
        declared(new_notebook(), "one.ipynb")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[1, 2]", "only lines NAME: VALUE"),
        ("a: {b: 1}", "only lines"),
        ("a: 1\nb: [", r"p\.yml:2: not a parameter file: expected the node content"),
        ("a: 1\n# again\na: 2", r"p\.yml:3: a is given twice"),
        ("# nothing", r"p\.yml: holds no parameter"),
        ("a: 2026-13-01", "not a parameter file"),
    ],
)
def test_a_file_that_is_no_parameter_set(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "p.yml").write_text(text)
    with pytest.raises(BookError, match=message):
        read_parameters(tmp_path / "p.yml")
    with pytest.raises(BookError, match="there is no such parameter file"):
        read_parameters(tmp_path / "q.yml")


def test_values_take_the_type_of_their_default() -> None:
    given = {"limit": "7", "flag": "false", "share": "1", "name": "7"}
    chapters = [{"limit": 3, "flag": True}, {"share": 0.5, "name": "x"}]
    assert settle(given, chapters) == {"limit": 7, "flag": False, "share": 1, "name": "7"}


@pytest.mark.parametrize(("name", "value"), [("flag", "3"), ("limit", "yes"), ("limit", "[1]")])
def test_a_value_of_another_type(name: str, value: str) -> None:
    with pytest.raises(BookError, match=f"parameter {name}: .* is not of type"):
        settle({name: value}, [{"limit": 3, "flag": True}])


def test_no_value_is_none_only_where_the_chapters_say_so() -> None:
    assert settle({"limit": None}, [{"limit": None}]) == {"limit": None}
    with pytest.raises(BookError, match=r"parameter cohort: no value is given .* 'all'"):
        settle({"cohort": None}, [{"cohort": "all"}])


@given(st.text() | st.sampled_from(["[", "2026-13-01", "0x_", "=", "[" * 5000]))
def test_any_text_is_a_value_or_refused(text: str) -> None:
    with suppress(BookError):
        assert type(settle({"limit": text}, [{"limit": 3}])["limit"]) in (int, NoneType)


def test_assignments_of_the_command_line() -> None:
    assert parse_assignment("note=a=b") == ("note", "a=b")
    with pytest.raises(BookError, match="-p cohort: a parameter is given as NAME=VALUE"):
        parse_assignment("cohort")


@pytest.mark.parametrize(
    "value", ["..", "../data", "/", "/etc/passwd", "a/../../b", "linked", "\0/.."]
)
def test_no_parameter_leads_out_of_the_project(tmp_path: Path, value: str) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (root / "linked").symlink_to(tmp_path)
    with pytest.raises(BookError, match=r"parameter data_dir: .* lies outside the project"):
        confine(root, {"data_dir": value})


def test_other_parameters_are_let_be(tmp_path: Path) -> None:
    confine(tmp_path, {"data_dir": "data/../other", "cohort": "n/a", "n": -3, "x": None, "e": ""})
