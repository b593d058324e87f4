"""What goes into a book beside its pages: numbers, the rows behind figures, the data package."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from helpers.errors import BookError
from helpers.pipeline.execute import Executed
from helpers.pipeline.exhibits import Exhibit, exhibits
from helpers.pipeline.hashing import as_json
from helpers.pipeline.names import DATA_PARAMETER
from helpers.pipeline.parameters import declared
from helpers.pipeline.records import quantities
from helpers.pipeline.spreadsheet import as_csv, guarded

QUANTITIES = "quantities.json"
EXHIBITS = "records.json"
DATA = "data"
"""The folder of a book that holds its data."""

PACKAGE = "datapackage.json"


def companions(root: Path, chapters: Sequence[Executed]) -> dict[str, bytes | Path]:
    """Return these files, or their contents, under their paths in the book.

    ``quantities.json`` and ``records.json``, the rows behind each figure and table as CSV, and
    the files of the data package that the chapters read.
    """
    shown = exhibits(chapters)
    return {
        QUANTITIES: as_json(quantities(chapters)).encode(),
        EXHIBITS: as_json([exhibit.as_record() for exhibit in shown]).encode(),
        **{f"{DATA}/{name}": content for name, content in _sheets(shown)},
        **{
            f"{DATA}/{path.name}": for_readers(path)
            for path in data_package(root, root / _data_folder(chapters))
        },
    }


def for_readers(path: Path) -> bytes | Path:
    """Return a file of the data; a CSV file starts no formula where it is opened."""
    return guarded(path) if path.suffix == ".csv" else path


def _sheets(shown: Sequence[Exhibit]) -> Iterator[tuple[str, bytes]]:
    for exhibit in shown:
        if exhibit.rows:
            yield f"{exhibit.label}.csv", as_csv(exhibit.columns, exhibit.rows)


def data_package(root: Path, folder: Path) -> list[Path]:
    """Return the files of the data package in a folder, none where it is no such package.

    Raises
    ------
    BookError
        If one of them leads out of the folder, and out of the project in `root`.
    """
    try:
        package = json.loads((folder / PACKAGE).read_text(encoding="utf-8-sig"))
        names = [PACKAGE, *(str(resource["path"]) for resource in package["resources"])]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    files = [folder / name for name in names if Path(name).name == name]
    inside = (root.resolve(), folder.resolve())
    for path in files:
        if not any(path.resolve().is_relative_to(top) for top in inside):
            raise BookError(f"{path}: leads out of the folder of the data")  # to a private file?
    return [path for path in files if path.is_file()]


def _data_folder(chapters: Sequence[Executed]) -> str:
    """Return the folder that the first chapter read: the value given, else the default."""
    for chapter in chapters:
        given = chapter.notebook.metadata.get("papermill", {}).get("parameters", {})
        settled = {**declared(chapter.notebook, chapter.chapter), **given}
        if DATA_PARAMETER in settled:
            return str(settled[DATA_PARAMETER])
    return DATA
