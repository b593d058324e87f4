"""The chapters as the rules see them: cells with their options and their Markdown, parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from nbformat import NotebookNode

from helpers.errors import BookError
from helpers.pipeline.inline import INLINE
from helpers.pipeline.lint.bibliographies import Entry, publications
from helpers.pipeline.lint.finding import Finding
from helpers.pipeline.lint.passages import HIDDEN, Passage, passages
from helpers.pipeline.lint.syntax import Node, parse
from helpers.pipeline.notebook import read_notebook
from helpers.pipeline.options import cell_options
from helpers.pipeline.project import Project

CAPTIONS = ("fig-cap", "fig-alt", "tbl-cap")
"""Options of a code cell that hold prose."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a chapter.

    Parameters
    ----------
    chapter, id : str
    node : NotebookNode
        The cell as it is stored.
    options : mapping
        Its ``#|`` options; empty where they cannot be read, and `broken` says why.
    texts : tuple of (list of blocks, int)
        What it says: a Markdown or raw cell its source, a code cell each of its captions; with the
        offset in the source where the text begins.
    """

    chapter: str
    id: str
    node: NotebookNode
    options: Mapping[str, Any]
    broken: str
    texts: tuple[tuple[list[Node], int], ...]

    @property
    def blocks(self) -> list[Node]:
        """All that it says, as one list of blocks."""
        return [block for blocks, _ in self.texts for block in blocks]

    @property
    def label(self) -> str:
        """The label that its options give it, or nothing."""
        return str(self.options.get("label") or "")

    def passages(self) -> Iterator[Passage]:
        """Yield its prose."""
        for blocks, start in self.texts:
            yield from passages(blocks, self.node.source, start)

    def finding(self, message: str, at: str | int | None = None) -> Finding:
        """Return a finding at a line of the cell: its number, or the first that holds a text."""
        line = self._line(at) if isinstance(at, str) else at
        return Finding(self.chapter, self.id, line, message)

    def _line(self, text: str) -> int:
        return self.node.source.partition(text)[0].count("\n") + 1


@dataclass(frozen=True, slots=True)
class Book:
    """The project with the cells of all its chapters, in reading order, and what they may cite."""

    project: Project
    cells: tuple[Cell, ...]
    publications: tuple[Entry, ...]


class _Draft(NamedTuple):
    """A cell before its texts are parsed."""

    chapter: str
    id: str
    node: NotebookNode
    options: Mapping[str, Any]
    broken: str
    texts: list[tuple[str, int]]


def read_book(project: Project) -> Book:
    """Read the chapters of a project.

    Raises
    ------
    BookError
        If a chapter is no notebook, or a bibliography cannot be read.
    """
    drafts = [draft for chapter in project.chapters for draft in _drafts(project, chapter)]
    parsed = iter(parse([text for draft in drafts for text, _ in draft.texts]))
    cells = (
        Cell(*draft[:-1], texts=tuple((next(parsed), start) for _, start in draft.texts))
        for draft in drafts
    )
    return Book(project, tuple(cells), tuple(publications(project)))


def _drafts(project: Project, chapter: str) -> Iterator[_Draft]:
    for number, node in enumerate(read_notebook(project.root / chapter, chapter).cells, 1):
        name, options, broken = str(node.get("id", number)), dict[str, Any](), ""
        try:
            options = cell_options(node)
        except BookError as error:
            broken = str(error).removeprefix(f"cell {name}: ")
        yield _Draft(chapter, name, node, options, broken, list(_texts(node, options)))


def _texts(node: NotebookNode, options: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    if node.cell_type == "markdown":
        yield INLINE.sub(lambda match: re.sub(r"[^\n]", HIDDEN, match[0]), node.source), 0
    elif node.cell_type == "raw":
        yield node.source, 0
    for name in CAPTIONS:
        if options.get(name):
            yield str(options[name]), node.source.find(f"{name}:")
