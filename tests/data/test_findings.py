import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from helpers.data.findings import MOST, DataError, Finding, hint, limited, quoted

ERROR = Finding(Path("data/cases.csv"), 12, "sex", "error", "is empty")
WARNING = Finding(Path("data/published.csv"), 3, None, "warning", "is odd")


def test_a_finding_is_one_line_with_its_place() -> None:
    assert str(ERROR) == "data/cases.csv:12: sex: is empty"
    assert str(WARNING) == "data/published.csv:3: is odd"


def test_an_error_tells_its_errors_and_keeps_its_warnings_also_in_another_process() -> None:
    error = pickle.loads(pickle.dumps(DataError([ERROR, WARNING])))
    assert str(error) == "data/cases.csv:12: sex: is empty"
    assert error.findings == [ERROR, WARNING]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a", '"a"'),
        (" a \n b\t", '"a b"'),
        ("a\u200b\u202e", '"a\\u200b\\u202e"'),
        ("x" * 60, f'"{"x" * 60}"'),
        ("x" * 61, f'"{"x" * 60}…"'),
        ("硬脊膜炎", '"硬脊膜炎"'),
    ],
)
def test_a_cell_is_shown_on_one_line_so_that_nothing_is_hidden(text: str, shown: str) -> None:
    assert quoted(text) == shown


def test_a_near_value_is_offered_whatever_its_case() -> None:
    assert hint("chan2009-1", ["chan\n2009-\u200b1"]) == '; did you mean "chan 2009-\\u200b1"?'
    assert hint("Yess", ["no", "yes"]) == '; did you mean "yes"?'
    assert hint("THORACC", ["cervical", "Thoracic"]) == '; did you mean "Thoracic"?'
    assert hint("maybe", ["no", "yes"]) == ""


def test_of_findings_by_the_million_the_first_are_kept() -> None:
    many = [replace(ERROR, line=line) for line in range(1, 3 * MOST)]
    kept = list(limited([*many, WARNING]))
    assert kept[:MOST] == many[:MOST]
    assert [str(finding) for finding in kept[MOST:]] == [
        f"data/cases.csv:{MOST + 1}: sex: and further findings, left out here", str(WARNING)
    ]  # fmt: skip
