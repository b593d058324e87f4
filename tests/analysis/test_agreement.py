import re
from dataclasses import replace

import pytest

from helpers.analysis.agreement import agreement

STATISTICS_OF_YANG = {
    "progressive_worsening": "progressive_worsening.yes",
    "region_thoracic": "regions.thoracic",
    "region_cervical": "regions.cervical",
    "region_lumbar": "regions.lumbar",
    "region_sacral": "regions.sacral",
    "compartment_dura": "compartment.dura",
    "compartment_epidural": "compartment.epidural",
    "compartment_intradural_extramedullary": "compartment.intradural_extramedullary",
    "compartment_intramedullary": "compartment.intramedullary",
    "axial_homogeneous": "axial_pattern.homogeneous",
    "axial_dorsal": "axial_pattern.dorsal",
    "axial_ventral": "axial_pattern.ventral",
}


@pytest.fixture(scope="module")
def rows(shipped):
    return {(row.printed.study_id, row.printed.statistic): row for row in agreement(shipped)}


def test_every_printed_figure_has_its_row(shipped, rows):
    printed = list(zip(shipped.published["study_id"], shipped.published["statistic"], strict=True))
    assert list(rows) == printed


def test_cases_with_the_printed_margins_agree_in_every_figure(yang45):
    rows = {row.printed.statistic: row for row in agreement(yang45) if row.difference}
    assert {name: row.recomputed.id for name, row in rows.items()} == STATISTICS_OF_YANG
    for row in rows.values():
        printed = row.printed.quantity
        assert (row.recomputed.n, row.recomputed.denominator) == (printed.n, printed.denominator)
        assert str(row.difference) == "0.0 points"
        derived = row.printed.derived == "figure"
        assert row.verdict == ("derived" if derived else "contained")


def test_a_difference_is_recomputed_minus_printed(rows):
    row = rows["yang2023", "region_thoracic"]
    assert row.difference.value == pytest.approx(100 * 12 / 16 - 100 * 28 / 45)
    assert str(row.difference) == "+12.8 points"
    assert row.difference.numerator_cases == row.recomputed.numerator_cases


def test_the_verdict_follows_the_recomputed_interval(shipped):
    figures = shipped.published.copy()
    where = (figures["study_id"] == "yang2023") & (figures["statistic"] == "region_thoracic")
    [row] = [r for r in agreement(shipped) if r.printed.statistic == "region_thoracic"][:1]
    for percent, verdict in (
        (row.recomputed.ci_low + 0.2, "contained"),
        (row.recomputed.ci_low - 0.2, "not contained"),
        (row.recomputed.ci_high + 0.2, "not contained"),
    ):
        figures.loc[where, ["n", "denominator", "percent"]] = [None, None, percent]
        [now] = [
            r
            for r in agreement(replace(shipped, published=figures))
            if (r.printed.study_id, r.printed.statistic) == ("yang2023", "region_thoracic")
        ]
        assert now.verdict == verdict


def test_figures_that_cannot_be_right_are_flagged(rows):
    impossible = rows["parlak2024", "region_thoracic"]
    assert impossible.verdict == "impossible"
    assert "33 of 52 is 63.5%, not 62.2%" in impossible.printed.flaw_reason
    assert rows["parlak2024", "progressive_worsening"].verdict == "doubtful"
    assert {key[0] for key, row in rows.items() if row.printed.flaw} == {"parlak2024"}


def test_a_figure_that_contradicts_itself_is_still_sought_in_the_interval(rows):
    worse = rows["parlak2024", "progressive_worsening"]
    assert worse.recomputed.ci_high < worse.printed.quantity.percent == 58
    assert (worse.inside, worse.counted) == (False, True)
    assert rows["parlak2024", "region_thoracic"].inside is True
    derived = rows["yang2023", "axial_ventral"]
    assert (derived.inside, derived.counted) == (True, False)


def test_a_mean_is_compared_without_an_interval(rows):
    row = rows["lu2016", "mean_age"]
    assert row.recomputed.id == "age_years.mean"
    assert (row.verdict, str(row.difference)) == ("no interval", "−5.4")
    assert (row.inside, row.counted) == (None, False)


@pytest.mark.parametrize(
    ("study", "statistic", "reason"),
    [
        ("yang2023", "cases_total", "about the review"),
        ("fnhum2025", "records_pubmed", "about the review"),
        ("cavity2025", "neck_or_back_pain", "no number is printed"),
        ("cavity2025", "poor_prognosis", "does not define it"),
        ("cavity2025", "pathologically_confirmed", "a condition for being in the review"),
        ("lu2016", "csf_igg4_index_increased", "no such field"),
        ("lu2016", "serum_igg4_elevated", "no case states it"),
        ("parlak2024", "region_cervical", "no denominator is printed"),
        ("yang2023", "enhancement_homogeneous_t1_gadolinium", "no denominator is printed"),
    ],
)
def test_what_cannot_be_compared_says_why(rows, study, statistic, reason):
    row = rows[study, statistic]
    assert row.verdict == "not comparable"
    assert row.difference is None
    assert reason in row.reason


def test_a_higher_figure_does_not_contradict_a_lower_bound(rows, shipped):
    above = [key for key, row in rows.items() if row.above_bound]
    assert above == [("parlak2024", "progressive_worsening")]
    row = rows[above[0]]
    assert row.inside is False
    assert not replace(row, recomputed=replace(row.recomputed, lower_bound=False)).above_bound
    low = replace(row.printed.quantity, percent=1.0)
    assert not replace(row, printed=replace(row.printed, quantity=low)).above_bound


@pytest.mark.parametrize(
    ("statistic", "id_", "reason"),
    [
        ("age_years_median", "age_years.median", ""),
        ("median_age", "age_years.median", ""),
        ("csf_protein_mg_dl_sd", "csf_protein_mg_dl.sd", "case.? state"),
        ("radiotherapy", "radiotherapy.yes", "no case states it"),
    ],
)
def test_a_statistic_is_named_after_its_column(shipped, statistic, id_, reason):
    figures = shipped.published.iloc[[0]].assign(
        statistic=statistic, n=None, denominator=None, percent=None, value=4.0, value_printed="4"
    )
    [row] = agreement(replace(shipped, published=figures))
    assert row.recomputed.id == id_
    assert re.search(reason, row.reason)
    assert bool(row.difference) is not bool(reason)
