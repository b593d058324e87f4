"""Text from the data made safe to set in a figure, and measured before it is set."""

from __future__ import annotations

import functools
import unicodedata

from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import FT2Font

from helpers.figures.theme import SIZE

MISSING = "□"


@functools.cache
def _font(bold: bool) -> FT2Font:
    weight = "bold" if bold else "normal"
    return get_font(findfont(FontProperties(family=["DejaVu Sans"], weight=weight)))


def plain(text: object, limit: int = 60) -> str:
    """Return `text` on one line, at most `limit` characters, with only letters the font has."""
    letters = "".join(
        " " if c.isspace() else c
        for c in str(text)
        if c.isspace() or unicodedata.category(c)[0] != "C"
    )
    line = " ".join(letters.split())
    line = line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
    known = _characters()
    return "".join(c if ord(c) in known else MISSING for c in line)


@functools.cache
def _characters() -> frozenset[int]:
    return frozenset(_font(False).get_charmap())


@functools.lru_cache(maxsize=4096)
def text_width(text: str, bold: bool = False) -> float:
    """Return the width of a line of type in the theme's size, in inches."""
    font = _font(bold)
    font.set_size(SIZE, 720)  # fine enough that rounding to pixels does not matter
    font.set_text(text, 0.0)
    width, _ = font.get_width_height()
    return float(width) / 64 / 720


def widest(texts: list[str], bold: bool = False) -> float:
    """Return the width of the widest of some lines, in inches; 0 for none."""
    return max((text_width(text, bold) for text in texts), default=0.0)


def wrap(text: str, width: float) -> list[str]:
    """Break `text` at blanks into lines no wider than `width` inches where words allow."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
