"""The project's own data, as they are now."""

from pathlib import Path

from helpers.data.validate import check


def test_they_have_no_errors() -> None:
    findings = check(Path(__file__).parents[2] / "data")
    assert [str(one) for one in findings if one.severity == "error"] == []
