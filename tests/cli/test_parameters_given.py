"""What is wrong with a parameter is told where it was given, before any chapter runs."""

from pathlib import Path

import pytest

ALLOWED = "(allowed: all, biopsy_confirmed, "


@pytest.mark.parametrize("command", ["build", "sweep"])
@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("full_texts", 'there is no cohort "full_texts"; did you mean "full_text"?'),
        ("", "no cohort is named"),
        ("5", 'there is no cohort "5"'),
    ],
)
def test_a_cohort_that_there_is_not(
    rspbook, tmp_path: Path, command: str, value: str, told: str
) -> None:
    path = tmp_path / "set.yml"
    path.write_text(f"cohort: {value}\n")
    given = [path] if command == "sweep" else ["--params", path]
    done = rspbook(command, *given)
    assert done.refusal.startswith(f"{path}: cohort: {told} {ALLOWED}")
    done = rspbook(command, "-p", f"cohort={value}")
    assert done.refusal.startswith(f"-p cohort={value}: {told} {ALLOWED}")
    assert (done.exit_code, done.stdout) == (1, "")


def test_one_of_a_grid(rspbook) -> None:
    done = rspbook("sweep", "-p", "cohort=all,form_2020")
    assert 'cohort "form_2020"; did you mean "from_2020"?' in done.refusal
    assert "parameter set" not in done.refusal


def test_a_folder_that_there_is_not(rspbook) -> None:
    done = rspbook("build", "-p", "data_dir=nowhere")
    assert done.refusal == "parameter data_dir: nowhere: there is no such folder"
