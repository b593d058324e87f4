from __future__ import annotations

from helpers.analysis.counting import Counter
from helpers.analysis.leaving_out import leaving_out


def test_a_patient_who_is_left_out_is_in_neither_count_nor_denominator(shipped):
    every = Counter(shipped)
    gone = every.share("regions", "thoracic").numerator_cases[0]
    rest = leaving_out(every, lambda some: some.share("regions", "thoracic"), gone)
    share = every.share("regions", "thoracic")
    assert (rest.n, rest.denominator) == (share.n - 1, share.denominator - 1)
    assert gone not in rest.denominator_cases


def test_the_id_and_the_label_tell_who_is_left_out(shipped):
    rest = leaving_out(Counter(shipped), lambda some: some.median("age_years"), "a-1", "b-2")
    assert rest.id == "age_years.median[without=a-1+b-2]"
    assert rest.label.endswith(", without a-1, b-2")


def test_of_a_patient_who_is_not_counted_nothing_is_left_out(shipped):
    every = Counter(shipped)
    rest = leaving_out(every, lambda some: some.median("age_years"), "made-up-1")
    assert rest.numerator_cases == every.median("age_years").numerator_cases
