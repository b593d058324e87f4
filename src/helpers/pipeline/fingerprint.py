"""What a chapter depends on, as hashes of contents: the key of its place in the cache."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.pipeline.hashing import Fingerprint, digest, hash_file, hash_named
from helpers.pipeline.modules import FOLDER, imports, used_sources
from helpers.pipeline.packages import versions
from helpers.pipeline.parameters import Parameters
from helpers.pipeline.results import runs

if TYPE_CHECKING:
    from nbformat import NotebookNode

_RUNNER = "helpers.pipeline.chapter", "helpers.pipeline.engine"


def key(fingerprint: Fingerprint) -> str:
    """Return one hash for all that a chapter depends on."""
    return digest(json.dumps(fingerprint, sort_keys=True).encode())


def fingerprint(
    root: Path, chapter: str, notebook: NotebookNode, declared: Parameters, given: Parameters
) -> Fingerprint:
    """Return what the outputs of a chapter depend on.

    Its code and inline expressions, the parameters it declares, the files and folders that these
    parameters name, the modules of this package that it uses, and the versions of the packages.
    """
    settled = {**declared, **{name: given[name] for name in given if name in declared}}
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    texts = [value for value in settled.values() if isinstance(value, str) and value]
    return {
        chapter: digest(json.dumps([runs(notebook), notebook.metadata]).encode()),
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
        found |= hash_named(root, name)
    return found | {_short(path): hash_file(path) for path in used_sources(modules)}


def source(root: Path, name: str) -> Path:
    """Return the file that a name in a fingerprint means."""
    return (FOLDER.parent if name.startswith(f"{FOLDER.name}/") else root) / name


@cache
def _short(path: Path) -> str:
    return path.relative_to(FOLDER.parent).as_posix()


@cache
def packages() -> str:
    """Return a hash of the Python version and of the version of every package that matters."""
    return digest(json.dumps([sys.version, *versions().items()]).encode())
