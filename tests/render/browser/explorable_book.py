"""The made-up book with a figure whose marks lead to cases, and a table of cases to explore."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from made_up_book import code, figure, markdown, table, write_book

MAP = (
    '<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="468pt" height="160pt" '
    'viewBox="0 0 468 160" xmlns="http://www.w3.org/2000/svg">'
    '<defs><style type="text/css">*{stroke-linejoin: round}</style></defs>'
    '<g id="figure_1"><path d="M 0 0 L 468 0 L 468 160 L 0 160 z" style="fill: #ffffff"/>'
    '<a xlink:href="#case-made-up0"><path d="M 20 10 L 80 10 L 80 150 L 20 150 z" '
    'style="fill: none"/></a>'
    '<a xlink:href="#case-made-up2"><path d="M 120 10 L 180 10 L 180 150 L 120 150 z" '
    'style="fill: none"/></a></g></svg>'
)
CASES = (
    ("made-up0", "37", "north; east", "short"),
    ("made-up1", "9", "north", ""),
    ("made-up2", "120", "west", "long"),
)
"""Name, age, places, length; each made up."""


def write_explorable_book(folder: Path) -> Path:
    """Write the staged book, with the rows behind its figure."""
    staged = write_book(folder, **{"01_first": _first(), "a_cases": _cases()})
    (staged / "data" / "fig-spots.csv").write_text("x,y\n1,2\n", "utf-8")
    return staged


def _first() -> list[Any]:
    spots = figure()
    spots.outputs[0].data["image/svg+xml"] = MAP
    text = (
        'As @fig-spots shows, [2/3 (66.7%)]{.quantity data-q="sign.yes"} see [@other2021]; '
        "compare @tbl-people and @sec-cases, or "
        "<https://example.org/made_up_address_longer_than_the_screen_of_a_phone_is_wide>."
    )
    long = "A sentence that Müller made up, long enough to fill a line of this page. " * 30
    return [
        markdown("# First things {#sec-first}", "title"),
        markdown(text, "text"),
        spots,
        markdown(f"## Method {{#sec-method}}\n\n{long}", "m"),
        markdown(f"## Finding {{#sec-finding}}\n\n{long}", "f"),
    ]


def _cases() -> list[Any]:
    rows = "\n".join(
        f'| [{name}](#case-{name}) | {age} | [{places}]{{.facet data-name="Place" '
        f'data-values="{places}"}} | [{length or "–"}]{{.facet data-name="Length" '
        f'data-values="{length}"}} |'
        for name, age, places, length in CASES
    )
    head = "| Case | Age | Place | Length |\n|:--|--:|:--|:--|\n"
    options = '#| label: tbl-all\n#| tbl-cap: "All made-up cases"'
    return [
        markdown("# All cases {#sec-cases}", "title"),
        code(f"{options}\nall()", {"text/markdown": head + rows, "text/plain": "t"}, "tbl-all"),
        *(markdown(_card(name, age), f"card-{name}") for name, age, *_ in CASES),
        table("tbl-wide", 3, 11),
    ]


def _card(name: str, age: str) -> str:
    rows = f"| Field | Value |\n|:--|:--|\n| Age | {age} |\n| Word | only-{name} |\n"
    head = f"### {name} {{#case-{name} .case .unnumbered}}"
    return f"{head}\n\nReport: [@made2020] · Drawn in @fig-spots\n\n{rows}"
