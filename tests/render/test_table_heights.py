"""Where the renderer says without measuring whether a table fits on a page, it is right."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
import typst
from made_up_book import code, markdown, write_book

from helpers.render import builtin

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


def table(seed: int) -> object:
    """Return a cell with a made-up table of random shape, some about as long as a page."""
    draw = random.Random(seed)
    columns, longest = draw.randint(2, 7), draw.choice((1, 3, 12, 40))
    rows = draw.choice((1, 5, 12, 20, 30, 36, 45, 60)) // (1 + longest // 6)

    def cell() -> str:
        return " ".join(draw.choices(WORDS, k=draw.randint(1, longest)))

    lines = [f"| {' | '.join(cell() for _ in range(columns))} |" for _ in range(rows + 1)]
    text = "\n".join([lines[0], "|:--" * columns + "|", *lines[1:]])
    source = f'#| label: tbl-t{seed}\n#| tbl-cap: "Made up"\nshown()'
    return code(source, {"text/markdown": text, "text/plain": "t"}, f"tbl-t{seed}")


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[bool | None, float]]:
    """Return of each table what the renderer says and its height in points, caption included."""
    folder = tmp_path_factory.mktemp("tables")
    title = markdown("# First things {#sec-first}", "title")
    write_book(folder / "staged", **{"01_first": [title, *map(table, range(60))]})
    (folder / "out").mkdir()
    builtin.render(folder / "staged", folder / "out", frozenset({"pdf"}), folder / "memory")
    text = folder / "memory" / "typeset"
    with (text / "book.typ").open("a", encoding="utf-8") as file:
        file.write(MEASURED)
    return query(text, folder / "staged" / "assets" / "fonts")


def query(text: Path, fonts: Path) -> list[tuple[bool | None, float]]:
    found = typst.query(
        text / "main.typ", "<measured>", field="value", root=text,
        ignore_system_fonts=True, font_paths=[fonts],
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
