from __future__ import annotations

from helpers.analysis.counting import Counter
from helpers.analysis.leaving_out import leaving_out, without
from helpers.analysis.quantity import Quantity

SENTENCE = "Without them {} of men, {} of women."


def men(counter: Counter) -> Quantity:
    return counter.share("sex", "M")


def women(counter: Counter) -> Quantity:
    return counter.share("sex", "F")


def of_sex(dataset, *sexes):
    return tuple(dataset.cases["case_id"][dataset.cases["sex"].isin(sexes)])


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


def test_a_sentence_gives_each_number_without_the_patients(shipped):
    every, gone = Counter(shipped), of_sex(shipped, "M")[:2]
    numbers = tuple(leaving_out(every, count, *gone) for count in (men, women))
    said = without(every, gone, SENTENCE, men, women)
    assert str(said) == SENTENCE.format(*numbers)
    assert tuple(part for part in said.parts if isinstance(part, Quantity)) == numbers


def test_a_sentence_stands_where_some_of_its_patients_are_counted(shipped):
    gone = of_sex(shipped, "M")[0]
    said = without(Counter(shipped), (gone, "made-up-1"), SENTENCE, men, women)
    assert str(said) == str(without(Counter(shipped), (gone,), SENTENCE, men, women)) != ""


def test_without_patients_who_are_not_counted_nothing_is_said(shipped):
    [silent, *_] = set(shipped.cases["case_id"]) - {*of_sex(shipped, "M", "F")}
    for case in ("made-up-1", silent):
        assert without(Counter(shipped), (case,), SENTENCE, men, women).markdown() == ""


def test_where_nobody_would_be_left_nothing_is_said(shipped):
    every = of_sex(shipped, "M", "F")
    assert str(without(Counter(shipped), every[1:], SENTENCE, men, women)) != ""
    assert str(without(Counter(shipped), every, SENTENCE, men, women)) == ""
