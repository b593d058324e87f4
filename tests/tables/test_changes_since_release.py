"""Appendix C: what the data say now and said in the last release."""

from dataclasses import replace

from helpers.analysis.catalogue import catalogue
from helpers.analysis.quantity import Quantity
from helpers.analysis.releases import Release
from helpers.data.dataset import Dataset
from helpers.tables.changes_since_release import changes_since_release


def test_nothing_to_compare_is_a_sentence(shipped: Dataset) -> None:
    found = catalogue(shipped, shipped)
    release = Release("1.0.0", found)
    assert str(changes_since_release(found, None)) == "There has been no release yet."
    assert changes_since_release(found, None).columns[2] == "Last release"
    assert str(changes_since_release(found, release)) == "No number differs from release 1.0.0."
    cohort = changes_since_release(found[:3], release, "from_2020")
    assert str(cohort) == "Release 1.0.0 is of all cases, this book of some."


def test_a_number_that_changed_is_new_or_is_gone() -> None:
    cases = Quantity("cases", "2", value=2, numerator_cases=("a", "b"), label="cases")
    sacral = Quantity("regions.sacral", "1/2", label="sacral (region)")
    age = Quantity("age.median", "45", numerator_cases=("a", "b"), label="Age, median")
    now = [
        replace(cases, text="3", value=3, numerator_cases=("a", "b", "c")),
        replace(age, text="47"),
        replace(sacral, id="sex.F"),
    ]
    table = changes_since_release(now, Release("1", (cases, age, sacral)))
    assert table.columns == ("Quantity", "Meaning", "Release 1", "Now", "Through")
    assert table.texts() == [
        ["cases", "cases", "2", "3", "+c"],
        ["age.median", "Age, median", "45", "47", "the same patients, another value"],
        ["sex.F", "sacral (region)", "", "1/2", ""],
        ["regions.sacral", "sacral (region)", "1/2", "", ""],
    ]
    assert [one.text for one in table.quantities()] == ["3", "47", "1/2"], (
        "only today's are quantities"
    )


def test_who_is_not_named_is_not_said_to_be_the_same() -> None:
    age = Quantity("age.median", "45", label="Age, median", cases_named=False)
    now = replace(age, text="47", numerator_cases=("a", "b"), cases_named=True)
    table = changes_since_release([now], Release("1", (age,)))
    assert table.texts() == [["age.median", "Age, median", "45", "47", ""]]
