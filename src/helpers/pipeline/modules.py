"""Which modules of the package a chapter uses, found by reading, not by importing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import helpers

_PACKAGE = helpers.__name__
FOLDER = Path(str(helpers.__file__)).parent
"""Where this package lies."""

_IMPORT = re.compile(r"^[ \t]*((?:from|import)\b[^\n(]*(?:\([^)]*\))?)", re.MULTILINE)
_HIDDEN = re.compile(r"(?:[:;]|\\\n)[ \t]*(?:from|import)\b")
"""An import that does not begin its line, perhaps only in a text: then all has to be parsed."""

_MAGIC = re.compile(r"^[ \t]*[%!].*", re.MULTILINE)


def imports(source: str) -> frozenset[str]:
    """Return the names of the modules that Python code imports, wherever in it.

    ``from a.b import c`` gives ``a.b`` and ``a.b.c``, as `c` may be a module. Lines of IPython
    (magics) are passed over; of code that is not Python perhaps nothing is found.
    """
    found: set[str] = set()
    for node in ast.walk(_tree(source)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return frozenset(found)


def _tree(source: str) -> ast.Module:
    """Parse the import statements alone where that can be done: the rest takes the time."""
    plain = _MAGIC.sub("", source)
    alone = "\n".join(_IMPORT.findall(plain))
    for text in [plain] if _HIDDEN.search(plain) else [alone, plain]:
        try:
            return ast.parse(text)
        except SyntaxError:
            continue
    return ast.Module([], [])


def used_sources(modules: Iterable[str]) -> tuple[Path, ...]:
    """Return the source files of this package that `modules` need, directly or through others."""
    seen, known, todo = set[Path](), set[str](), set(modules)
    while todo:
        known.add(module := todo.pop())
        for path in _around(module):
            if path not in seen:
                seen.add(path)
                todo |= _imports_of(path, path.stat().st_mtime_ns) - known
    return tuple(sorted(seen, key=str))


@cache
def _files(folder: Path) -> dict[str, Path]:
    """Return the source files of a package by the names of their modules.

    They are looked for once: this process runs the code that was there when it began.
    """
    found = {}
    for path in folder.rglob("*.py"):
        parts = path.relative_to(folder.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def _around(module: str) -> tuple[Path, ...]:
    """Return the file of a module of this package and those of the packages around it."""
    first, *parts = module.split(".")
    if first != _PACKAGE:
        return ()
    files = _files(FOLDER)
    names = [".".join([first, *parts[:depth]]) for depth in range(len(parts) + 1)]
    return tuple(files[name] for name in names if name in files)


@cache
def _imports_of(path: Path, _modified: int) -> frozenset[str]:
    return imports(path.read_text(encoding="utf-8"))
