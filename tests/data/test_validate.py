from pathlib import Path

import pytest
from data_folder import DATA, DataFolder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from litter import LITTER

from helpers.data.validate import Finding, check, read

TABLES = [path.name for path in sorted(DATA.glob("*.csv"))]


def test_the_projects_own_data_have_no_error() -> None:
    assert [finding for finding in check(DATA) if finding.severity == "error"] == []


def test_findings_name_the_file_as_the_user_did(
    dataset_folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset_folder.edit("cases.csv", "chan2009-1", lesion_levels="T5-T13")
    monkeypatch.chdir(dataset_folder.path.parent)
    assert str(check(Path("data"))[0]) == (
        'data/cases.csv:2: lesion_levels: "T13" is not a vertebral level'
        " (C1–C7, T1–T12, L1–L5, S1–S5)"
    )


def test_all_findings_come_at_once_by_file_and_line(dataset_folder: DataFolder) -> None:
    dataset_folder.edit("screening.csv", "chan2009", year="9")
    dataset_folder.edit("cases.csv", "woo2021-1", sex="x", outcome="fine")
    dataset_folder.edit("cases.csv", "chan2009-1", study_id="lu2016", age_years="?")
    (dataset_folder.path / "published.csv").unlink()
    assert [line.rpartition(": ")[0] for line in dataset_folder.found("error")] == [
        "cases.csv:2: age_years",
        "cases.csv:13: sex",
        "cases.csv:13: outcome",
        "cases.csv:13: outcome",
        "screening.csv:2: year",
        "screening.csv:2: record_id",
        "published.csv",
    ]


def test_a_finding_about_a_whole_file_has_no_line() -> None:
    assert str(Finding(Path("data/x.csv"), None, None, "error", "is not there")) == (
        "data/x.csv: is not there"
    )


def test_a_folder_that_is_not_there_is_one_finding(tmp_path: Path) -> None:
    [finding] = check(tmp_path / "nowhere")
    assert "is not there" in str(finding)
    assert finding.severity == "error"


def test_data_beside_which_programs_leave_something_are_not_read_again(
    dataset_folder: DataFolder,
) -> None:
    once = read(dataset_folder.path)
    for name in LITTER:
        (dataset_folder.path / name).write_text("open in another program")
    assert read(dataset_folder.path) is once
    (dataset_folder.path / "more.csv").touch()
    assert read(dataset_folder.path) is not once


@given(
    file=st.sampled_from(TABLES),
    spot=st.integers(0, 40_000),
    length=st.integers(0, 40),
    put=st.binary(max_size=12) | st.text('",;\n\r=@-– \u202eyesT1', max_size=12).map(str.encode),
)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_happens_to_a_file_is_a_finding_or_nothing(
    dataset_folder: DataFolder, file: str, spot: int, length: int, put: bytes
) -> None:
    content = (DATA / file).read_bytes()
    spot %= len(content)
    path = dataset_folder.path / file
    path.write_bytes(content[:spot] + put + content[spot + length :])
    try:
        for finding in check(dataset_folder.path):
            assert "\n" not in str(finding)
    finally:
        path.write_bytes(content)
