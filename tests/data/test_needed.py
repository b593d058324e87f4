"""A data package may lack a column: then it is refused, or nothing in the book asks for it."""

import importlib
import json
import pkgutil
from collections.abc import Iterator
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
from data_folder import DATA, DataFolder

import helpers.figures
import helpers.tables
from helpers.analysis.catalogue import catalogue
from helpers.analysis.cohorts import COHORTS, select
from helpers.data.dataset import Dataset
from helpers.data.schema import load_schema
from helpers.errors import BookError

COLUMNS = [(name, column) for name, table in load_schema(DATA).tables.items() for column in table]


def lacking(folder: DataFolder, dropped: set[tuple[str, str]]) -> DataFolder:
    """Take columns out of the package and out of its files."""
    content = json.loads(folder.bytes("datapackage.json"))
    for resource in content["resources"]:
        if "schema" in resource:
            without = {column for table, column in dropped if table == resource["name"]}
            _drop(resource["schema"], resource["name"], without, dropped)
            rows = folder.rows(resource["path"])
            kept = [{k: cell for k, cell in row.items() if k not in without} for row in rows]
            folder.write(resource["path"], kept)
    (folder.path / "datapackage.json").write_text(json.dumps(content))
    _forget_evidence(folder, {column for table, column in dropped if table == "cases"})
    return folder


def _drop(schema: Any, table: str, without: set[str], dropped: set[tuple[str, str]]) -> None:
    schema["fields"] = [field for field in schema["fields"] if field["name"] not in without]
    schema["primaryKey"] = [name for name in schema.get("primaryKey", []) if name not in without]
    schema["foreignKeys"] = [
        key
        for key in schema.get("foreignKeys", [])
        if (table, key["fields"][0]) not in dropped
        and (key["reference"]["resource"], key["reference"]["fields"][0]) not in dropped
    ]


def _forget_evidence(folder: DataFolder, columns: set[str]) -> None:
    rows = folder.rows("evidence.csv")
    for row in rows:
        names = row.get("fields", "").split(";")
        row |= {"fields": ";".join(name for name in names if name not in columns)}
    folder.write("evidence.csv", [row for row in rows if row["fields"]])


def emptied(folder: DataFolder) -> DataFolder:
    """Leave of each table its head alone."""
    for path in folder.path.glob("*.csv"):
        path.write_bytes(path.read_bytes().partition(b"\n")[0] + b"\n")
    return folder


def refused(folder: DataFolder, table: str, column: str) -> bool:
    package = folder.bytes("datapackage.json")
    content = json.loads(package)
    schema = next(one for one in content["resources"] if one.get("name") == table)["schema"]
    schema["fields"] = [field for field in schema["fields"] if field["name"] != column]
    schema.pop("primaryKey", None)
    for one in content["resources"]:
        one.get("schema", {}).pop("foreignKeys", None)
    (folder.path / "datapackage.json").write_text(json.dumps(content))
    found = folder.found("error")
    (folder.path / "datapackage.json").write_bytes(package)
    # any other finding is of the files, which still hold the column
    return any(f"table {table} needs a column {column} of type" in line for line in found)


def exhibits(package: Any, dataset: Dataset) -> Iterator[object]:
    for found in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{found.name}")
        make = getattr(module, found.name, None)
        if make and list(signature(make).parameters) == ["dataset"]:
            yield make(dataset)


def test_a_column_is_asked_for_or_nothing_needs_it(
    dataset_folder: DataFolder, tmp_path: Path
) -> None:
    heads = emptied(DataFolder(tmp_path / "heads"))
    free = {place for place in COLUMNS if not refused(heads, *place)}
    assert ("cases", "neck_pain") in free
    dataset = lacking(dataset_folder, free).load()
    assert not any(column in getattr(dataset, table) for table, column in free)
    assert catalogue(dataset, dataset)
    assert all(len(select(dataset, cohort).cases) for cohort in COHORTS)
    assert len([*exhibits(helpers.tables, dataset), *exhibits(helpers.figures, dataset)]) > 20


@pytest.mark.parametrize(
    "place", [("studies", "text_seen"), ("published", "value"), ("published", "remark")]
)
def test_columns_of_cohorts_and_reviews_are_needed(
    dataset_folder: DataFolder, place: tuple[str, str]
) -> None:
    with pytest.raises(BookError, match=f"table {place[0]} needs a column {place[1]} of type"):
        lacking(dataset_folder, {place}).load()
