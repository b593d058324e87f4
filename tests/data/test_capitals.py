import pandas as pd
from data_folder import DataFolder

from helpers.data.capitals import differing_by_capitals
from helpers.data.findings import MOST
from helpers.data.validate import read

ALIKE = "if they are the same, write them alike"


def found(folder: DataFolder, texts: pd.Series) -> list[str]:
    """What is found where the first cases have `texts` in a column."""
    cases = read(folder.path).tables["cases"]
    findings = list(differing_by_capitals(cases, "x", texts, "write them alike"))
    assert {finding.severity for finding in findings} <= {"warning"}
    return [f"{finding.line}: {finding.message}" for finding in findings]


def test_the_commonest_way_to_write_a_text_is_the_usual_one(dataset_folder: DataFolder) -> None:
    texts = pd.Series(["Prednisone", "prednisone", "PREDNISONE", "prednisone", "other"])
    assert found(dataset_folder, texts) == [
        f'2: "Prednisone" differs only by capitals from "prednisone" in line 3; {ALIKE}',
        f'4: "PREDNISONE" differs only by capitals from "prednisone" in line 3; {ALIKE}',
    ]


def test_of_two_as_common_the_first_is(dataset_folder: DataFolder) -> None:
    texts = pd.Series(["Mofetil", "mofetil", "mofetil", "Mofetil"])
    assert [line[0] for line in found(dataset_folder, texts)] == ["3", "4"]


def test_a_row_may_have_several_texts(dataset_folder: DataFolder) -> None:
    texts = pd.Series(["orbit", "Lung", "lung", "Orbit"], index=[0, 0, 1, 1])
    assert [line[:10] for line in found(dataset_folder, texts)] == ['3: "lung" ', '3: "Orbit"']


def test_no_more_are_told_than_are_kept_of_a_column(dataset_folder: DataFolder) -> None:
    texts = pd.Series(["a", *["A", "a"] * (2 * MOST)], index=[0] * (4 * MOST + 1))
    assert len(found(dataset_folder, texts)) == MOST + 1
