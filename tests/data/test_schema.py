import json
from pathlib import Path
from typing import Any

import frictionless
import pytest
from data_folder import DATA, DataFolder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.data.schema import MAX_BYTES, load_schema
from helpers.errors import BookError

COUNT_ABSENT_UNLESS_MENTIONED = [
    *("neck_pain", "back_pain", "limb_weakness", "sensory_disturbance", "sphincter_dysfunction"),
    *("gait_disturbance", "headache", "cranial_nerve_palsy", "progressive_worsening"),
    *("cord_compression", "cord_signal_change", "cord_cavity", "cranial_involvement"),
    *("other_organ_involvement", "biopsy_confirmed", "steroids", "radiotherapy", "recurrence"),
]
SCHEMA = load_schema(DATA)


def package(folder: DataFolder) -> Any:
    return json.loads(folder.bytes("datapackage.json"))


def refused(folder: DataFolder, content: Any) -> str:
    text = content if isinstance(content, str) else json.dumps(content)
    (folder.path / "datapackage.json").write_text(text, encoding="utf-8")
    with pytest.raises(BookError) as error:
        load_schema(folder.path)
    assert str(error.value).startswith(f"{folder.path}/datapackage.json: ")
    [finding] = folder.found("error")
    assert finding.startswith("datapackage.json: ")
    return finding


def test_frictionless_itself_finds_package_and_files_valid() -> None:
    report = frictionless.validate(str(DATA / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])


def test_each_file_has_the_columns_in_the_order_of_the_schema() -> None:
    for table in SCHEMA.tables.values():
        with (DATA / table.file).open(encoding="utf-8") as file:
            assert file.readline().strip().split(",") == list(table)


def test_what_is_not_mentioned_counts_as_absent_for_these_fields_only() -> None:
    fields = SCHEMA.table("cases").values()
    assert [f.name for f in fields if f.counting == "all"] == COUNT_ABSENT_UNLESS_MENTIONED


def test_what_names_or_annotates_a_case_is_not_clinical() -> None:
    fields = SCHEMA.table("cases").values()
    assert [field.name for field in fields if not field.clinical] == [
        "case_id",
        "study_id",
        "notes",
    ]


def test_a_field_says_what_its_column_is() -> None:
    field = SCHEMA.table("cases")["compartment"]
    assert field.values == ("dura", "epidural", "intradural_extramedullary", "intramedullary")
    assert field.labels["dura"] == "dura mater"
    assert field.multiple
    assert field.group == "lesion"
    assert SCHEMA.table("cases")["age_years"].unit == "years"
    assert SCHEMA.table("cases")["lesion_levels"].spans


def test_labels_and_constraints_name_the_same_values() -> None:
    for table in SCHEMA.tables.values():
        for descriptor in table.descriptor["fields"]:
            field = table[descriptor["name"]]
            assert set(field.labels) == set(field.values)
            if not field.multiple:
                assert list(field.values) == descriptor.get("constraints", {}).get("enum", [])


def test_every_field_is_described_and_every_number_of_the_cases_has_a_unit() -> None:
    fields = [field for table in SCHEMA.tables.values() for field in table.values()]
    assert all(field.title and field.description.endswith(".") for field in fields)
    assert all(f.unit for f in SCHEMA.table("cases").values() if f.numeric)
    assert all(field.group for field in SCHEMA.table("cases").values())


def test_allowed_values_may_be_given_without_labels(dataset_folder: DataFolder) -> None:
    content = package(dataset_folder)
    sex = content["resources"][0]["schema"]["fields"][3]
    del sex["categories"]
    (dataset_folder.path / "datapackage.json").write_text(json.dumps(content))
    assert load_schema(dataset_folder.path).table("cases")["sex"].labels == {"F": "F", "M": "M"}


def test_a_folder_without_data_package_is_told_where_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(BookError, match="is not there; a data folder needs one: copy it"):
        load_schema(tmp_path)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[1]", "[" * 100_000, "null", '"x"', "{}"],
    ids=["empty", "cut", "list", "deep", "null", "text", "nothing"],
)
def test_what_is_no_package_is_refused(dataset_folder: DataFolder, text: str) -> None:
    refused(dataset_folder, text)


def test_a_huge_package_is_refused_unread(dataset_folder: DataFolder) -> None:
    with (dataset_folder.path / "datapackage.json").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert dataset_folder.found("error") == ["datapackage.json: is larger than 4 MB"]


def test_a_table_outside_the_folder_is_refused(dataset_folder: DataFolder) -> None:
    content = package(dataset_folder)
    content["resources"][0]["path"] = "../cases.csv"
    assert "../cases.csv is not the name of a file" in refused(dataset_folder, content)


def test_a_table_that_the_code_needs_is_asked_for(dataset_folder: DataFolder) -> None:
    content = package(dataset_folder)
    content["resources"].pop(2)
    assert "table evidence needs a column" in refused(dataset_folder, content)


