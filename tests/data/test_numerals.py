import pytest
from data_folder import DATA
from hypothesis import given
from hypothesis import strategies as st

from helpers.data.problems import problems
from helpers.data.schema import load_schema

SCHEMA = load_schema(DATA)
PROBLEMS = problems(SCHEMA.table("cases")) | problems(SCHEMA.table("published"))
ALONE = "write the number alone, in"
DAYS = f"{ALONE} days (a month counts 30.4)"
DATE = "if a spreadsheet made this date of a number, format the column as text and write it anew"


@pytest.mark.parametrize(
    ("column", "cell", "asked"),
    [
        ("serum_igg4_mg_dl", "13.5 g/L", f"{ALONE} mg/dL (1 g/L is 100 mg/dL)"),
        ("serum_igg4_mg_dl", "135mg/l", f"{ALONE} mg/dL (10 mg/L is 1 mg/dL)"),
        ("serum_igg4_mg_dl", "1350 mg/dL", f"{ALONE} mg/dL"),
        ("symptom_duration_days", "3 months", DAYS),
        ("age_years", "45 y", f"{ALONE} years"),
    ],
)
def test_a_number_with_a_unit_is_told_the_unit_asked_for(column, cell, asked):
    assert PROBLEMS[column](cell) == f'"{cell}" is not a number; {asked}'


def test_a_number_with_a_unit_and_a_comma_is_told_both():
    assert PROBLEMS["serum_igg4_mg_dl"]("13,5 mg/dL") == (
        '"13,5 mg/dL" is not a number (decimals take a point); write the number alone, in mg/dL'
    )


@pytest.mark.parametrize(
    ("cell", "how"),
    [
        ("1,250", "write 1250 if the comma marks thousands, 1.250 if it marks decimals"),
        ("1,250,000", "write 1250000, without a mark of thousands"),
        ("1,250.5", "write 1250.5, without a mark of thousands"),
        ("1.250,5", "write 1250.5, without a mark of thousands"),
        ("1.250.000", "write 1250000, without a mark of thousands"),
        ("1 250", "write 1250, without a mark of thousands"),
        ("1\u202f250,5", "write 1250.5, without a mark of thousands"),
        ("1’250", "write 1250, without a mark of thousands"),
        (">135", "write one number, or leave the cell empty and tell it in a note"),
        ("≤ 5 mg/dL", "write one number, or leave the cell empty and tell it in a note"),
        ("45-50", "write one number, or leave the cell empty and tell it in a note"),
        ("45 – 50 years", "write one number, or leave the cell empty and tell it in a note"),
        ("#REF!", "a formula of the spreadsheet failed, write the number itself"),
        ("=A1", "write the number, not a formula"),
        ("=SUM(A1,2)", "write the number, not a formula"),
        ("27-Feb", DATE),
        ("2024-05-01", DATE),
        ("27. Feb", DATE),
    ],
)
def test_how_the_number_is_written_is_told(cell, how):
    assert PROBLEMS["serum_igg4_mg_dl"](cell).endswith(f'" is not a number; {how}')


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("serum_igg4_mg_dl", "0,125", "a number (decimals take a point)"),
        ("serum_igg4_mg_dl", "12,5", "a number (decimals take a point)"),
        ("n", "0,125", "a whole number (decimals take a point)"),
        ("serum_igg4_mg_dl", "1e5", "a number"),
        ("serum_igg4_mg_dl", "3.5.2", "a number"),
    ],
)
def test_only_a_comma_between_digits_is_told_of_the_point(column, cell, said):
    assert PROBLEMS[column](cell) == f'"{cell}" is not {said}'


def test_a_whole_number_has_no_decimals_to_be_asked_about():
    assert PROBLEMS["n"]("1,250") == (
        '"1,250" is not a whole number; write 1250, without a mark of thousands'
    )


@given(st.integers(0, 10**9), st.sampled_from(",.' ’"))
def test_a_number_in_groups_is_told_without_them(number, mark):
    written = f"{number:,}".replace(",", mark)
    found = PROBLEMS["n"](written)
    if written.count(mark) > (mark == "."):  # one point marks decimals
        assert f"; write {number}, " in found
