"""``rspbook quantities`` prints every number of the data, as the schema says."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from helpers.analysis.quantity import Quantity
from helpers.data.dataset import Dataset

SCHEMA = Path(__file__).parents[2] / "assets" / "quantities.schema.json"
KEYS = {
    "id", "text", "value", "n", "denominator", "percent", "ci_low", "ci_high", "not_reported",
    "lower_bound", "numerator_cases", "denominator_cases", "places",
}  # fmt: skip


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_the_real_data_give_what_the_schema_says(rspbook, schema, shipped: Dataset) -> None:
    found = json.loads(rspbook("quantities", "--json").stdout)
    schema.validate(found)
    by_id = {one["id"]: one for one in found}
    assert len(by_id) == len(found)
    assert all(one.keys() >= KEYS for one in found)
    coded = [field for field in shipped.schema.table("cases").values() if field.values]
    assert {f"{field.name}.{value}" for field in coded for value in field.values} <= by_id.keys()
    assert by_id["cases"]["value"] == len(by_id["cases"]["numerator_cases"]) == len(shipped.cases)


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": None}, {"text": ""}, {"n": 1.5}, {"percent": 101}, {"numerator_cases": ["a", "a"]},
        {"places": [{"chapter": "index.ipynb"}]}, {"more": 1}, {"ci_low": 1, "n": None},
    ],
)  # fmt: skip
def test_the_schema_refuses_what_is_wrong(schema, wrong: dict[str, object]) -> None:
    whole = {**Quantity("cases", "20", value=20).as_record(), "places": []}
    assert schema.is_valid([whole])
    assert schema.is_valid([whole | {"numerator_cases": None}])  # too many to be named
    assert not schema.is_valid([whole | wrong])


@pytest.mark.parametrize("key", sorted(KEYS))
def test_the_schema_misses_what_is_not_there(schema, key: str) -> None:
    whole = {**Quantity("cases", "20", value=20).as_record(), "places": []}
    assert schema.is_valid([whole])
    del whole[key]
    assert not schema.is_valid([whole])


def test_places_are_those_of_the_last_book(rspbook, repository: Path) -> None:
    place = {"chapter": "index.ipynb", "cell": "results", "label": None}
    (repository / "_book").mkdir()
    stored = repository / "_book" / "quantities.json"
    try:
        stored.write_text(json.dumps([{"id": "cases", "places": [place]}]))
        found = json.loads(rspbook("quantities", "--json").stdout)
        assert {one["id"]: one["places"] for one in found if one["places"]} == {"cases": [place]}
        stored.write_text("damaged")
        found = json.loads(rspbook("quantities", "--json").stdout)
        assert not any(one["places"] for one in found)
    finally:
        stored.unlink()
        stored.parent.rmdir()


def test_other_data_another_cohort_and_a_table(rspbook, yang45_folder: Path) -> None:
    lines = rspbook("quantities", "--data", yang45_folder).stdout.splitlines()
    assert lines[1].split() == ["Quantity", "Meaning", "Value", "95%", "CI", "Not", "reported"]
    thoracic = next(line for line in lines if line.split()[:1] == ["regions.thoracic"])
    assert "28/45 (62.2%)" in thoracic
    assert "47.6–74.9%" in thoracic
    few = json.loads(rspbook("quantities", "--json", "--cohort", "biopsy_confirmed").stdout)
    every = json.loads(rspbook("quantities", "--json").stdout)
    assert few[0]["value"] < every[0]["value"]


def test_an_unknown_cohort_is_named(rspbook) -> None:
    failed = rspbook("quantities", "--cohort", "mine")
    assert failed.exit_code == 1
    assert failed.refusal.startswith('there is no cohort "mine" (allowed: all, ')


@pytest.mark.parametrize("columns", [80, 160])
def test_names_are_whole_at_any_width(rspbook, monkeypatch, columns: int) -> None:
    names = [one["id"] for one in json.loads(rspbook("quantities", "--json").stdout)]
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = rspbook("quantities").stdout.splitlines()
    assert max(map(len, lines)) <= columns
    assert [name for name in names if not any(name in line for line in lines)] == []
