"""Whether a build would change anything, told by one look at all that it could read.

To plan a build is to find out what each chapter depends on. Where nothing changed that need not
be asked: the last build left one hash over everything that it could have read, which is more than
it did read. If that is as it was, and the book too, there is nothing to do.

Most of that time is imports. So what is imported on the way is light: named tuples, as dataclasses
load a good part of the standard library, and YAML only for a configuration that is new.
"""

from __future__ import annotations

import ast
import contextlib
import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from helpers.errors import BookError
from helpers.pipeline.cache import Cache, write_atomically
from helpers.pipeline.config import CONFIG, read_config
from helpers.pipeline.edition import CITATION, EPOCH, ask_commit
from helpers.pipeline.hashing import Fingerprint, as_json, digest, hash_code, hash_file, hash_named
from helpers.pipeline.installed import installed
from helpers.pipeline.manifest import MANIFEST, verify
from helpers.pipeline.modules import FOLDER
from helpers.pipeline.named import named_files
from helpers.pipeline.names import PARAMETERS
from helpers.pipeline.project import Project


class Standing(NamedTuple):
    """What the last build of `project` left, seen by one that is asked for the same.

    Parameters
    ----------
    asked : mapping
        Parameters, formats, renderer: all that the command line decides, JSON-ready.
    output : Path
        Folder of the book.
    before : str
        The `state` when this build began.
    """

    project: Project
    asked: Mapping[str, Any]
    output: Path
    before: str

    def last(self) -> Any:
        """Return what the last build noted if this one has nothing to do, else None."""
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError, BookError):
            found = json.loads(self._file.read_text(encoding="utf-8"))
            same = found["state"] == self.before and found["book"] == self._book()
            return found["note"] if same and not verify(self.output) else None
        return None

    def forget(self) -> None:
        """Let the next build look for itself: this one has begun to write."""
        self._file.unlink(missing_ok=True)

    def keep(self, note: Any) -> None:
        """Note how the book stands, unless a source changed while it was built."""
        if self.before == state(self.project, self.asked):
            found = {"state": self.before, "book": self._book(), "note": note}
            write_atomically(self._file, as_json(found).encode())
            read_config(self.project.root, Cache(self.project.cache))  # kept, too, from now on

    @property
    def _file(self) -> Path:
        return self.project.cache / "standing.json"

    def _book(self) -> str:
        return f"{self.output.resolve()} {hash_file(self.output / MANIFEST)}"


def standing(project: Project, asked: Mapping[str, Any], output: Path) -> Standing:
    """Look at the sources as they are now."""
    return Standing(project, asked, output, state(project, asked))


def state(project: Project, asked: Mapping[str, Any]) -> str:
    """Return one hash over all that a build of `project` may read."""
    edition = ask_commit(project.root)
    try:
        found = [asked, os.environ.get(EPOCH), sources(project, asked), package()]
    finally:
        commit = edition()
    return digest(as_json([*found, commit]).encode())


def sources(project: Project, asked: Mapping[str, Any]) -> Fingerprint:
    """Return the hashes of the files of a project that its chapters and configuration name."""
    root = project.root
    names = {CONFIG, CITATION, *project.chapters, *_parameters(project)}
    names |= {value for value in asked.get("parameters", {}).values() if isinstance(value, str)}
    found = {name: hash_file(path) for name, path in named_files(project)}
    for name in sorted(names - {""}):
        found |= hash_named(root, name)
    return found


def _parameters(project: Project) -> Iterator[str]:
    """Return the texts in the parameters of the chapters: each may name a file or a folder."""
    for chapter in project.chapters:
        with contextlib.suppress(ValueError, TypeError, KeyError, SyntaxError):
            for cell in project.stored_cells(chapter):
                if PARAMETERS in cell["metadata"].get("tags", []):
                    for node in ast.walk(ast.parse("".join(cell["source"]))):
                        if isinstance(node, ast.Constant) and isinstance(node.value, str):
                            yield node.value


def package() -> list[Any]:
    """Return the code of this package, what is installed beside it, and Python itself."""
    return [hash_code(FOLDER), installed(), sys.version]
