"""Rule: no number is typed into the prose."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from helpers.errors import BookError
from helpers.pipeline.config import CONFIG
from helpers.pipeline.inline import INLINE
from helpers.pipeline.lint.book import Book, Cell
from helpers.pipeline.lint.finding import Finding
from helpers.pipeline.lint.passages import HIDDEN, Passage
from helpers.pipeline.lint.words import numbers
from helpers.pipeline.project import Project

_ADVICE = "compute it (`{python} …`) or quote it ([…]{.quoted} with a citation)"
# “2.”, “2.1” or “A.1”, but not “28 patients”.
_HEADING_NUMBER = re.compile(r"^\s*(?:[A-Z]\.\d+|\d+\.\d+|\d+(?=[.)]))(?:\.\d+)*[.)]?(?=\s)")


def typed_numbers(book: Book) -> Iterator[Finding]:
    """Find digits and number words that no expression computed and no source printed.

    Names that hold digits, such as those of proteins, are no numbers where `_quarto.yml` lists
    them as regular expressions under ``lint: terms:``.
    """
    names = _names(book.project)
    for cell in book.cells:
        for passage in cell.passages():
            for start, word in numbers(_without(names, passage)):
                yield cell.finding(f'"{word}" is a typed number: {_ADVICE}', passage.lines[start])
        yield from _constants(cell)


def _names(project: Project) -> re.Pattern[str]:
    """Return what matches a whole name; BookError if the list is not one of expressions."""
    settings = project.config.get("lint") or {}
    terms = settings.get("terms", []) if isinstance(settings, dict) else None
    if not isinstance(terms, list) or not all(isinstance(term, str) for term in terms):
        raise BookError(f"{CONFIG}: lint: terms: a list of regular expressions is needed")
    for term in terms:
        try:
            re.compile(term)
        except re.error as error:
            raise BookError(f"{CONFIG}: lint: terms: {term}: {error}") from None
    names = "|".join(f"(?:{term})" for term in terms)
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)" if names else r"(?!)")


def _without(names: re.Pattern[str], passage: Passage) -> str:
    text = names.sub(_hidden, passage.text)
    return _HEADING_NUMBER.sub(_hidden, text) if passage.heading else text


def _hidden(match: re.Match[str]) -> str:
    return HIDDEN * len(match[0])


def _constants(cell: Cell) -> Iterator[Finding]:
    """Find expressions that compute nothing, such as `` `{python} 28` ``."""
    if cell.node.cell_type != "markdown":
        return
    for match in INLINE.finditer(cell.node.source):
        if _is_constant(match[1].strip()):
            yield cell.finding(f"{match[0]} is a typed number: it computes nothing", match[0])


def _is_constant(expression: str) -> bool:
    """Tell whether an expression names nothing; one that cannot be read fails in the build."""
    try:
        tree = ast.parse(expression, mode="eval")
    except (SyntaxError, ValueError):
        return False
    return not any(isinstance(node, ast.Name) for node in ast.walk(tree))
