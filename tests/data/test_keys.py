import pytest
from data_folder import DataFolder


def test_a_case_that_is_there_twice_is_one_finding(dataset_folder: DataFolder) -> None:
    row = next(r for r in dataset_folder.rows("cases.csv") if r["case_id"] == "kim2014-1")
    dataset_folder.add("cases.csv", **row)
    assert dataset_folder.found() == [
        'cases.csv:22: case_id: "kim2014-1" is there already, in line 5'
    ]


def test_ids_that_differ_only_by_capitals_are_a_warning(dataset_folder: DataFolder) -> None:
    dataset_folder.add("cases.csv", case_id="Kim2014-1", study_id="kim2014")
    assert dataset_folder.found("error") == []
    assert dataset_folder.found("warning") == [
        'cases.csv:22: case_id: "Kim2014-1" differs only by capitals from "kim2014-1" in line 5;'
        " if they are the same, keep one"
    ]


def test_a_key_of_two_columns_counts_as_one(dataset_folder: DataFolder) -> None:
    dataset_folder.add("published.csv", study_id="gader2023", statistic="mean_age", value="1")
    dataset_folder.add("published.csv", study_id="gader2023", statistic="mean_age", value="2")
    assert dataset_folder.found() == [
        'published.csv:54: study_id, statistic: "gader2023, mean_age" is there already, in line 53'
    ]


def test_keys_that_are_empty_are_not_alike(dataset_folder: DataFolder) -> None:
    for _ in range(2):
        dataset_folder.add("screening.csv", title="x", found_by="x", decision="included")
    found = dataset_folder.found()
    assert "screening.csv:125: record_id: is empty; a value is needed" in found
    assert not any("already" in line for line in found)


def test_what_points_nowhere_is_named_with_what_is_near(dataset_folder: DataFolder) -> None:
    dataset_folder.edit("evidence.csv", "chan2009-1", study_id="chan2008")
    dataset_folder.edit("overlaps.csv", "gu2015-1", other_case_id="nobody-9")
    assert dataset_folder.found() == [
        'evidence.csv:2: study_id: "chan2008" is not in studies.csv, which needs a row for it;'
        ' did you mean "chan2009"?',
        'overlaps.csv:2: other_case_id: "nobody-9" is not in cases.csv, which needs a row for it',
    ]


def test_a_key_is_not_looked_up_in_a_table_that_cannot_be_read(
    dataset_folder: DataFolder,
) -> None:
    (dataset_folder.path / "studies.csv").unlink()
    assert dataset_folder.found() == ["studies.csv: is not there"]


@pytest.mark.parametrize("text", ["chan2010", "zhan2019", "made2026"])
def test_no_patient_is_led_to_another_publication(dataset_folder: DataFolder, text: str) -> None:
    dataset_folder.drop("studies.csv", "chan2009")
    dataset_folder.edit("evidence.csv", "chan2009-1", study_id=text)
    lost = [line for line in dataset_folder.found() if "is not in studies.csv" in line]
    assert lost
    assert all(line.endswith("is not in studies.csv, which needs a row for it") for line in lost)
