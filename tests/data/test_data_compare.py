"""What differs between two versions of the data, cell by cell."""

import json
from pathlib import Path

import pytest
from data_folder import DataFolder

from helpers.data.compare import CellChange, TableChanges, compare_tables
from helpers.data.validate import read


@pytest.fixture
def old(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "old")


@pytest.fixture
def new(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "new")


def compare(old: DataFolder, new: DataFolder) -> list[TableChanges]:
    return compare_tables(read(old.path).tables, read(new.path).tables)


def test_cells_rows_and_tables_are_told_apart(old: DataFolder, new: DataFolder) -> None:
    new.edit("cases.csv", "chan2009-1", age_years="38", sex="")
    new.add("cases.csv", case_id="madeup-1", study_id="chan2009", notes="Made up.")
    new.drop("cases.csv", "yang2023-3")
    old.edit("overlaps.csv", "gu2015-1", reason="an older reason")
    new.edit("overlaps.csv", "gu2015-1", reason="a newer reason")
    assert compare(old, new) == [
        TableChanges(
            "cases",
            ("madeup-1",),
            ("yang2023-3",),
            (
                CellChange("chan2009-1", "age_years", "37", "38"),
                CellChange("chan2009-1", "sex", "M", ""),
            ),
        ),
        TableChanges(
            "overlaps",
            ("gu2015-1, yang2023, a newer reason",),
            ("gu2015-1, yang2023, an older reason",),
        ),
    ]


def test_what_a_spreadsheet_does_is_no_change(old: DataFolder, new: DataFolder) -> None:
    content = new.bytes("cases.csv")
    assert b",T5-T10,thoracic,dura," in content
    changed = content.replace(b",T5-T10,thoracic,dura,", " , t5–t10 ,Thoracic, dura ,".encode()[1:])
    changed = b"\xef\xbb\xbf" + changed.replace(b"\n", b"\r\n")
    (new.path / "cases.csv").write_bytes(changed)
    rows = new.rows("studies.csv")
    new.write("studies.csv", rows[::-1])
    assert compare(old, new) == []


def test_rows_without_a_key_are_told_apart_by_all_cells(old: DataFolder, new: DataFolder) -> None:
    twice = new.rows("evidence.csv")[:1]
    new.write("evidence.csv", [*new.rows("evidence.csv"), *twice])
    (found,) = compare(old, new)
    assert (found.table, len(found.added), found.removed, found.changed) == ("evidence", 1, (), ())
    assert found.added[0].startswith("chan2009-1, age_years;sex;")
    assert found.added[0].endswith("(2)")
    assert compare(new, old)[0].removed == found.added


def test_a_table_that_was_not_there_is_all_new(old: DataFolder, new: DataFolder) -> None:
    before = dict(read(old.path).tables)
    del before["overlaps"]
    (found,) = compare_tables(before, read(new.path).tables)
    assert (found.table, len(found.added)) == ("overlaps", len(new.rows("overlaps.csv")))


def add_table(folder: DataFolder) -> None:
    """Add a made-up table that the code knows nothing of."""
    content = json.loads(folder.bytes("datapackage.json"))
    fields = [
        {"name": name, "type": "string", "title": name, "description": "Made up."}
        for name in ("place", "note")
    ]
    schema = {"fields": fields, "primaryKey": ["place"]}
    content["resources"].append({"name": "places", "path": "places.csv", "schema": schema})
    (folder.path / "datapackage.json").write_text(json.dumps(content))
    folder.write(
        "places.csv", [{"place": place, "note": "Made up."} for place in ("here", "there")]
    )


def test_the_rows_of_a_whole_table_come_and_go(old: DataFolder, new: DataFolder) -> None:
    add_table(old)
    assert compare(old, new) == [TableChanges("places", removed=("here", "there"))]
    assert compare(new, old) == [TableChanges("places", added=("here", "there"))]