def test_a_column_of_another_type_than_the_code_needs_is_refused(
    dataset_folder: DataFolder,
) -> None:
    content = package(dataset_folder)
    fields = {field["name"]: field for field in content["resources"][0]["schema"]["fields"]}
    fields["regions"]["type"] = "string"
    assert "needs a column regions of type list" in refused(dataset_folder, content)


def test_levels_must_be_levels(dataset_folder: DataFolder) -> None:
    content = package(dataset_folder)
    for field in content["resources"][0]["schema"]["fields"]:
        field.pop("itemFormat", None)
    assert "itemFormat vertebral-span" in refused(dataset_folder, content)


def test_a_key_of_a_column_that_is_not_there_is_refused(dataset_folder: DataFolder) -> None:
    content = package(dataset_folder)
    content["resources"][0]["schema"]["foreignKeys"][0]["reference"]["fields"] = ["doy"]
    assert "a key of table cases names no column: study_id" in refused(dataset_folder, content)


def test_a_limit_that_is_no_number_is_refused(dataset_folder: DataFolder) -> None:
    content = package(dataset_folder)
    content["resources"][0]["schema"]["fields"][2]["constraints"]["minimum"] = "0"
    assert "minimum of age_years is not a number" in refused(dataset_folder, content)


@pytest.mark.parametrize("name", ["lower_limb_mrc_last", "year"])
@pytest.mark.parametrize("bound", ["minimum", "maximum"])
def test_a_limit_of_whole_numbers_is_one(dataset_folder: DataFolder, name: str, bound: str) -> None:
    content = package(dataset_folder)
    fields = [f for r in content["resources"] for f in r.get("schema", {}).get("fields", ())]
    next(field for field in fields if field["name"] == name)["constraints"][bound] = 2000.0
    assert f"{bound} of {name} is not a whole number" in refused(dataset_folder, content)


@pytest.mark.parametrize("key", ["title", "description", "unit", "group", "example", "name"])
@pytest.mark.parametrize("value", [5, ["x"], {"a": 1}, True, "\u001b[2J", "\ud800", "\u202e"])
def test_words_for_people_are_text(dataset_folder: DataFolder, key: str, value: Any) -> None:
    content = package(dataset_folder)
    content["resources"][0]["schema"]["fields"][2][key] = value
    assert "is not a data package of tables" in refused(dataset_folder, content)


@pytest.mark.parametrize("key", ["value", "label"])
@pytest.mark.parametrize("value", [5, None, "\u001b[2J"])
def test_allowed_values_are_text(dataset_folder: DataFolder, key: str, value: Any) -> None:
    content = package(dataset_folder)
    fields = content["resources"][0]["schema"]["fields"]
    next(field for field in fields if field["name"] == "sex")["categories"][0][key] = value
    assert "is not a data package of tables" in refused(dataset_folder, content)


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=6) | st.just("cases"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=4,
)


@given(data=st.data())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_change_of_the_package_is_accepted_or_told(
    dataset_folder: DataFolder, data: st.DataObject
) -> None:
    content: Any = json.loads((DATA / "datapackage.json").read_text())
    node, depth = content, data.draw(st.integers(1, 7))
    for _ in range(depth):
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(node[key], dict | list) or not node[key] or depth == 1:
            break
        parent, node = node, node[key]
    else:
        node = parent
    node[key] = data.draw(ANY_JSON)
    (dataset_folder.path / "datapackage.json").write_text(json.dumps(content))
    for finding in dataset_folder.found("error"):
        assert finding.strip()


def test_what_table_schema_does_not_know_is_refused_by_frictionless(
    dataset_folder: DataFolder,
) -> None:
    dataset_folder.replace("datapackage.json", b'"pattern": "[0-9]{1,9}"', b'"pattern": "[0-9"')
    [finding] = dataset_folder.found("error")
    assert finding.startswith("datapackage.json: table studies of the data package: ")


@pytest.mark.parametrize(
    ("table", "column", "changes"),
    [
        ("cases", "other_organs", {"delimiter": ""}),
        ("cases", "notes", {"constraints": {"minLength": None}}),
        ("cases", "notes", {"constraints": {"pattern": {"a": 1}}}),
        ("timeline", "order", {"constraints": {"minimum": True}}),
    ],
)
def test_what_frictionless_stumbles_over_is_told(
    dataset_folder: DataFolder, table: str, column: str, changes: dict[str, Any]
) -> None:
    content = package(dataset_folder)
    described = next(one for one in content["resources"] if one.get("name") == table)["schema"]
    next(one for one in described["fields"] if one["name"] == column).update(changes)
    (dataset_folder.path / "datapackage.json").write_text(json.dumps(content))
    [finding] = dataset_folder.found("error")
    assert finding.startswith("datapackage.json: ")


@pytest.mark.parametrize("key", [[["x"]], [5], 5, [None]])
def test_keys_are_names_of_columns(dataset_folder: DataFolder, key: Any) -> None:
    content = package(dataset_folder)
    content["resources"][0]["schema"]["primaryKey"] = key
    refused(dataset_folder, content)
