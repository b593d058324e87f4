import csv
from dataclasses import replace
from pathlib import Path

import pytest

from helpers.analysis.cohorts import COHORTS, cohort_label, select
from helpers.errors import BookError

DATA = Path(__file__).parents[1] / "first_extraction"


def read(name):
    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def expected():
    """Who belongs to which cohort, from the files alone."""
    cases, studies = read("cases.csv"), {row["study_id"]: row for row in read("studies.csv")}
    dropped = {row["case_id"] for row in read("overlaps.csv")}

    def keep(test):
        return [row["case_id"] for row in cases if test(row, studies[row["study_id"]])]

    return {
        "all": keep(lambda case, study: True),
        "biopsy_confirmed": keep(lambda case, study: case["biopsy_confirmed"] == "yes"),
        "without_possible_duplicates": keep(lambda case, study: case["case_id"] not in dropped),
        "full_text": keep(lambda case, study: study["text_seen"] != "abstract"),
        "until_2019": keep(lambda case, study: study["year"] and int(study["year"]) <= 2019),
        "from_2020": keep(lambda case, study: study["year"] and int(study["year"]) >= 2020),
    }


@pytest.mark.parametrize("cohort", COHORTS)
def test_a_cohort_holds_whom_it_names(shipped, expected, cohort):
    assert list(select(shipped, cohort).cases["case_id"]) == expected[cohort]
    assert 0 < len(expected[cohort]) <= 20
    assert cohort_label(cohort)


def test_a_report_of_which_nothing_says_how_it_was_read_was_not_read_in_full(shipped):
    silent = replace(shipped, studies=shipped.studies.assign(text_seen=None))
    assert len(select(silent, "full_text").cases) == 0


def test_the_logs_stay_whole(shipped):
    cut = select(shipped, "biopsy_confirmed")
    assert len(cut.screening) == len(shipped.screening)
    assert len(cut.studies) == len(shipped.studies)


def test_an_unknown_cohort_names_those_allowed(shipped):
    with pytest.raises(BookError, match=r'no cohort "best" .*all, biopsy_confirmed'):
        select(shipped, "best")
    with pytest.raises(BookError, match=r'"full_texts"; did you mean "full_text"\? \(allowed: all'):
        select(shipped, "full_texts")
