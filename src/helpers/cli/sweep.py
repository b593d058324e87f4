"""``rspbook sweep``: the numbers of the book under many parameter sets, as one tidy table."""

from __future__ import annotations

import csv
import io
import itertools
from collections import ChainMap
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from helpers.analysis.sweep import Setting, numbers
from helpers.cli.parameters import COHORT, of_file, spanned
from helpers.cli.validate import counted
from helpers.errors import BookError
from helpers.pipeline.cache import write_atomically
from helpers.pipeline.cluster import run_on_cluster
from helpers.pipeline.names import DATA_PARAMETER
from helpers.pipeline.parameters import Value, confine, settle
from helpers.pipeline.plan import chapter_defaults
from helpers.pipeline.project import Project, find_project, seen_from
from helpers.pipeline.workers import Done, Workers

Named = tuple[str, dict[str, Value]]


def run(
    files: list[Path],
    assignments: list[str],
    data: Path | None,
    output: Path,
    jobs: int,
    scheduler: str | None,
) -> None:
    """Count under each parameter set and write the table.

    Raises
    ------
    BookError
        If no set is named, a set cannot be read or counted, or two have one name.
    """
    if not (files or assignments):
        raise BookError(
            "sweep wants parameter sets to count under: files (rspbook sweep params/*.yml), "
            "a grid (-p cohort=all,full_text), or both"
        )
    project = find_project(Path.cwd())
    settings = [_setting(project, named, data) for named in _sets(files, assignments)]
    if scheduler:
        results = run_on_cluster(scheduler, numbers, settings)
    else:
        results = Workers(["helpers.analysis.sweep"], jobs).run(numbers, settings)
    done = {one.task.name: one for one in results}
    rows = [row for setting in settings for row in _rows(done[setting.name])]
    write_atomically(output, _table(rows).encode())
    print(f"{output}: {len(rows)} rows, {counted(len(settings), 'parameter set')}")


def _sets(files: Iterable[Path], grids: Iterable[str]) -> list[Named]:
    """Return the sets of the files, each crossed with the grid that ``-p NAME=a,b,c`` spans."""
    named: list[Named] = [(path.stem, of_file(path)) for path in files]
    points = list(itertools.product(*_axes(grids)))
    crossed = [
        (_name(name, point), {**given, **dict(point)})
        for name, given in named or [("", {})]
        for point in points
    ]
    if len({name for name, _ in crossed}) < len(crossed):
        raise BookError("two parameter sets have the same name: name their files differently")
    return crossed


def _axes(grids: Iterable[str]) -> list[list[tuple[str, str]]]:
    """Return for each parameter of the grid its name with each of its values."""
    axes: dict[str, list[str]] = {}
    for name, values in map(spanned, grids):
        if name in axes:
            raise BookError(f"-p {name}=… is given twice: name all its values in one, {name}=A,B,C")
        axes[name] = values
        if len(set(axes[name])) < len(axes[name]):
            raise BookError(f"-p {name}={','.join(values)}: a value is given twice")
    return [[(name, value) for value in values] for name, values in axes.items()]


def _name(name: str, point: tuple[tuple[str, str], ...]) -> str:
    return " ".join(filter(None, [name, *(f"{key}={value}" for key, value in point)])) or "default"


def _setting(project: Project, named: Named, data: Path | None) -> Setting:
    """Settle a parameter set as a build would, and read the data that it names."""
    name, given = named
    confine(project.root, given)
    settled = _settled(project, given)
    folder = data or project.root / str(settled[DATA_PARAMETER])
    if not folder.is_dir():
        raise BookError(f"{folder}: there is no such folder")
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
    return Setting(name, str(settled[COHORT]), seen_from(project.root, folder), files)


def _settled(project: Project, given: Mapping[str, Value]) -> Mapping[str, Value]:
    """Join what is given and the defaults; of two chapters that differ, the first counts."""
    declared = list(chapter_defaults(project).values())
    settled = ChainMap(settle(given, declared), *declared)
    if missing := [name for name in (DATA_PARAMETER, COHORT) if name not in settled]:
        raise BookError(
            f"sweep counts by {DATA_PARAMETER} and {COHORT}: no chapter has {missing[0]}"
        )
    return settled


def _rows(done: Done) -> list[dict[str, Any]]:
    if done.error:
        raise BookError(f"parameter set {done.task.name}: {done.error}")
    return list(done.value)


def _table(rows: list[dict[str, Any]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
