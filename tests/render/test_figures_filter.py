"""The filter that puts pictures into pages, whatever has drawn them."""

from __future__ import annotations

from pathlib import Path

import pypandoc

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


ACTIVE = (
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
)


def in_page(folder: Path, *pictures: str) -> list[str]:
    """Return what becomes of each picture in a page."""
    for place, svg in enumerate(pictures):
        (folder / f"fig-{place}.svg").write_text(svg, "utf-8")
    book = f"BOOK = {{pictures = '{folder}', link = function(id) return 'a.html#' .. id end}}"
    (folder / "filter.lua").write_text(f"{book}\nreturn dofile('{ASSETS}/figures.lua')")
    text = "\n\nNEXT\n\n".join(f"![Words](fig-{place}.svg)\\" for place in range(len(pictures)))
    options = [f"--lua-filter={folder / 'filter.lua'}"]
    return pypandoc.convert_text(text, "html", "markdown", options).split("<p>NEXT</p>")


def test_a_picture_brings_its_marks_and_nothing_else(tmp_path: Path) -> None:
    [found] = in_page(tmp_path, DRAWN)
    for gone in ("metadata", "<style", "style=", "<!--", "target", "xlink"):
        assert gone not in found
    assert 'd="M 0 0\nL 1 1\n"' in found
    assert 'fill="#123456" clip-path="url(#fig-0.p1)"' in found
    assert '<clipPath id="fig-0.p1">' in found
    assert '<use href="#fig-0.p1"' in found
    assert '<a href="a.html#case-made2020-1" aria-label="case made2020-1">' in found
    assert 'role="group" aria-label="Words"' in found


def test_attributes_may_begin_a_line(tmp_path: Path) -> None:
    marks = [
        f'<svg viewBox="0 0 1 1"><g{blank}style="fill: red"{blank}id="r1"/>'
        f'<use{blank}xlink:href="#r1"/></svg>'
        for blank in (" ", "\n", "\n    ", "\t", "\r\n  ")
    ]
    for place, found in enumerate(in_page(tmp_path, *marks)):
        assert 'fill="red"' in found
        assert f'id="fig-{place}.r1"' in found
        assert f'href="#fig-{place}.r1"' in found
        assert "style" not in found


def test_a_picture_that_could_do_something_stays_outside(tmp_path: Path) -> None:
    pictures = [f'<svg viewBox="0 0 1 1"><g>{one}</g></svg>' for one in ACTIVE]
    for place, found in enumerate(in_page(tmp_path, *pictures)):
        assert f'<img src="fig-{place}.svg"' in found, ACTIVE[place]
        assert "<svg" not in found


def test_what_is_not_closed_goes_on_to_the_end(tmp_path: Path) -> None:
    begun = ("<!--", "<metadata>", "<style>")
    for found in in_page(
        tmp_path, *(f'<svg viewBox="0 0 1 1"><g/>{one * 30_000}</svg>' for one in begun)
    ):
        assert found.count("<g/>") == 1
        assert len(found) < 500
