"""The filter that puts pictures into pages, whatever has drawn them."""

from __future__ import annotations

from pathlib import Path

import pypandoc
import pytest

ASSETS = Path(__file__).parents[2] / "assets"
DRAWN = """<?xml version="1.0"?>
<svg xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10">
 <metadata>made <b>up</b></metadata>
 <defs>
  <style type="text/css">*{stroke-linejoin: round}</style>
  <clipPath id="p1"><path d="M 0 0
L 1 1
"/></clipPath>
 </defs>
 <!-- T5 on x=3 -->
 <a xlink:href="#case-made2020-1" target="_blank"><use xlink:href="#p1"
   style="fill: #123456; clip-path: url(#p1)"/></a>
</svg>
"""


def page(folder: Path, svg: str) -> str:
    """Return what becomes of a picture in a page."""
    (folder / "fig-one.svg").write_text(svg, "utf-8")
    book = f"BOOK = {{pictures = '{folder}', link = function(id) return 'a.html#' .. id end}}"
    (folder / "filter.lua").write_text(f"{book}\nreturn dofile('{ASSETS}/figures.lua')")
    options = [f"--lua-filter={folder / 'filter.lua'}"]
    return pypandoc.convert_text("![Words](fig-one.svg)\\\\", "html", "markdown", options)


def test_a_picture_brings_its_marks_and_nothing_else(tmp_path: Path) -> None:
    found = page(tmp_path, DRAWN)
    for gone in ("metadata", "<style", "style=", "<!--", "target", "xlink"):
        assert gone not in found
    assert 'd="M 0 0\nL 1 1\n"' in found
    assert 'fill="#123456" clip-path="url(#fig-one.p1)"' in found
    assert '<clipPath id="fig-one.p1">' in found
    assert '<use href="#fig-one.p1"' in found
    assert '<a href="a.html#case-made2020-1" aria-label="case made2020-1">' in found
    assert 'role="group" aria-label="Words"' in found


@pytest.mark.parametrize("blank", [" ", "\n", "\n    ", "\t", "\r\n  "])
def test_attributes_may_begin_a_line(tmp_path: Path, blank: str) -> None:
    mark = f'<g{blank}style="fill: red"{blank}id="r1"/><use{blank}xlink:href="#r1"/>'
    found = page(tmp_path, f'<svg viewBox="0 0 1 1">{mark}</svg>')
    assert 'fill="red"' in found
    assert 'id="fig-one.r1"' in found
    assert 'href="#fig-one.r1"' in found
    assert "style" not in found


@pytest.mark.parametrize(
    "active",
    [
        "<script>alert(1)</script>",
        "<SCRIPT>alert(1)</SCRIPT>",
        "<scr<!-- -->ipt>alert(1)</script>",
        '<g onclick="alert(1)"/>',
        '<g\nonclick = "alert(1)"/>',
        '<g/onclick="alert(1)"/>',
        '<g style="onclick: alert(1)"/>',
        '<a href="javascript:alert(1)">x</a>',
        '<image href="https://example.org/x.png"/>',
        "<foreignObject><p>x</p></foreignObject>",
    ],
)
def test_a_picture_that_could_do_something_stays_outside(tmp_path: Path, active: str) -> None:
    found = page(tmp_path, f'<svg viewBox="0 0 1 1"><g>{active}</g></svg>')
    assert '<img src="fig-one.svg"' in found
    assert "<svg" not in found


@pytest.mark.parametrize("opened", ["<!--", "<metadata>", "<style>"])
def test_what_is_not_closed_goes_on_to_the_end(tmp_path: Path, opened: str) -> None:
    found = page(tmp_path, f'<svg viewBox="0 0 1 1"><g/>{opened * 30_000}</svg>')
    assert found.count("<g/>") == 1
