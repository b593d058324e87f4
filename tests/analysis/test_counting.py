import csv
import statistics
from pathlib import Path

import pytest

from helpers.analysis.counting import Counter
from helpers.errors import BookError

DATA = Path(__file__).parents[1] / "first_extraction"


@pytest.fixture(scope="module")
def rows():
    """The file as it is, read without any of the project's code."""
    with (DATA / "cases.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def count(shipped):
    return Counter(shipped)


@pytest.fixture(scope="module")
def made_up(yang45):
    return Counter(yang45)


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("regions", "thoracic", "28/45 (62.2%)"),
        ("regions", "cervical", "26/45 (57.8%)"),
        ("regions", "lumbar", "9/45 (20.0%)"),
        ("regions", "sacral", "1/45 (2.2%)"),
        ("compartment", "dura", "18/45 (40.0%)"),
        ("compartment", "epidural", "17/45 (37.8%)"),
        ("compartment", "intradural_extramedullary", "9/45 (20.0%)"),
        ("compartment", "intramedullary", "1/45 (2.2%)"),
        ("axial_pattern", "homogeneous", "17/38 (44.7%)"),
        ("axial_pattern", "dorsal", "15/38 (39.5%)"),
        ("axial_pattern", "ventral", "6/38 (15.8%)"),
        ("progressive_worsening", "yes", "22/45 (48.9%)"),
    ],
)
def test_margins_print_as_in_the_review(made_up, field, value, text):
    assert str(made_up.share(field, value)) == text


def test_hand_count_of_the_real_cases(count, rows):
    assert str(count.total("cases")) == str(len(rows)) == "20"
    assert str(count.total("studies")) == str(len({row["study_id"] for row in rows})) == "18"
    assert count.total("studies").numerator_cases == tuple(
        dict.fromkeys(r["study_id"] for r in rows)
    )


def test_hand_count_of_what_is_stated(count, rows):
    sexes = [row["sex"] for row in rows if row["sex"]]
    assert str(count.share("sex", "M")) == "11/17 (64.7%)"
    assert (sexes.count("M"), len(sexes)) == (11, 17)
    ages = [float(row["age_years"]) for row in rows if row["age_years"]]
    assert count.median("age_years").value == statistics.median(ages) == 45
    assert str(count.range("age_years")) == f"{min(ages):.0f}–{max(ages):.0f}" == "25–70"
    assert count.median("age_years").not_reported == len(rows) - len(ages)


def test_hand_count_of_what_counts_among_all(count, rows):
    weak = [row["case_id"] for row in rows if row["limb_weakness"] == "yes"]
    share = count.share("limb_weakness")
    assert str(share) == "13/20 (65.0%)"
    assert share.numerator_cases == tuple(weak)
    assert share.not_reported == sum(not row["limb_weakness"] for row in rows) == 7


def test_hand_count_of_regions(count, rows):
    # the region of a level is that of its letter; a span from C7 to T5 lies in both
    def regions(row):
        letters = {"C": "cervical", "T": "thoracic", "L": "lumbar", "S": "sacral"}
        ends = row["lesion_levels"].replace(";", "-").split("-") if row["lesion_levels"] else []
        return {letters[end[0]] for end in ends} | set(filter(None, row["regions"].split(";")))

    stated = [regions(row) for row in rows if regions(row)]
    thoracic = sum("thoracic" in found for found in stated)
    assert str(count.share("regions", "thoracic")) == "12/16 (75.0%)"
    assert (thoracic, len(stated)) == (12, 16)


def test_a_case_holds_every_level_between_the_ends_of_its_spans(count):
    share = count.share("lesion_levels", "T3")
    assert share.numerator_cases == (
        "chen2014-1",
        "kim2014-1",
        "slade2019-1",
        "elmaci2020-1",
        "zhang2020-1",
    )
    assert share.denominator == count.reported("lesion_levels").n == 10


def test_no_counts_only_where_it_is_said(count):
    said = count.share("sensory_disturbance", "no")
    assert (said.n, said.denominator, said.not_reported) == (1, 20, 11)


