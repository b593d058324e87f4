from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.published import fits, printed_figures


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("yang2023.region_thoracic", "28/45 (62.2%)"),
        ("yang2023.region_lumbar", "9/45 (20.0%)"),
        ("fnhum2025.records_pubmed", "162/362"),
        ("yang2023.axial_homogeneous", "17/38† (44.7%)"),
        ("yang2023.axial_ventral", "6†/38†"),
        ("yang2023.enhancement_homogeneous_t1_gadolinium", "35"),
        ("cavity2025.poor_prognosis", "25%"),
        ("parlak2024.region_thoracic", "33 (62.2%)"),
        ("lu2016.mean_age", "51.7"),
        ("fnhum2025.search_start", "2009"),
    ],
)
def test_a_figure_prints_as_printed(shipped, key, text):
    figures = {f"{f.study_id}.{f.statistic}": f.quantity for f in printed_figures(shipped)}
    assert str(figures[key]) == text
    assert figures[key].id == f"published.{key}"
    assert figures[key].numerator_cases == ()


def test_what_is_derived_does_not_pass_for_printed(shipped):
    figures = {f"{f.study_id}.{f.statistic}": f for f in printed_figures(shipped)}
    derived = {key: f.derived for key, f in figures.items() if f.derived}
    assert derived == {
        "yang2023.axial_homogeneous": "denominator",
        "yang2023.axial_dorsal": "denominator",
        "yang2023.axial_ventral": "figure",
    }
    assert "as printed" in figures["yang2023.axial_dorsal"].quantity.label
    assert "percent computed" in figures["fnhum2025.records_pubmed"].quantity.label
    assert "as printed" not in figures["yang2023.axial_ventral"].quantity.label


def test_a_percent_keeps_the_decimals_of_its_row(shipped):
    made = shipped.published.head(1).assign(n=30.0, denominator=52.0, percent=58.0)
    [figure] = printed_figures(replace(shipped, published=made))
    assert (str(figure.quantity), figure.flaw) == ("30/52 (58%)", "")


def test_a_statement_without_a_number_is_no_quantity(shipped):
    figures = {f"{f.study_id}.{f.statistic}": f for f in printed_figures(shipped)}
    statement = figures["cavity2025.neck_or_back_pain"]
    assert statement.quantity is None
    assert "more than half" in statement.remark


@given(st.integers(1, 500).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d))))
def test_a_percent_fits_what_it_was_rounded_from(share):
    n, denominator = share
    assert fits(n, denominator, round(100 * n / denominator, 1))
    assert fits(n, denominator, round(100 * n / denominator + 1e-12))
    assert not fits(n, denominator, round(100 * n / denominator, 1) + 1.2)
