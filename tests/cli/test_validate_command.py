from data_folder import DataFolder
from in_process import rspbook


def test_each_line_says_whether_it_is_an_error_or_a_warning(dataset_folder: DataFolder) -> None:
    dataset_folder.edit("cases.csv", "lu2016-1", lesion_levels="T13")
    done = rspbook("validate", "--data", dataset_folder.path)
    assert done.exit_code == 1
    *lines, summary = done.stdout.replace(f"{dataset_folder.path}", "data").splitlines()
    assert lines[0] == (
        'data/cases.csv:8: lesion_levels: "T13" is not a vertebral level'
        " (C1–C7, T1–T12, L1–L5, S1–S5) [error]"
    )
    assert [line.rpartition(" ")[2] for line in lines[-2:]] == ["[warning]", "[warning]"]
    assert summary == "data: 2 errors, 2 warnings"
