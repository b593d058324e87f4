"""The numbers under one parameter set, from data that are sent along."""

from dataclasses import replace
from pathlib import Path

import pytest

from helpers.analysis.sweep import COLUMNS, Setting, numbers
from helpers.errors import BookError

DATA = Path(__file__).parents[1] / "first_extraction"


def setting(cohort: str) -> Setting:
    files = {path.name: path.read_bytes() for path in DATA.iterdir() if path.is_file()}
    return Setting("a name", cohort, "data", files)


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


def test_what_is_wrong_with_the_data_is_told_by_the_folder_that_people_know() -> None:
    good = setting("all")
    files = {**good.files, "cases.csv": good.files["cases.csv"].replace(b",31,", b",x7,", 1)}
    with pytest.raises(BookError, match=r'(?m)^data/cases\.csv:\d+: age_years: "x7"') as caught:
        numbers(replace(good, files=files))
    assert "/tmp" not in str(caught.value)
