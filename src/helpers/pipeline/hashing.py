"""Hashes of contents, which alone tell whether something changed; never time stamps."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from functools import cache
from io import FileIO
from pathlib import Path
from typing import Any

from helpers.litter import is_litter

_PART = 1 << 16
"""How much of a file is in memory at once, in bytes."""

Fingerprint = dict[str, str]
"""Name of each thing depended on → its hash or value, for instance ``data/cases.csv``."""


def as_json(value: Any) -> str:
    """Return `value` as JSON, the same text for the same value; each item of a list on a line."""
    if isinstance(value, list):
        return f"[{','.join(map(_on_a_line, value))}\n]\n"
    return json.dumps(value, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _on_a_line(value: Any) -> str:
    """Return `value` as JSON behind a line break; indents would take several times as long."""
    return "\n" + json.dumps(value, ensure_ascii=False, sort_keys=True)


def digest(content: bytes) -> str:
    """Return the SHA-256 of `content` in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file.

    Each is read once in the life of this process; between processes only contents count.
    """
    stat = path.stat()
    return _hash_once(path, stat.st_mtime_ns, stat.st_size)


@cache
def _hash_once(path: Path, _modified: int, _size: int) -> str:
    return hash_now(path)


def forget() -> None:
    """Read each file anew when it is asked for again."""
    _hash_once.cache_clear()


def hash_now(path: Path | str) -> str:
    """Return the SHA-256 of a file that this process may have written itself."""
    found = hashlib.sha256()
    with FileIO(path) as file:  # most files are small: to make room for more takes its time
        while part := file.read(_PART):
            found.update(part)
    return found.hexdigest()


def files_below(
    folder: Path | str, endings: tuple[str, ...] = ("",), inside: str = ""
) -> Iterator[tuple[str, str]]:
    """Yield the files in a folder and those below it: their names seen from it, and their paths.

    A link to a folder is not followed, nor is a junction, its like on Windows.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            if getattr(entry, "is_junction", bool)():  # Python 3.12 tells
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from files_below(entry.path, endings, f"{inside}{entry.name}/")
            elif entry.name.endswith(endings) and entry.is_file():
                yield inside + entry.name, entry.path


def hash_code(folder: Path) -> Fingerprint:
    """Return the hashes of the Python and Lua files in a folder and those below it."""
    return {name: hash_now(path) for name, path in sorted(files_below(folder, (".py", ".lua")))}


def hash_named(root: Path, name: str) -> Fingerprint:
    """Return the hash of the file that a text names, seen from `root`, if it names any.

    Of a folder, the files that lie directly in it count, without litter.
    """
    path = root / name
    try:
        files = _directly_in(path) if path.is_dir() else [path]
    except OSError:
        return {}
    folder = name if path.is_dir() else str(Path(name).parent)
    return {str(Path(folder, file.name)): hash_file(file) for file in files if file.is_file()}


def _directly_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if not is_litter(path.name))
