"""A quantity as JSON."""

from helpers.analysis.quantity import MOST_CASES, Quantity


def made_up(number: int) -> Quantity:
    ids = tuple(f"made-up-{n}" for n in range(number))
    return Quantity("x.yes", "1", n=1, numerator_cases=ids[:1], denominator_cases=ids)


def test_a_record_names_its_cases() -> None:
    record = made_up(MOST_CASES).as_record()
    assert record["numerator_cases"] == ["made-up-0"]
    assert len(record["denominator_cases"]) == MOST_CASES


def test_of_very_many_cases_only_the_counts_are_recorded() -> None:
    record = made_up(MOST_CASES + 1).as_record()
    assert (record["n"], record["numerator_cases"], record["denominator_cases"]) == (1, [], [])
