"""The staged project: everything that Quarto needs to render the book, and no Python."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import yaml

from helpers.pipeline.cache import write_atomically
from helpers.pipeline.companions import companions
from helpers.pipeline.config import CONFIG
from helpers.pipeline.edition import citation, date
from helpers.pipeline.execute import Executed
from helpers.pipeline.named import named_files, texts
from helpers.pipeline.names import VALUES
from helpers.pipeline.notebook import dump_notebook
from helpers.pipeline.options import cell_options, with_option
from helpers.pipeline.project import OUTPUT, Project
from helpers.pipeline.records import cell_records
from helpers.record import RECORD_MIME

if TYPE_CHECKING:
    from nbformat import NotebookNode


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
    files: dict[str, bytes | Path] = dict(named_files(project))
    files |= {chapter.chapter: _chapter(chapter).encode() for chapter in chapters}
    files |= {CONFIG: _config(project, made_by, beside).encode(), **beside, **replaced}
    _clear(folder, keep=files)
    for name, content in files.items():
        write_atomically(folder / name, content)
    return tuple(beside)


def _chapter(chapter: Executed) -> str:
    """Return the executed notebook without records, each figure with its computed alt text."""
    cells = [_bare(cell) for cell in chapter.notebook.cells]
    return dump_notebook(type(chapter.notebook)({**chapter.notebook, "cells": cells}))


def _bare(cell: NotebookNode) -> NotebookNode:
    lines = _with_alt(cell).splitlines(keepends=True)  # Quarto takes a text for a single line
    node, bare = type(cell), {**cell, "source": lines}
    bare["metadata"] = node({k: v for k, v in cell.metadata.items() if k != VALUES})
    if "outputs" in cell:
        bare["outputs"] = [_without_record(output) for output in cell.outputs]
    return node(bare)


def _without_record(output: NotebookNode) -> NotebookNode:
    if "data" not in output:
        return output
    data = {mime: value for mime, value in output.data.items() if mime != RECORD_MIME}
    return type(output)({**output, "data": type(output)(data)})


def _with_alt(cell: NotebookNode) -> str:
    computed = [record["alt"] for record in cell_records(cell) if record.get("alt")]
    if computed and str(cell_options(cell).get("label", "")).startswith("fig-"):
        return with_option(cell, "fig-alt", computed[-1])
    return str(cell.source)


def _config(project: Project, made_by: str, beside: Iterable[str]) -> str:
    config = {**project.config, "renderer": made_by}
    if "version" in (about := citation(project.root)):
        config.setdefault("version", str(about["version"]))
    if day := date(project.root):
        config["book"] = {"date": day, **config["book"]}
    own = config.get("project") or {}
    resources = [*texts(own.get("resources", [])), *beside]
    config["project"] = {**own, "output-dir": OUTPUT, "resources": resources}
    config["execute"] = {**(config.get("execute") or {}), "enabled": False}
    return yaml.safe_dump(config, sort_keys=False, allow_unicode=True)


def _clear(folder: Path, keep: Iterable[str]) -> None:
    """Remove what an earlier build staged and this one does not."""
    kept = {folder / name for name in keep}
    for path in sorted(folder.rglob("*"), reverse=True) if folder.exists() else []:
        if path.is_file() and path not in kept:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            shutil.rmtree(path)
