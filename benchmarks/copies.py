"""Copies of the project to run in, and made-up cases to fill them with."""

from __future__ import annotations

import csv
import random
import shutil
from pathlib import Path

ROOT = Path(__file__).parent.parent
_LEFT_OUT = ("build", "_book", "dist", "benchmarks", "tests", "node_modules", "__pycache__")


def fresh(folder: Path) -> Path:
    """Copy the project, without anything that builds have made, to `folder`."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".*", *_LEFT_OUT))
    return folder


def keep_executions(project: Path) -> None:
    """Let Quarto keep what it executed, so that it can tell when nothing has changed."""
    path = project / "_quarto.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("execute:\n", "execute:\n  freeze: auto\n", 1), encoding="utf-8")


def change_word(project: Path) -> None:
    """Change one word of the prose of one chapter."""
    path = project / "chapters" / "03-index-cases.ipynb"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("This book grew", "This text grew", 1), encoding="utf-8")


def add_cases(project: Path, number: int, seed: int = 0) -> None:
    """Append `number` made-up cases: copies of real rows under ids that say that they are.

    Which rows, the `seed` decides.
    """
    data = project / "data"
    cases, evidence = _read(data / "cases.csv"), _read(data / "evidence.csv")
    chosen = random.Random(seed).choices(cases[1:], k=number)
    places: dict[str, list[list[str]]] = {}
    for row in evidence[1:]:
        places.setdefault(row[0], []).append(row)
    first = 1000 + len(cases)  # another id for each, also where some were added before
    made_up = [(f"{row[0].rsplit('-', 1)[0]}-{first + i}", row) for i, row in enumerate(chosen)]
    _append(data / "cases.csv", [[name, *row[1:]] for name, row in made_up])
    _append(
        data / "evidence.csv",
        [[name, *place[1:]] for name, row in made_up for place in places.get(row[0], [])],
    )


def _read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _append(path: Path, rows: list[list[str]]) -> None:
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
