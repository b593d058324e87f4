"""The numbers under one parameter set, from data that are sent along."""

from pathlib import Path

import pytest

from helpers.analysis.sweep import COLUMNS, Setting, numbers
from helpers.errors import BookError

DATA = Path(__file__).parents[1] / "first_extraction"


def setting(cohort: str) -> Setting:
    files = {path.name: path.read_bytes() for path in DATA.iterdir() if path.is_file()}
    return Setting("a name", cohort, files)


def test_every_row_is_named_and_of_its_cohort() -> None:
    rows = numbers(setting("biopsy_confirmed"))
    assert {(row["set"], row["cohort"]) for row in rows} == {("a name", "biopsy_confirmed")}
    assert set(rows[0]) == {"set", "cohort", *COLUMNS}
    cases = {row["id"]: row["value"] for row in rows}["cases"]
    everything = {row["id"]: row["value"] for row in numbers(setting("all"))}["cases"]
    assert 0 < cases < everything


def test_an_unknown_cohort() -> None:
    with pytest.raises(BookError, match="fulltext"):
        numbers(setting("fulltext"))
