"""Hashes of contents, which alone tell whether something changed; never time stamps."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

Fingerprint = dict[str, str]
"""Name of each thing depended on → its hash or value, for instance ``data/cases.csv``."""


def as_json(value: Any) -> str:
    """Return `value` as JSON, the same text for the same value."""
    return json.dumps(value, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


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


def hash_now(path: Path) -> str:
    """Return the SHA-256 of a file that this process may have written itself."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def hash_code(folder: Path) -> Fingerprint:
    """Return the hashes of the Python and Lua files in a folder and those below it."""
    files = (path for path in sorted(folder.rglob("*")) if path.suffix in (".py", ".lua"))
    return {path.relative_to(folder).as_posix(): hash_file(path) for path in files}


def hash_named(root: Path, name: str) -> Fingerprint:
    """Return the hash of the file that a text names, seen from `root`, if it names any.

    Of a folder, the files that lie directly in it count.
    """
    path = root / name
    try:
        files = sorted(path.glob("*")) if path.is_dir() else [path]
    except OSError:
        return {}
    folder = name if path.is_dir() else str(Path(name).parent)
    return {str(Path(folder, file.name)): hash_file(file) for file in files if file.is_file()}
