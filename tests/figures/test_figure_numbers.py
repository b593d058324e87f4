"""What each figure draws and says is what the counter counts; all cases here are made up."""

import dataclasses

import pytest

from helpers.analysis.cohorts import COHORTS, select
from helpers.analysis.counting import Counter
from helpers.errors import BookError
from helpers.figures.agreement import agreement
from helpers.figures.regions_compared import regions_compared
from helpers.figures.reported_matrix import reported_matrix
from helpers.figures.screening_flow import screening_flow
from helpers.figures.sensitivity import sensitivity
from helpers.figures.signal_matrix import signal_matrix
from helpers.figures.symptoms import symptoms
from helpers.figures.treatment_outcome import treatment_outcome


@pytest.fixture(scope="module")
def made(make_dataset):
    return make_dataset(45)


def written(drawing):
    texts = drawing.figure.findobj(match=lambda artist: hasattr(artist, "get_text"))
    return [text.get_text() for text in texts]


def test_symptoms_are_counted_and_every_case_has_one_combination(made):
    drawing = symptoms(made)
    counter = Counter(made)
    for name in ("neck_pain", "headache"):
        assert f"≥ {counter.share(name).text}" in written(drawing)
        assert counter.share(name).text in drawing.alt
    shown = drawing.data[drawing.data["part"] == "combination"]["n"].sum()
    hidden = [text for text in written(drawing) if text.startswith("and ")]
    assert shown + int(hidden[0].split()[-2]) == len(made.cases)


def test_the_matrix_has_a_cell_for_each_stated_value(made):
    drawing = reported_matrix(made)
    counter = Counter(made)
    stated = drawing.data.set_index("id")["n"]
    assert stated["age_years.reported"] == counter.reported("age_years").n
    cells = drawing.figure.axes[0].patches[-1]
    assert len(cells.get_path().vertices) == 5 * stated.sum()


def test_every_box_of_the_flow_shows_its_number(made):
    drawing = screening_flow(made)
    assert len(drawing.quantities) > 7
    assert {quantity.text for quantity in drawing.quantities} <= set(written(drawing))


def test_a_record_without_decision_is_an_error(made):
    undecided = made.screening.assign(
        decision=made.screening["decision"].mask(lambda c: c.index == 0)
    )
    with pytest.raises(BookError, match="madeup0"):
        screening_flow(dataclasses.replace(made, screening=undecided))


def test_regions_stand_beside_what_is_printed(made):
    drawing = regions_compared(made)
    assert "28/45 (62.2%)" in written(drawing)
    assert Counter(made).share("regions", "thoracic").text in written(drawing)
    assert "not printed" in written(drawing)
    assert set(drawing.data["source"]) == {"This dataset", "Yang 2023"}


def test_signals_of_all_cases_are_in_the_matrix(made):
    data = signal_matrix(made).data
    together = data[data["part"] == "T1 and T2"]
    assert together["n"].sum() == len(made.cases)
    t1 = data[data["part"] == "T1"].set_index("id")["n"]
    row = together[together["id"].str.startswith("t1_signal.mixed+")]["n"]
    assert row.sum() == t1["t1_signal.mixed"]


def test_an_impossible_figure_is_flagged_and_a_sound_one_is_not(made):
    drawing = agreement(made)
    lines = written(drawing)
    [flagged] = [place for place, text in enumerate(lines) if "impossible" in text]
    assert "33 of 52 is 63.5%, not 62.2%" in " ".join(lines[flagged : flagged + 2])
    flaws = drawing.data.set_index("id")["flaw"]
    assert flaws["published.yang2023.region_thoracic"] == ""
    assert "33 of 52" in drawing.alt


def test_a_figure_that_contradicts_itself_is_said_to_lie_outside_too(shipped):
    drawing = agreement(shipped)
    of = "published.parlak2024.progressive_worsening"
    assert drawing.data.set_index("id")["contained"][of] == "no"
    outside = drawing.alt.partition("Outside the interval: ")[2]
    assert outside.startswith("Progressive worsening, as printed in parlak2024 28 (58%)")


def test_a_derived_figure_is_not_among_the_printed_ones_of_the_alternative_text(shipped):
    drawing = agreement(shipped)
    verdicts = drawing.data[drawing.data["source"] == "printed"]["verdict"]
    derived = (verdicts == "derived").sum()
    assert derived > 0
    assert f"{len(verdicts) - derived} printed proportions, and for {derived} d" in drawing.alt


def test_the_colours_of_operation_and_outcome_are_named(shipped):
    words = written(treatment_outcome(shipped))
    for name in ("resection", "decompression", "recovered", "improved", "stable"):
        assert name in words  # alone, as in a legend; the flow names it with its share
    assert "died" not in words


@pytest.mark.parametrize("stage", ["Surgery", "Medical treatment", "Outcome"])
def test_each_case_passes_each_stage_once(made, stage):
    data = treatment_outcome(made).data
    assert data[data["stage"] == stage]["n"].sum() == len(made.cases)


def test_each_cohort_is_counted_by_itself(made):
    data = sensitivity(made).data
    for cohort in COHORTS:
        share = Counter(select(made, cohort)).share("regions", "thoracic")
        row = data[(data["cohort"] == cohort) & (data["id"] == share.id)]
        assert row["n"].item() == share.n
        assert row["denominator"].item() == share.denominator


def test_what_no_report_mentions_is_not_drawn_as_none(shipped):
    cases = shipped.cases.assign(recurrence=None, headache=None)
    silent = dataclasses.replace(shipped, cases=cases)
    for make in (sensitivity, symptoms):
        assert "not reported" in written(make(silent))
        assert not [text for text in written(make(silent)) if text.startswith(("≥ 0/", "0/20"))]
    assert "Radiotherapy not reported, Recurrence not reported" in treatment_outcome(silent).alt


def test_a_combination_leads_only_if_no_other_is_as_frequent(shipped):
    assert "no combination of several leads: the most frequent are in 1/20" in symptoms(shipped).alt
    cases = shipped.cases[shipped.cases["case_id"] == "woo2021-1"]
    assert (
        "; the most frequent combination of several is"
        in symptoms(dataclasses.replace(shipped, cases=cases)).alt
    )
