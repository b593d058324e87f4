"""Parameters of a build: a file, ``-p NAME=VALUE``, and what the chapters declare."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.errors import BookError, meant
from helpers.pipeline.names import PARAMETERS
from helpers.pipeline.not_yaml import at_line
from helpers.pipeline.notebook import has_tag

if TYPE_CHECKING:
    from nbformat import NotebookNode
    from yaml import Node

Value = str | int | float | bool | None
Parameters = dict[str, Value]


def declared(notebook: NotebookNode, name: str) -> Parameters:
    """Return what the cell tagged ``parameters`` assigns: names and default values.

    Raises
    ------
    BookError
        If the chapter `name` has no such cell, or assigns anything but plain values in it.
    """
    cell = next((cell for cell in notebook.cells if has_tag(cell, PARAMETERS)), None)
    if cell is None:
        raise BookError(f"{name}: no cell is tagged `parameters`")
    try:
        return dict(map(_assignment, ast.parse(cell.source).body))
    except (SyntaxError, TypeError, ValueError, RecursionError):
        raise BookError(
            f"{name}, cell {cell.id}: the parameters cell holds only lines NAME = VALUE, "
            "the value a text, a number, True, False or None"
        ) from None


def _assignment(statement: ast.stmt) -> tuple[str, Value]:
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            return name, _plain(value)
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            return name, _plain(value)
    raise ValueError(statement)


def _plain(expression: ast.expr) -> Value:
    value = ast.literal_eval(expression)
    if not isinstance(value, Value | None):
        raise ValueError(value)
    return value


def read_parameters(path: Path) -> Parameters:
    """Read a parameter set: a YAML file of names and plain values.

    Raises
    ------
    BookError
        If the file is not there, or holds anything else.
    """
    import yaml

    try:
        text = path.read_text(encoding="utf-8")
        found, root = yaml.safe_load(text), yaml.compose(text)
    except FileNotFoundError:
        raise BookError(f"{path}: there is no such parameter file") from None
    except (yaml.YAMLError, ValueError, IsADirectoryError, RecursionError) as error:
        raise BookError(at_line(path, error, "not a parameter file")) from None
    if found is None:
        raise BookError(f"{path}: holds no parameter, no line NAME: VALUE")
    if not isinstance(found, dict) or not all(
        isinstance(key, str) and isinstance(value, Value | None) for key, value in found.items()
    ):
        raise BookError(f"{path}: a parameter file holds only lines NAME: VALUE")
    _check_once(path, root)
    return found


def _check_once(path: Path, root: Node | None) -> None:
    """Check that no name is given twice, of which YAML would take the last."""
    seen: set[str] = set()
    for key, _ in root.value if root else []:
        if key.value in seen:
            raise BookError(f"{path}:{key.start_mark.line + 1}: {key.value} is given twice")
        seen.add(key.value)


def parse_assignment(text: str) -> tuple[str, str]:
    """Split ``NAME=VALUE`` as given on the command line.

    Raises
    ------
    BookError
        If it has no ``=``, or what stands before it is no name.
    """
    name, equals, value = text.partition("=")
    if not equals or not name.strip().isidentifier():
        raise BookError(f"-p {text}: a parameter is given as NAME=VALUE")
    return name.strip(), value.strip()


def settle(given: Mapping[str, Value], chapters: Iterable[Mapping[str, Value]]) -> Parameters:
    """Check `given` against what the chapters declare and bring each value to its type.

    Raises
    ------
    BookError
        If no chapter declares a name, or if a value is not of the type of its default.
    """
    known: Parameters = {}
    for chapter in chapters:
        known.update(chapter)
    return {name: _as_declared(name, value, known) for name, value in given.items()}


def _as_declared(name: str, value: Value, known: Mapping[str, Value]) -> Value:
    if name not in known:
        hint = f"; {near}" if (near := meant(name, known)) else ""
        raise BookError(
            f"unknown parameter {name}{hint} (the chapters know {', '.join(sorted(known))})"
        )
    default = known[name]
    if value is None and default is not None:
        raise BookError(f"parameter {name}: no value is given (the chapters' own is {default!r})")
    if isinstance(value, str) and not isinstance(default, str):
        value = _literal(value)
    if default is not None and not _same_type(value, default):
        wanted = type(default).__name__
        raise BookError(f"parameter {name}: {value!r} is not of type {wanted} (as {default!r} is)")
    return value


def confine(root: Path, given: Mapping[str, Value]) -> None:
    """Check that no parameter names a file or folder outside the project in `root`.

    Raises
    ------
    BookError
        If one does; a folder of data elsewhere is named by ``--data`` alone.
    """
    top = root.resolve()
    for name, value in given.items():
        if isinstance(value, str) and not (top / value.replace("\0", "")).resolve().is_relative_to(
            top
        ):
            raise BookError(
                f"parameter {name}: {value} lies outside the project "
                "(--data names a folder of data elsewhere)"
            )


def _literal(text: str) -> Value:
    import yaml  # a build with nothing to do reads no YAML

    try:
        value = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):  # 2026-13-01 is no day, for instance
        return text
    return value if isinstance(value, Value | None) else text


def _same_type(value: Value, default: Value) -> bool:
    if isinstance(value, bool) or isinstance(default, bool):
        return isinstance(value, bool) and isinstance(default, bool)
    whole_for_real = isinstance(default, float) and isinstance(value, int)
    return whole_for_real or isinstance(value, type(default))
