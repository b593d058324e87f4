import pytest
from data_folder import DATA
from hypothesis import given
from hypothesis import strategies as st

from helpers.data.cleaning import normalise
from helpers.data.levels import LEVELS
from helpers.data.problems import problems
from helpers.data.schema import load_schema
from helpers.data.slips import meant

CASES = load_schema(DATA).table("cases")
PROBLEMS = problems(CASES)


@pytest.mark.parametrize(
    ("column", "cell", "question"),
    [
        ("lesion_levels", "Th9", '"T9"?'),
        ("lesion_levels", "T(h)9-T(h)11", '"T9-T11"?'),
        ("lesion_levels", "C7;D9 – d11", '"T9-T11"?'),
        ("lesion_levels", "T9-10", '"T9-T10"?'),
        ("lesion_levels", "C7 to Th2", '"C7-T2"?'),
        ("lesion_levels", "C4/5", '"C4-C5"?'),
        ("lesion_levels", "C4 / C5", '"C4-C5"?'),
        ("lesion_levels", "T1;L5/S1", '"L5-S1"?'),
        ("lesion_levels", "C4/5, Th9/10", '"C4-C5;T9-T10"?'),
        ("lesion_levels", "C4/C5/C6", '"C4;C5;C6"?'),
        ("lesion_levels", "Th9, L1", '"T9;L1"?'),
        ("surgery", "Laminectomy", '"decompression"?'),
        ("t1_signal", "hypo", '"hypointense"?'),
        ("t2_signal", "hyperintens", '"hyperintense"?'),
        ("regions", "cervical, dorsal spine", '"cervical;thoracic"?'),
        ("regions", "neck/dorsal, lumbar", '"cervical;thoracic;lumbar"?'),
        ("axial_pattern", "posterior", '"dorsal"?'),
        ("lesion_levels", ", ".join(["C1/2"] * 30), f'"{";".join(["C1-C2"] * 30)}"?'),
        ("regions", "neck   ,\t lumbar", '"cervical;lumbar"?'),
        ("sex", "female", '"F"?'),
        ("neck_pain", "y", '"yes"?'),
    ],
)
def test_a_common_slip_is_asked_about_and_left_as_it_is(column, cell, question):
    kept = normalise(CASES[column], cell)
    assert PROBLEMS[column](kept).endswith(f"; did you mean {question}")


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("lesion_levels", "T13"),
        ("lesion_levels", "T10-T5"),
        ("lesion_levels", "C5/4"),
        ("lesion_levels", "4/5"),
        ("lesion_levels", "9"),
        ("lesion_levels", ", ".join(["C1/2"] * 300)),
        ("surgery", "hypo"),
        ("neck_pain", "T"),
    ],
)
def test_where_nothing_is_near_nothing_is_asked(column, cell):
    assert "did you mean" not in PROBLEMS[column](normalise(CASES[column], cell))


WORDS = st.sampled_from(sorted(CASES["sex"].synonyms)) | st.text(max_size=9)


@given(st.sampled_from(list(CASES.values())), st.lists(WORDS, max_size=3).map(", ".join))
def test_what_is_offered_is_allowed(field, text):
    for offered in meant(field, text).split('"')[1::2]:
        assert PROBLEMS[field.name](offered) is None


def test_every_synonym_is_one_of_an_allowed_value_or_region_letter():
    values = {value for field in CASES.values() for value in field.values}
    values |= {level.name[0] for level in LEVELS}
    assert {one for named in CASES["sex"].synonyms.values() for one in named} <= values
