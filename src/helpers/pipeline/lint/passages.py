"""The prose of a piece of Markdown: plain text, each character with the line it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from helpers.pipeline.lint.syntax import Node, classes, elements, is_inlines, values

HIDDEN = "\ufffc"
"""Stands for each character that is not prose: what is quoted, cited or computed."""

QUOTED = "quoted"
"""The class of text taken word for word from a source."""

_ATTRIBUTES = ("title", "alt", "fig-alt", "fig-cap", "tbl-cap")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a heading, a caption, a cell of a table.

    Parameters
    ----------
    text : str
    lines : tuple of int
        For each character of `text` its line, counted from 1.
    heading : bool
    """

    text: str
    lines: tuple[int, ...]
    heading: bool = False


def passages(blocks: list[Node], source: str, start: int = 0) -> Iterator[Passage]:
    """Yield the passages of `blocks`, which were read from `source` after the offset `start`.

    Code in a line of text is part of it, a block of code is not.
    """
    yield from _passages(blocks, _Cursor(source, start))
    for element in elements(blocks):
        for name, text in values(element).items():
            if name in _ATTRIBUTES:
                yield _passage([{"t": "Str", "c": text}], _Cursor(source, start))


def _passages(node: Node, cursor: _Cursor, heading: bool = False) -> Iterator[Passage]:
    if isinstance(node, dict) and node["t"] == "Table":
        yield from _table(node["c"], cursor)
    elif isinstance(node, dict):
        # The caption of a figure is the text of its picture, which is read there.
        content = node["c"][2] if node["t"] == "Figure" else node.get("c")
        yield from _passages(content, cursor, node["t"] == "Header")
    elif node and is_inlines(node):
        here = cursor.at
        yield _passage(node, cursor, heading)
        yield from _notes(node, _Cursor(cursor.source, here))
    elif isinstance(node, list):
        for child in node:
            yield from _passages(child, cursor, heading)


def _table(parts: list[Node], cursor: _Cursor) -> Iterator[Passage]:
    """Yield the cells and then the caption, which is written below them."""
    caption, cells = parts[1], parts[3:]
    yield from _passages(cells, cursor)
    yield from _passages(caption, _Cursor(cursor.source, cursor.at))


def _notes(inlines: list[Node], cursor: _Cursor) -> Iterator[Passage]:
    """Yield what the notes in a run of text say; it is written in the run or further down."""
    for element in elements(inlines):
        if element["t"] == "Note":
            yield from _passages(element["c"], cursor)


def _passage(inlines: list[Node], cursor: _Cursor, heading: bool = False) -> Passage:
    flat = _Flat(cursor)
    flat.add_all(inlines)
    return Passage("".join(flat.text), tuple(flat.lines), heading)


class _Cursor:
    """A place in the source that moves on with each word that is found."""

    def __init__(self, source: str, start: int) -> None:
        self.source, self.at = source, start

    def line(self, words: str) -> int:
        """Move behind `words` where they stand next; return the line they stand on."""
        begin = self.source.find(words, self.at)
        end = begin + len(words)
        if begin < 0 and (found := _escaped(words).search(self.source, self.at)):
            begin, end = found.span()
        if begin >= 0:
            self.at = end
        return self.source.count("\n", 0, begin if begin >= 0 else self.at) + 1


def _escaped(words: str) -> re.Pattern[str]:
    return re.compile(r"\\?".join(map(re.escape, words)))


@dataclass
class _Flat:
    """Collects the characters of a run of text."""

    cursor: _Cursor
    text: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    def add_all(self, inlines: list[Node], hide: bool = False) -> None:
        for element in inlines:
            self._add(element, hide)

    def _add(self, element: Node, hide: bool) -> None:
        content = element.get("c")
        match element["t"]:
            case "Str":
                self._put(content, hide)
            case "Code" | "Math" | "RawInline":
                self._put(content[1], hide)
            case "Cite":
                self._cite(content[0], hide)
            case "Space" | "SoftBreak" | "LineBreak":
                self.text.append(" ")
                self.lines.append(self.lines[-1] if self.lines else 1)
            case "Note":
                pass
            case _:
                hide = hide or not {QUOTED, "uri", "email"}.isdisjoint(classes(element))
                self.add_all(_inside(content), hide)

    def _cite(self, citations: list[Node], hide: bool) -> None:
        for citation in citations:
            self.add_all(citation["citationPrefix"], hide)
            self._put(f"@{citation['citationId']}", hide=True)

    def _put(self, words: str, hide: bool) -> None:
        line = self.cursor.line(words)
        self.text += HIDDEN * len(words) if hide else words
        self.lines += [line] * len(words)


def _inside(content: Node) -> list[Node]:
    """Return the text of an element that contains text, whatever else it holds."""
    return content if is_inlines(content) else next(filter(is_inlines, content[1:]))
