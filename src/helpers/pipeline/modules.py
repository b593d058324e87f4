"""Which modules of the package a chapter uses, found by reading, not by importing."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import helpers

_PACKAGE = helpers.__name__
_FOLDER = Path(str(helpers.__file__)).parent


def imports(source: str) -> frozenset[str]:
    """Return the names of the modules that Python code imports, wherever in it.

    ``from a.b import c`` gives ``a.b`` and ``a.b.c``, as `c` may be a module. Lines of IPython
    (magics) are passed over; code that is not Python imports nothing.
    """
    plain = "\n".join("" if ln.lstrip().startswith(("%", "!")) else ln for ln in source.split("\n"))
    try:
        tree = ast.parse(plain)
    except SyntaxError:
        return frozenset()
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return frozenset(found)


def used_sources(modules: Iterable[str]) -> tuple[Path, ...]:
    """Return the source files of this package that `modules` need, directly or through others."""
    seen: set[Path] = set()
    todo = list(modules)
    while todo:
        for path in _files(todo.pop()):
            if path not in seen:
                seen.add(path)
                todo += _imports_of(path, path.stat().st_mtime_ns)
    return tuple(sorted(seen))


def _files(module: str) -> list[Path]:
    """Return the file of a module of this package and those of the packages around it."""
    first, *parts = module.split(".")
    if first != _PACKAGE:
        return []
    path = _FOLDER.joinpath(*parts)
    candidates = [path.with_suffix(".py"), path / "__init__.py"]
    around = [_FOLDER.joinpath(*parts[:depth]) / "__init__.py" for depth in range(len(parts))]
    return [file for file in (*candidates, *around) if file.is_file()]


@cache
def _imports_of(path: Path, _modified: int) -> frozenset[str]:
    return imports(path.read_text(encoding="utf-8"))
