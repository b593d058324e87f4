"""What a chapter depends on, as hashes of contents: the key of its place in the cache."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from nbformat import NotebookNode

from helpers.pipeline.modules import imports, used_sources
from helpers.pipeline.packages import versions
from helpers.pipeline.parameters import Parameters

_RUNNER = "helpers.pipeline.chapter", "helpers.pipeline.kernel", "helpers.pipeline.shell"

Fingerprint = dict[str, str]
"""Name of each thing depended on → its hash or value, for instance ``data/cases.csv``."""


def digest(content: bytes) -> str:
    """Return the SHA-256 of `content` in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def key(fingerprint: Fingerprint) -> str:
    """Return one hash for all that a chapter depends on."""
    return digest(json.dumps(fingerprint, sort_keys=True).encode())


def fingerprint(
    root: Path, chapter: str, notebook: NotebookNode, declared: Parameters, given: Parameters
) -> Fingerprint:
    """Return what the outputs of a chapter depend on.

    Its own cells, the parameters it declares, the files and folders that these parameters name,
    the modules of this package that it uses, and the versions of the packages.
    """
    settled = {**declared, **{name: given[name] for name in given if name in declared}}
    cells = [(cell.cell_type, cell.id, cell.source) for cell in notebook.cells]
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    texts = [value for value in settled.values() if isinstance(value, str) and value]
    return {
        chapter: digest(json.dumps([cells, notebook.metadata]).encode()),
        **{f"parameter {name}": repr(value) for name, value in settled.items()},
        **dependencies(root, texts, (*imports(code), *_RUNNER)),
    }


def dependencies(root: Path, names: Iterable[str], modules: Iterable[str]) -> Fingerprint:
    """Return the hashes of those `names` that are files or folders, of `modules` and packages.

    Parameters
    ----------
    root : Path
        The folder to which the names are relative.
    names : iterable of str
        Of a folder, the files that lie directly in it count.
    modules : iterable of str
        Modules of this package, with all that they import from it.
    """
    found: Fingerprint = {"packages": packages()}
    for name in names:
        found |= _inputs(root, name)
    return found | {_short(path): _hash(path) for path in used_sources(modules)}


def _inputs(root: Path, value: str) -> Fingerprint:
    """Return the hashes of the files that a parameter names, if it names any."""
    path = root / value
    try:
        files = sorted(path.glob("*")) if path.is_dir() else [path]
    except OSError:
        return {}
    folder = value if path.is_dir() else str(Path(value).parent)
    return {str(Path(folder, file.name)): _hash(file) for file in files if file.is_file()}


def _short(path: Path) -> str:
    parts = path.parts
    return "/".join(parts[len(parts) - 1 - parts[::-1].index("helpers") :])


def _hash(path: Path) -> str:
    stat = path.stat()
    return _hash_once(path, stat.st_mtime_ns, stat.st_size)


@cache
def _hash_once(path: Path, _modified: int, _size: int) -> str:
    """Read each file once in the life of this process; between processes only contents count."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def packages() -> str:
    """Return a hash of the Python version and of the version of every package that matters."""
    return digest(json.dumps([sys.version, *versions().items()]).encode())
