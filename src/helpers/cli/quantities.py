"""``rspbook quantities``: every number of the data, without building the book."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from helpers.analysis.catalogue import catalogue
from helpers.analysis.cohorts import select
from helpers.analysis.proportion import interval_of
from helpers.analysis.quantity import Quantity
from helpers.cli.report import Rows, console_for_text, print_report
from helpers.cli.validate import data_folder
from helpers.data.dataset import load_dataset
from helpers.errors import BookError
from helpers.pipeline.companions import QUANTITIES
from helpers.pipeline.hashing import as_json
from helpers.pipeline.project import find_project

COLUMNS = ("Quantity", "Meaning", "Value", "95% CI", "Not reported")


def run(data: Path | None, json_wanted: bool, cohort: str) -> None:
    """Print the catalogue of the data as JSON or as a table."""
    whole = load_dataset(data_folder(data))
    found = catalogue(select(whole, cohort), whole)
    if json_wanted:
        places = _places()
        records = [{**one.as_record(), "places": places.get(one.id, [])} for one in found]
        print(as_json(records), end="")
    else:
        rows = Rows(COLUMNS, [_row(one) for one in found])
        print_report([rows], console_for_text())


def _row(found: Quantity) -> tuple[str, ...]:
    silent = "" if found.not_reported is None else str(found.not_reported)
    return (found.id, found.label, found.marked, interval_of(found), silent)


def _places() -> dict[str, list[Any]]:
    """Return where each quantity stands in the last book of this project, if there is one."""
    try:
        book = find_project(Path.cwd()).output
        stored = json.loads((book / QUANTITIES).read_text(encoding="utf-8"))
        return {one["id"]: one["places"] for one in stored}
    except (BookError, OSError, ValueError, KeyError, TypeError):
        return {}
