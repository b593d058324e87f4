"""The files of a project that its ``_quarto.yml`` names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from helpers.errors import BookError
from helpers.litter import is_litter
from helpers.pipeline.config import CONFIG
from helpers.pipeline.hashing import files_below
from helpers.pipeline.project import Project


def named_files(project: Project) -> Iterator[tuple[str, Path]]:
    """Return the files that the configuration names, those in folders included, by their names.

    Chapters are left out: they are staged executed; and in folders what is litter.

    Raises
    ------
    BookError
        If a name leads out of the project.
    """
    root, book, left_out = project.root.resolve(), project.output.resolve(), {*project.chapters}
    for text in sorted(set(texts(project.config)) - left_out):
        path = _path(root, text)
        if path is None or path.resolve() == book:
            continue
        _check_inside(root, path, text)
        for file in _files(path):
            if file.is_symlink():
                _check_inside(root, file, text)
            if file.is_file():
                yield file.relative_to(root).as_posix(), file


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return [Path(file) for name, file in sorted(files_below(path)) if not is_litter(name)]


def texts(value: Any) -> Iterable[str]:
    """Return the texts in a value of YAML, however deep they lie."""
    if isinstance(value, str):
        return [value]
    children = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict | list):
        return [text for child in children for text in texts(child)]
    return []


def _path(root: Path, text: str) -> Path | None:
    """Return the path in the project that a text of the configuration may mean, if any."""
    if "\n" in text or "\0" in text or len(text) >= 200 or Path(text).name in ("", "."):
        return None
    path = Path(os.path.normpath(root / text.strip()))
    return path if path.exists() or ".." in Path(text).parts else None


def _check_inside(root: Path, file: Path, text: str) -> None:
    if not (file.is_relative_to(root) and file.resolve().is_relative_to(root)):
        raise BookError(f"{CONFIG}: {text} lies outside the project")
