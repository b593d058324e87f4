"""Tables whose widths are asked have them, whatever they hold."""

import json
import re
from pathlib import Path

import pytest
from made_up_book import code, markdown, table, write_book

from helpers.render.builtin import render

ASKED = '\n\n: {tbl-colwidths="[20, 50, 30]"}\n'
HELD = "| a | b | c |\n|:--|:--|:--|\n| one | {} | three |"


@pytest.mark.parametrize("text", ["two", "two " * 200, "pachymeningitis" * 9, ""])
def test_widths_do_not_depend_on_the_cells(tmp_path: Path, text: str) -> None:
    shown = {"text/markdown": HELD.format(text) + ASKED, "text/plain": "t"}
    title = markdown("# Second things {#sec-second}", "title")
    staged = write_book(
        tmp_path / "staged", **{"02_second": [title, table(), code("shown()", shown, "c")]}
    )
    (tmp_path / "out").mkdir()
    render(staged, tmp_path / "out", memory=tmp_path / "memory")
    job = json.loads((tmp_path / "memory" / "typeset" / "job.json").read_text("utf-8"))
    [found] = [each for each in job["files"].values() if "[one]" in each]
    assert re.search(r"columns: \(20%, 50%, 30%\)", found)
    assert re.search(r"#set text\(size: 8(\.0)?pt\)", found)
    page = (tmp_path / "out" / "chapters" / "02-second.html").read_text("utf-8")
    assert "<td>three</td>" in page
    assert "colwidths" not in page
