"""Where the renderer says without measuring whether a table fits on a page, it is right."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typst
from made_up_book import code, markdown, table, write_book

from helpers.render.builtin import render
from helpers.render.typesetting import files

PAGE = 200 / 25.4 * 72
MEASURED = """
#let numbered(number, sideways: false, fits: auto, body) = context {
  let said = if fits == auto { none } else { fits }
  [#metadata((said, measure(body, width: TEXT.width).height.pt())) <measured>]
  body
}
"""
WORDS = (
    "no",
    "yes",
    "dura",
    "epidural space",
    "not stated",
    "T5–T10",
    "pachymeningitis",
    "肥厚性硬膜炎",
)
KINDS = {
    "mixed": WORDS,
    "broad": ("肥厚性硬膜炎", "脊髓"),
    "long": ("infiltrate",),
    "high": ("WMWMWM",),
}


def cells(kind: str, rows: int, columns: int, words: int) -> list[list[str]]:
    draw = random.Random(f"{kind} {rows} {columns} {words}")
    return [
        [" ".join(draw.choices(KINDS[kind], k=words)) for _ in range(columns)]
        for _ in range(rows + 1)
    ]


def pipe_table(rows: list[list[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|:--" * len(rows[0]) + "|", *lines[1:]])


def grid_table(rows: int) -> str:
    """Return a table whose cells hold lists."""
    rule = f"+{'-' * 30}+{'-' * 30}+\n"
    row = (f"|{' - an item'.ljust(30)}" * 2 + "|\n") * 6 + rule
    return rule + f"|{' a'.ljust(30)}|{' b'.ljust(30)}|\n{rule.replace('-', '=')}" + row * rows


def shown(number: int, text: str, caption: str = "Made up") -> Any:
    source = f'#| label: tbl-t{number}\n#| tbl-cap: "{caption}"\nshown()'
    return code(source, {"text/markdown": text, "text/plain": "t"}, f"tbl-t{number}")


def tables_of_all_kinds() -> Iterator[Any]:
    shapes = itertools.product(KINDS, (1, 25, 50), (2, 7), (1, 4, 20))
    for number, (kind, rows, columns, words) in enumerate(shapes):
        yield shown(number, pipe_table(cells(kind, rows // (1 + words // 7), columns, words)))
    yield shown(1001, grid_table(3))
    yield shown(1002, grid_table(12))
    yield shown(1003, pipe_table(cells("mixed", 30, 3, 1)), "A long caption. " * 120)


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[bool | None, float]]:
    """Return of each table what the renderer says and its height in points, caption included."""
    folder = tmp_path_factory.mktemp("tables")
    title = markdown("# All cases {#sec-cases}", "title")  # an appendix, where nothing floats
    all_kinds = {"a_cases": [title, *tables_of_all_kinds()]}
    # without the sign that no font has, for which Typst would set all of it twice
    plain = {"02_second": [markdown("# Second things {#sec-second}", "title"), table()]}
    staged = write_book(folder / "staged", **all_kinds, **plain)
    with (staged / "assets" / "book.typ").open("a", encoding="utf-8") as look:
        look.write(MEASURED)
    (folder / "out").mkdir()
    render(staged, folder / "out", frozenset({"pdf"}), folder / "memory")
    return query(folder / "memory" / "typeset" / "job.json")


def query(file: Path) -> list[tuple[bool | None, float]]:
    job = json.loads(file.read_text())
    found = typst.query(
        files(job), "<measured>", field="value", root=file.parent,
        ignore_system_fonts=True, font_paths=[job["fonts"]],
    )  # fmt: skip
    return json.loads(found)


def test_a_table_said_to_fit_does(tables):
    said = [height for fits, height in tables if fits is True]
    assert len(said) > 10
    assert max(said) < PAGE


def test_a_table_said_to_be_longer_is(tables):
    said = [height for fits, height in tables if fits is False]
    assert len(said) > 5
    assert min(said) > PAGE


def test_in_doubt_nothing_is_said(tables):
    assert any(fits is None for fits, _ in tables)
