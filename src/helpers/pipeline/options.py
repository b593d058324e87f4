"""The ``#|`` lines at the top of a code cell, in Quarto's syntax."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from helpers.errors import BookError
from helpers.pipeline.not_yaml import reason

if TYPE_CHECKING:
    from nbformat import NotebookNode

_MARK = "#|"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def cell_options(cell: NotebookNode) -> dict[str, Any]:
    """Return the options of a cell; a cell without any (or of markdown) has none.

    Raises
    ------
    BookError
        If the lines are not ``name: value`` in YAML.
    """
    if cell.cell_type != "code":
        return {}
    lines = [line[len(_MARK) :].removeprefix(" ") for line in _head(cell)]
    try:
        found = _parsed("\n".join(lines)) if lines else {}
    except yaml.YAMLError as error:
        line, why = reason(error)
        at = "" if line is None else f"line {line}: "
        raise BookError(f"cell {cell.id}: its #| options are not YAML: {at}{why}") from None
    if not isinstance(found, dict):
        raise BookError(f"cell {cell.id}: #| options are written as NAME: VALUE")
    return found


def _parsed(text: str) -> Any:
    try:
        return yaml.load(text, _LOADER)  # a book has many cells, which are looked at more than once
    except (yaml.YAMLError, UnicodeError):
        return yaml.safe_load(text)  # says better what is wrong


def with_option(cell: NotebookNode, name: str, value: str) -> str:
    """Return the source of the cell with one option set (replaced where it stood)."""
    options = {**cell_options(cell), name: value}
    head = yaml.dump(options, Dumper=_DUMPER, sort_keys=False, allow_unicode=True, width=10**6)
    body = cell.source.split("\n")[len(_head(cell)) :]
    return "\n".join([*(f"{_MARK} {line}" for line in head.splitlines()), *body])


def _head(cell: NotebookNode) -> list[str]:
    lines = cell.source.split("\n")
    count = next((i for i, line in enumerate(lines) if not line.startswith(_MARK)), len(lines))
    return lines[:count]