def test_a_filter_limits_who_counts_and_is_named(count, rows):
    men = [row for row in rows if row["sex"] == "M"]
    share = count.share("limb_weakness", sex="M")
    assert share.id == "limb_weakness.yes[sex=M]"
    assert share.n == sum(row["limb_weakness"] == "yes" for row in men)
    assert share.denominator == len(men)
    assert share.not_reported == sum(not row["limb_weakness"] for row in men)
    assert count.reported("limb_weakness", sex="M").not_reported == share.not_reported
    assert "male" in share.label
    both = count.share("steroids", sex="M", compartment="dura")
    assert both.id == "steroids.yes[compartment=dura,sex=M]"
    assert set(both.denominator_cases) == {
        row["case_id"] for row in men if "dura" in row["compartment"].split(";")
    } - {"cystic2024-1"}


def test_several_values_count_each_case_once(count, rows):
    share = count.share("outcome", ("recovered", "improved"))
    assert share.id == "outcome.recovered+improved"
    assert share.n == sum(row["outcome"] in ("recovered", "improved") for row in rows)


def test_an_interval_is_a_quantity_with_the_same_cases(made_up):
    share, interval = made_up.share("regions", "thoracic"), made_up.interval("regions", "thoracic")
    assert (interval.id, str(interval)) == ("regions.thoracic.ci", "47.6–74.9%")
    assert interval.label == f"{share.label}, 95% interval"
    assert interval.numerator_cases == share.numerator_cases
    assert str(made_up.interval("serum_igg4_elevated")) == "not reported"


def test_reported_and_missing_are_all(count):
    for field in ("age_years", "regions", "limb_weakness", "serum_igg4_mg_dl"):
        stated, silent = count.reported(field), count.missing(field)
        assert stated.n + silent.n == stated.denominator == silent.denominator == 20
        assert str(silent) == str(silent.n)
        assert not set(stated.numerator_cases) & set(silent.numerator_cases)


def test_statistics_say_what_cannot_be_said(count):
    assert str(count.median("serum_igg4_mg_dl")) == "not reported"
    assert count.median("serum_igg4_mg_dl").value is None
    assert str(count.statistic("igg4_cells_per_hpf", "sd")) == "not defined"
    assert str(count.quartiles("age_years")) == "38–56"
    assert count.quartiles("age_years").value == 18


def test_values_come_commonest_first(count):
    assert count.values("steroid_sparing") == ("rituximab", "efgartigimod")


def test_an_id_cannot_hold_markup(count):
    share = count.share("steroid_agent", '"]{x}<b>')
    assert share.id == "steroid_agent.%22%5D%7Bx%7D%3Cb%3E"
    assert str(share) == "0/5 (0.0%)"


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda c: c.share("region", "thoracic"), 'no field "region" .*regions'),
        (lambda c: c.share("regions", "Thoracic"), '"Thoracic" is not one of cervical, thoracic'),
        (lambda c: c.share("sex", "M", outcome="good"), '"good" is not one of recovered'),
        (lambda c: c.share("sex", "M", nothing="x"), 'no field "nothing"'),
        (lambda c: c.median("sex"), 'no "median" \\(of numeric fields: median'),
        (lambda c: c.statistic("age_years", "mode"), 'no "mode"'),
        (lambda c: c.total("patients"), "allowed: cases, studies"),
    ],
)
def test_what_the_data_package_does_not_know_is_refused(count, ask, message):
    with pytest.raises(BookError, match=message):
        ask(count)


def test_only_a_finding_whose_absence_is_not_said_is_a_lower_bound(count):
    assert count.share("limb_weakness").lower_bound
    assert count.interval("limb_weakness", sex="M").lower_bound
    assert not count.share("sensory_disturbance", "no").lower_bound
    assert not count.share("sex", "M").lower_bound
    assert not count.reported("limb_weakness").lower_bound
    assert count.share("radiotherapy").is_silent


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("lower_limb_mrc_presentation", "3"),
        ("lesion_levels", "T13"),
        ("sex", "X"),
        ("surgery", ("resection", "excision")),
    ],
)
def test_what_no_case_can_hold_is_refused_not_counted_as_none(count, field, value):
    with pytest.raises(BookError, match=field):
        count.share(field, value)
    with pytest.raises(BookError, match=field):
        count.share("outcome", "improved", **{field: value})
    assert count.share("outcome", "improved", lower_limb_mrc_presentation=3).denominator == 2
