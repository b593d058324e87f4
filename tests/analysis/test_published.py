import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.published import fits, printed_figures


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("yang2023.region_thoracic", "28/45 (62.2%)"),
        ("yang2023.axial_homogeneous", "17/38 (44.7%)"),
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
