import pandas as pd
import pytest
from data_folder import DATA, DataFolder

from helpers.data.dataset import DataError, Dataset, load_dataset
from helpers.errors import BookError


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load_dataset(DATA)


def test_tables_have_their_rows(dataset: Dataset) -> None:
    tables = ("cases", "studies", "evidence", "screening", "published", "timeline", "overlaps")
    assert [len(getattr(dataset, name)) for name in tables] == [20, 21, 43, 123, 51, 9, 1]


def test_tables_have_the_columns_of_the_schema(dataset: Dataset) -> None:
    as_written = {"cases": ["regions_stated"], "published": ["percent_printed", "value_printed"]}
    for name, table in dataset.schema.tables.items():
        assert list(getattr(dataset, name)) == [*table, *as_written.get(name, [])]


def test_values_have_the_types_of_the_schema(dataset: Dataset) -> None:
    for name, table in dataset.schema.tables.items():
        frame = getattr(dataset, name)
        assert frame.index.equals(pd.RangeIndex(len(frame)))
        for column, field in table.items():
            if field.multiple:
                assert all(isinstance(cell, tuple) for cell in frame[column])
            else:
                assert str(frame[column].dtype) == ("float64" if field.numeric else "str")


def test_regions_are_those_of_the_levels_and_those_stated(dataset_folder: DataFolder) -> None:
    dataset_folder.edit("cases.csv", "chae2024-1", regions="")  # T9-L1
    dataset_folder.edit("cases.csv", "woo2021-1", regions="thoracic;cervical")  # C4-C5
    dataset_folder.replace("evidence.csv", b"levels;regions;steroids", b"levels;steroids")
    cases = dataset_folder.load().cases.set_index("case_id")
    assert cases.loc["chae2024-1", "regions"] == ("thoracic", "lumbar")
    assert cases.loc["chae2024-1", "regions_stated"] == ()
    assert cases.loc["woo2021-1", "regions"] == ("cervical", "thoracic")
    assert cases.loc["woo2021-1", "regions_stated"] == ("thoracic", "cervical")
    assert cases.loc["lu2016-1", "regions"] == ()


def test_a_restriction_keeps_the_other_tables_whole(dataset: Dataset) -> None:
    women = dataset.where(dataset.cases["sex"] == "F")
    assert set(women.cases["sex"]) == {"F"}
    assert women.cases.index.equals(pd.RangeIndex(6))
    assert women.evidence is dataset.evidence
    assert len(dataset.cases) == 20


def test_errors_stop_loading_and_all_are_told(dataset_folder: DataFolder) -> None:
    dataset_folder.edit("cases.csv", "chan2009-1", sex="x", t1_signal="dark")
    with pytest.raises(DataError) as error:
        dataset_folder.load()
    assert isinstance(error.value, BookError)
    lines = str(error.value).splitlines()
    assert sum("cases.csv:2: " in line for line in lines) == len(lines) == 3
    assert {finding.severity for finding in error.value.findings} == {"error", "warning"}


def test_a_spreadsheets_formula_is_text(dataset_folder: DataFolder) -> None:
    formula = '=HYPERLINK("http://x.org";"y")'
    dataset_folder.edit("cases.csv", "chan2009-1", notes=formula)
    assert dataset_folder.load().cases["notes"][0] == formula


def test_the_course_of_the_index_case_is_in_order_and_without_dates(dataset: Dataset) -> None:
    course = dataset.timeline
    assert list(course["order"]) == list(range(1, 10))
    assert set(course["case_id"]) == {"cavity2025-1"}
    assert course["phase"].isin(dataset.schema.table("timeline")["phase"].values).all()
