from __future__ import annotations

from helpers.analysis.containment import contained, outside
from helpers.analysis.counting import Counter


def test_printed_figures_are_looked_for_in_the_interval_of_their_recount(shipped):
    found = contained(shipped)
    low, high = Counter(shipped).share("regions", "thoracic").ci_low, 100 * 28 / 45
    assert ("thoracic (region), Yang 2023" in found.numerator_cases) == (low <= high)
    assert contained(none(shipped)).denominator == 0


def test_figures_that_contradict_themselves_are_counted_by_themselves_and_with_the_others(shipped):
    every, sound, flawed = (contained(shipped, flawed=of) for of in (None, False, True))
    assert set(every.denominator_cases) == {*sound.denominator_cases, *flawed.denominator_cases}
    assert every.n == sound.n + flawed.n
    assert {name.rpartition(", ")[2] for name in flawed.denominator_cases} == {"Parlak 2024"}
    assert len({every.id, sound.id, flawed.id}) == 3


def test_what_lies_outside_is_named_with_its_review(shipped):
    missing = set(contained(shipped).denominator_cases) - set(contained(shipped).numerator_cases)
    assert missing
    assert all(name in str(outside(shipped)) for name in missing)
    assert str(outside(none(shipped))) == "none"


def none(dataset):
    return dataset.where(dataset.cases["case_id"].isna())
