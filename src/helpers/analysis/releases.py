"""The quantities that releases of the book have kept: ``releases/1.2.0.json`` and so on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from helpers.analysis.quantity import Quantity
from helpers.analysis.stored import read_quantities

RELEASES = "releases"
"""The folder of the project that holds them; flat, so that a chapter may name it as parameter."""

_VERSION = re.compile(r"\d+(\.\d+)*", re.ASCII)


@dataclass(frozen=True)
class Release:
    """A release and every quantity of the catalogue, of all cases, as it was then."""

    version: str
    quantities: tuple[Quantity, ...]


def last_release(folder: Path) -> Release | None:
    """Return the release with the highest version that `folder` holds, if there is one.

    Raises
    ------
    BookError
        If its file cannot be read.
    """
    files = [path for path in folder.glob("*.json") if _VERSION.fullmatch(path.stem)]
    if not files:
        return None
    last = max(files, key=lambda path: [int(part) for part in path.stem.split(".")])
    return Release(last.stem, read_quantities(last))


def release_text(quantities: Iterable[Quantity]) -> str:
    """Return what a release keeps: a JSON list, a quantity on each line, for git to compare."""
    lines = [json.dumps(one.as_record(), ensure_ascii=False) for one in quantities]
    return "[\n" + ",\n".join(lines) + "\n]\n"
