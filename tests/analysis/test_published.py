import pytest

from helpers.analysis.published import printed_figures


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


def test_a_figure_is_called_by_words(shipped):
    labels = {f.statistic: f.label for f in printed_figures(shipped)}
    assert labels["records_web_of_science"] == "records Web of Science"
    assert labels["sex_statement"] == "sex"
    assert labels["poor_prognosis"] == "poor prognosis"


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


@pytest.mark.parametrize(
    ("n", "of", "percent", "text", "flaw"),
    [
        ("30", "52", "58", "30/52 (58%)", ""),
        ("1", "3", "33.33", "1/3 (33.33%)", ""),
        ("1", "3", "33.36", "1/3 (33.36%)", "impossible"),
        ("14", "69", "20", "14/69 (20%)", ""),
        ("14", "69", "20.0", "14/69 (20.0%)", "impossible"),
        ("", "", "20.0", "20.0%", ""),
        ("10", "60", "20.0", "10/60 (20.0%)", "doubtful"),
    ],
)
def test_each_digit_of_a_percent_counts_and_is_printed(dataset_folder, n, of, percent, text, flaw):
    cells = {"n": n, "denominator": of, "percent": percent}
    dataset_folder.add("published.csv", study_id="lu2016", statistic="made_up", **cells)
    figure = printed_figures(dataset_folder.load())[-1]
    assert (str(figure.quantity), figure.flaw) == (text, flaw)
    # what validation says of the row is what the book says of it
    told = [line for line in dataset_folder.found("warning") if f"{percent}% is printed" in line]
    assert bool(told) == bool(flaw)


def test_a_value_keeps_its_digits(dataset_folder):
    dataset_folder.add("published.csv", study_id="lu2016", statistic="made_up", value="51.70")
    assert str(printed_figures(dataset_folder.load())[-1].quantity) == "51.70"


def test_a_statement_without_a_number_is_no_quantity(shipped):
    figures = {f"{f.study_id}.{f.statistic}": f for f in printed_figures(shipped)}
    statement = figures["cavity2025.neck_or_back_pain"]
    assert statement.quantity is None
    assert "more than half" in statement.remark


def test_a_review_may_leave_open_how_many_cases_it_has(dataset_folder):
    study = {"study_id": "lu2016", "remark": "how many is not said"}
    dataset_folder.add("published.csv", **study, statistic="cases_total")
    dataset_folder.add("published.csv", **study, statistic="made_up", n="3", percent="37.5")
    figures = printed_figures(dataset_folder.load())
    assert figures[-2].quantity is None
    assert (str(figures[-1].quantity), figures[-1].flaw) == ("3 (37.5%)", "")
