"""The filter that makes numbers ask-able, in a project that Quarto itself has run."""

import json
import re
from pathlib import Path
from typing import Any

import pypandoc
import pytest

ASSETS = Path(__file__).parents[2] / "assets"
MIME = "application/vnd.rspbook.record+json"
SPANS = '[1/2]{.quantity data-q="a.yes"} [3]{.quantity data-q="b.median"} [4]{.quantity data-q="c"}'


def bundle(id_: str, *cases: str) -> dict[str, Any]:
    known = {"id": id_, "label": "Made up", "numerator_cases": cases, "denominator_cases": cases}
    return {"text/markdown": "1", MIME: {"quantities": [known]}}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A chapter as Quarto leaves it: inline expressions in metadata, other cells with outputs."""
    inline = {"expression": "x", "result": {"data": bundle("a.yes", "madeup-1"), "status": "ok"}}
    cells = [
        {"cell_type": "markdown", "metadata": {"user_expressions": [inline]}, "source": SPANS},
        {"cell_type": "code", "metadata": {}, "outputs": [{"data": bundle("b.median")}, {}]},
    ]
    (tmp_path / "one.ipynb").write_text(json.dumps({"cells": cells}))
    return tmp_path


def facts(project: Path) -> dict[str, Any]:
    place = f'project = {{directory = "{project}"}}, doc = {{input_file = "{project}/one.ipynb"}}'
    filter_ = project / "filter.lua"
    filter_.write_text(f'quarto = {{{place}}}\nreturn dofile("{ASSETS}/quantities.lua")')
    page = pypandoc.convert_text(SPANS, "html", "markdown", [f"--lua-filter={filter_}"])
    found = re.search(r'<script type="application/json" id="quantities">(.*?)</script>', page)
    return json.loads(found[1]) if found else {}


def test_numbers_are_known_from_the_chapter_that_quarto_ran(project: Path) -> None:
    found = facts(project)
    assert found["quantities"].keys() == {"a.yes", "b.median"}
    assert found["cases"] == ["madeup-1"]


def test_the_list_of_a_build_goes_before_it(project: Path) -> None:
    only = bundle("c", "madeup-2")[MIME]["quantities"]
    (project / "quantities.json").write_text(json.dumps(only))
    assert facts(project)["quantities"].keys() == {"c"}


def test_without_either_the_page_holds_numbers_that_do_not_open(project: Path) -> None:
    (project / "one.ipynb").unlink()
    assert facts(project) == {}


def test_cases_that_are_too_many_to_be_named(project: Path) -> None:
    [many] = bundle("c")[MIME]["quantities"]
    left_out = {"numerator_cases": None, "denominator_cases": None}
    (project / "quantities.json").write_text(json.dumps([many | left_out]))
    found = facts(project)
    assert found["lists"][found["quantities"]["c"]["counted"]] == []
