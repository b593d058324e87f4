"""The book project: where it is, which chapters it has and in which order."""

from __future__ import annotations

import json
import re
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from helpers.errors import BookError
from helpers.pipeline.cache import Cache
from helpers.pipeline.config import CONFIG, listed, read_config

OUTPUT = "_book"
_BUILD, _CACHE, _DIST = "build", "build/cache", "dist"
_FILE = re.compile(r"[\w][^/\\:\x00-\x1f]*")


class Project(NamedTuple):
    """A Quarto book project as its ``_quarto.yml`` describes it.

    Parameters
    ----------
    root : Path
        The folder of ``_quarto.yml``.
    config : dict
        The parsed ``_quarto.yml``.
    chapters : tuple of str
        Paths of the notebooks relative to `root`, in reading order, appendices last.
    """

    root: Path
    config: dict[str, Any]
    chapters: tuple[str, ...]

    @property
    def appendices(self) -> tuple[str, ...]:
        """Those of the chapters that are appendices."""
        return tuple(listed(self.config["book"].get("appendices")))

    @property
    def output(self) -> Path:
        """The folder of the finished book."""
        return self.root / (self.config.get("project") or {}).get("output-dir", OUTPUT)

    @property
    def build(self) -> Path:
        """The folder of intermediate results."""
        return self.root / _BUILD

    @property
    def cache(self) -> Path:
        """The folder of what need not be made again."""
        return self.root / _CACHE

    @property
    def dist(self) -> Path:
        """The folder of releases."""
        return self.root / _DIST

    @property
    def staged(self) -> Path:
        """The folder of the staged project."""
        return self.build / "book"

    def stored_cells(self, chapter: str) -> list[Any]:
        """Return the cells of a chapter as they lie in its file, which need not be a notebook.

        Raises
        ------
        OSError, ValueError, KeyError, TypeError
            It cannot be read, or is no notebook.
        """
        return list(json.loads((self.root / chapter).read_text(encoding="utf-8"))["cells"])


def find_project(start: Path) -> Project:
    """Read the project that `start` lies in, looking upwards for its ``_quarto.yml``.

    Raises
    ------
    BookError
        If there is none, if it cannot be read, or if a chapter is missing or lies elsewhere.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / CONFIG).is_file():
            return read_project(folder, Cache(folder / _CACHE))
    raise BookError(f"no book project here: neither {start} nor a folder above it has a {CONFIG}")


def read_project(root: Path, cache: Cache | None = None) -> Project:
    """Read the project in `root`; see `find_project` for the errors, `read_config` for `cache`."""
    config = read_config(root, cache)
    book = config.get("book") if isinstance(config, dict) else None
    chapters = book.get("chapters") if isinstance(book, dict) else None
    if not isinstance(book, dict) or not isinstance(chapters, list) or not chapters:
        raise BookError(f"{CONFIG}: a book needs a list of chapters under book: chapters:")
    entries = [*chapters, *listed(book.get("appendices"))]
    _check_names(root, config)
    top = root.resolve()
    return Project(root, config, tuple(_chapter(top, entry) for entry in entries))


def _check_names(root: Path, config: dict[str, Any]) -> None:
    """Check the names of what a build writes: it replaces a folder, and only one of its own."""
    project, file = config.get("project") or {}, config["book"].get("output-file", "book")
    for key in ("project", "execute"):
        if not isinstance(config.get(key) or {}, dict):
            raise BookError(f"{CONFIG}: {key}: needs lines NAME: VALUE under it")
    folder = project.get("output-dir", OUTPUT)
    top = root.resolve()
    if not isinstance(folder, str) or top not in (top / folder).resolve().parents:
        raise BookError(f"{CONFIG}: output-dir {folder!r}: a folder inside the project is needed")
    if not isinstance(file, str) or not _FILE.fullmatch(file):
        raise BookError(f"{CONFIG}: output-file {file!r}: a name without folders is needed")


def seen_from(folder: Path, path: Path) -> str:
    """Return how a message calls a path: from the folder that it lies in, else as it is."""
    return str(path.relative_to(folder) if path.is_relative_to(folder) else path)


def _chapter(top: Path, entry: object) -> str:
    """Check one entry of the chapter list; Quarto skips names that begin with ``_`` or ``.``."""
    if not isinstance(entry, str) or not entry.endswith(".ipynb"):
        raise BookError(f"{CONFIG}: chapter {entry!r} is not the path of a notebook (*.ipynb)")
    path = PurePosixPath(entry)
    if path.is_absolute() or any(part.startswith(("_", ".")) for part in path.parts):
        raise BookError(
            f"{CONFIG}: chapter {entry}: a path inside the project is needed, "
            "no part of it beginning with _ or ."
        )
    if not (top / path).is_file():
        raise BookError(f"{CONFIG}: chapter {entry}: there is no such file")
    if not (top / path).resolve().is_relative_to(top):
        raise BookError(f"{CONFIG}: chapter {entry}: the file lies outside the project")
    return entry
