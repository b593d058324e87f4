"""The staged project: everything that Quarto needs to render the book, and no Python."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import nbformat
import yaml
from nbformat import NotebookNode

from helpers.errors import BookError
from helpers.pipeline.cache import write_atomically
from helpers.pipeline.cells import RECORDS
from helpers.pipeline.companions import companions
from helpers.pipeline.edition import citation, date
from helpers.pipeline.execute import Executed
from helpers.pipeline.notebook import dump_notebook
from helpers.pipeline.options import cell_options, with_option
from helpers.pipeline.project import CONFIG, OUTPUT, Project
from helpers.pipeline.records import cell_records
from helpers.record import RECORD_MIME


def stage(
    project: Project,
    chapters: list[Executed],
    folder: Path,
    made_by: str,
    replaced: Mapping[str, bytes] = MappingProxyType({}),
) -> tuple[str, ...]:
    """Bring `folder` to hold the book project with executed chapters; write only what changed.

    Parameters
    ----------
    made_by : str
        Name and version of the renderer; the book shows it through ``{{< meta renderer >}}``.
    replaced : mapping of str to bytes
        Files to stage instead of those of the project, by path.

    Returns
    -------
    tuple of str
        The files that go into the book as they are, beside its pages.
    """
    beside = companions(project.root, chapters)
    files = {chapter.chapter: _chapter(chapter).encode() for chapter in chapters}
    files[CONFIG] = _config(project, made_by, beside).encode()
    files |= {name: path.read_bytes() for name, path in _named_files(project)}
    files |= {**beside, **replaced}
    _clear(folder, keep=files)
    for name, content in files.items():
        write_atomically(folder / name, content)
    return tuple(beside)


def _chapter(chapter: Executed) -> str:
    """Return the executed notebook without records, each figure with its computed alt text."""
    notebook = nbformat.from_dict(chapter.notebook)
    notebook = nbformat.reads(nbformat.writes(notebook), as_version=4)
    for cell in notebook.cells:
        _set_alt(cell)
        cell.metadata.pop(RECORDS, None)
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(RECORD_MIME, None)
    return dump_notebook(notebook)


def _set_alt(cell: NotebookNode) -> None:
    computed = [record["alt"] for record in cell_records(cell) if record.get("alt")]
    if computed and str(cell_options(cell).get("label", "")).startswith("fig-"):
        cell.source = with_option(cell, "fig-alt", computed[-1])


def _config(project: Project, made_by: str, beside: Iterable[str]) -> str:
    config = {**project.config, "renderer": made_by}
    if "version" in (about := citation(project.root)):
        config.setdefault("version", str(about["version"]))
    if day := date(project.root):
        config["book"] = {"date": day, **config["book"]}
    own = config.get("project") or {}
    resources = [*_texts(own.get("resources", [])), *beside]
    config["project"] = {**own, "output-dir": OUTPUT, "resources": resources}
    config["execute"] = {**config.get("execute", {}), "enabled": False}
    return yaml.safe_dump(config, sort_keys=False, allow_unicode=True)


def _named_files(project: Project) -> Iterator[tuple[str, Path]]:
    """Return the files that the configuration names, those in folders included, by their names."""
    root, left_out = project.root.resolve(), {*project.chapters}
    for text in sorted(set(_texts(project.config)) - left_out):
        path = _path(root, text)
        if path is None or path.resolve() == project.output.resolve():
            continue
        _check_inside(root, path, text)
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            _check_inside(root, file, text)
            if file.is_file():
                yield file.relative_to(root).as_posix(), file


def _path(root: Path, text: str) -> Path | None:
    """Return the path in the project that a text of the configuration may mean, if any."""
    if "\n" in text or "\0" in text or len(text) >= 200 or Path(text).name in ("", "."):
        return None
    path = Path(os.path.normpath(root / text.strip()))
    return path if path.exists() or ".." in Path(text).parts else None


def _check_inside(root: Path, file: Path, text: str) -> None:
    if not (file.is_relative_to(root) and file.resolve().is_relative_to(root)):
        raise BookError(f"{CONFIG}: {text} lies outside the project")


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        return [value]
    children = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict | list):
        return [text for child in children for text in _texts(child)]
    return []


def _clear(folder: Path, keep: Iterable[str]) -> None:
    """Remove what an earlier build staged and this one does not."""
    kept = {folder / name for name in keep}
    for path in sorted(folder.rglob("*"), reverse=True) if folder.exists() else []:
        if path.is_file() and path not in kept:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            shutil.rmtree(path)
