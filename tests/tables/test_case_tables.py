"""The tables of single cases, of the searches and of the earlier reviews."""

import csv
import re
from operator import attrgetter
from pathlib import Path

import pytest

from helpers.analysis.catalogue import catalogue
from helpers.analysis.values import title_text
from helpers.tables.agreement import agreement
from helpers.tables.all_cases import MOST_CASES_SHOWN, all_cases
from helpers.tables.case_evidence import case_evidence
from helpers.tables.data_dictionary import data_dictionary
from helpers.tables.earlier_reviews import earlier_reviews
from helpers.tables.excluded_list import excluded_list
from helpers.tables.excluded_records import excluded_records
from helpers.tables.exploratory_tests import exploratory_tests
from helpers.tables.markdown import escape
from helpers.tables.not_compared import not_compared
from helpers.tables.quantity_list import quantity_list

DATA = Path(__file__).parents[1] / "first_extraction"


def read(name):
    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_each_case_is_a_row_that_leads_to_its_entry(shipped):
    table, files = all_cases(shipped), case_evidence(shipped).markdown()
    assert [row[0] for row in table.texts()] == [case["case_id"] for case in read("cases.csv")]
    links = re.findall(r"\(#(case-[\w-]+)\)", table.markdown())
    anchors = re.findall(r"^### \S+ \{#(case-[\w-]+) \.case", files, re.MULTILINE)
    assert links == anchors
    assert len(links) == 20


def test_a_row_says_what_the_file_says(shipped):
    rows = {row[0]: row[1:] for row in all_cases(shipped).texts()}
    assert rows["slade2019-1"] == [
        *("50, male", "C7–T5", "epidural space; dura mater", "–"),
        *("decompression; prednisone; rituximab", "improved", "[slade2019]"),
    ]
    assert rows["yang2023-3"] == ["–, –", "–", "–", "–", "–", "–", "[yang2023]"]
    assert rows["merza2019-1"][1] == "cervical"
    assert rows["merza2019-1"][4] == "resection; steroids"


def test_every_stated_value_has_the_places_it_was_read_in(shipped):
    fields = shipped.schema.table("cases")
    titles = {name: title_text(field) for name, field in fields.items()}
    wanted = {
        (row["case_id"], titles[name], f"[{row['study_id']}]", re.sub(r"\s+", " ", row["locator"]))
        for row in read("evidence.csv")
        for name in row["fields"].split(";")
    }
    found, title = set(), ""
    for case, label, _, source, place in case_evidence(shipped).rows():
        title = label or title  # a second place leaves the field empty
        found.add((case, title, source, place))
    assert found == wanted
    named = ("case_id", "study_id", "notes")
    filled = sum(bool(c[k]) for c in read("cases.csv") for k in c if k not in named)
    assert sum(bool(row[2]) for row in case_evidence(shipped).rows()) == filled


def test_a_value_read_twice_names_both_places(shipped):
    rows = [row for row in case_evidence(shipped).rows() if row[0] == "zhang2020-1"]
    k = next(k for k, row in enumerate(rows) if row[1] == "Back pain")
    assert [row[3] for row in rows[k : k + 2]] == ["[zhang2020]", "[yang2018]"]
    assert rows[k + 1][1:3] == ["", ""]


def test_a_page_names_the_source_of_a_value_where_it_is_not_the_report_of_the_case(shipped):
    elsewhere = set()
    for file in case_evidence(shipped).files:
        _, report, table, *_ = file.markdown().split("\n\n")
        assert report.startswith(f"Report: [@{file.study_id}]")
        lines = table.splitlines()[2:]
        for line, (*_, source, where) in zip(lines, file.table.texts(), strict=True):
            place = line.split(" | ")[2].removesuffix(" |")
            if source == f"[{file.study_id}]":
                assert place == escape(where)
            else:
                assert place == f"[@{source[1:-1]}]{escape(', ')}{escape(where)}"
                elsewhere.add((file.case_id, source))
    assert elsewhere == {("chen2014-1", "[chen2012]"), ("zhang2020-1", "[yang2018]")}


def test_doubts_stand_with_the_case(shipped):
    [file] = [f for f in case_evidence(shipped).files if f.case_id == "gu2015-1"]
    assert dict(file.remarks)["Notes"].startswith("Neck pain 15 d")
    assert "Coding, abstract, methods" in dict(file.remarks)


def test_remarks_name_columns_by_their_titles(shipped):
    files = {file.case_id: dict(file.remarks) for file in case_evidence(shipped).files}
    assert "(“Progressive worsening” left empty)" in files["gader2023-1"]["Notes"]
    assert "(epiduritis). Laminectomy" in files["gader2023-1"]["Notes"]
    assert files["hypophysitis2014-1"]["Coding, title"].startswith("hypophysitis, cranial and")
    names = [name for name in shipped.schema.table("cases") if "_" in name[:-3]]
    texts = " ".join(text for remarks in files.values() for text in remarks.values())
    assert not [name for name in names if name != "study_id" and name in texts]


def test_only_a_case_with_a_place_is_said_to_be_drawn(shipped):
    drawn = {file.case_id: file.drawn_in for file in case_evidence(shipped, "fig-map").files}
    regions = shipped.cases.set_index("case_id")["regions"]
    assert {case for case, label in drawn.items() if label} == set(
        regions.index[regions.astype(bool)]
    )
    assert set(drawn.values()) == {"fig-map", ""}


def test_a_dataset_too_large_to_read_says_what_is_left(shipped):
    many = shipped.cases.iloc[[0] * (MOST_CASES_SHOWN + 7)]
    large = shipped.with_cases(many)
    assert all_cases(large).texts()[-1][0] == "and 7 more in cases.csv"
    assert case_evidence(large).markdown().endswith("There are 7 more cases in cases.csv.")


def test_excluded_records_add_up(shipped):
    log = read("screening.csv")
    out = [row for row in log if row["decision"] != "included"]
    assert sum(int(row[2]) for row in excluded_records(shipped).texts()) == len(out) == 105
    assert len(excluded_list(shipped).rows) == 105
    reasons = {row[1]: int(row[2]) for row in excluded_records(shipped).texts()}
    assert reasons["not spinal"] == sum(row["reason"] == "not_spinal" for row in log)


def test_the_dictionary_has_every_column_in_order(shipped):
    assert [row[0] for row in data_dictionary(shipped).texts()] == list(read("cases.csv")[0])
    rows = {row[0]: row for row in data_dictionary(shipped).texts()}
    assert rows["sex"][1:3] == ["F, M", "cases that state it"]
    assert rows["neck_pain"][2] == "all cases"
    assert rows["age_years"][1] == "number, years"
    assert rows["neck_pain"][3] == "Neck pain."
    studies = data_dictionary(shipped, "studies").texts()
    assert [row[0] for row in studies] == list(read("studies.csv")[0])


def test_each_review_has_its_row(shipped):
    table = earlier_reviews(shipped)
    assert len(table.rows) == len({row["study_id"] for row in read("published.csv")})
    [yang] = [row for row in table.texts() if "[yang2023]" in row[0]]
    assert yang[0] == "Yang F 2023 [yang2023]"
    assert "thoracic (region): 28/45 (62.2%)" in yang[1]
    [parlak] = [row for row in table.texts() if "[parlak2024]" in row[0]]
    assert "33 (62.2%) (impossible: 33 of 52 is 63.5%" in parlak[1]
    [cavity] = [row for row in table.texts() if "[cavity2025]" in row[0]]
    assert cavity[0].startswith("A case of IgG4-related")
    assert "more than half of patients" in cavity[2]


def test_every_printed_figure_is_compared_or_says_why_not(shipped):
    table, others = agreement(shipped), not_compared(shipped)
    rows = {row[0]: row[1:] for row in table.texts()}
    assert rows["Thoracic (region) [yang2023]"] == [
        *("28/45 (62.2%)", "12/16 (75.0%)", "50.5–89.8%", "+12.8 points", "yes"),
    ]
    assert rows["Thoracic (region) [parlak2024]"][4].startswith("yes; impossible: 33 of 52")
    worse = rows["Progressive worsening [parlak2024]"]
    assert worse[4].startswith("no, above a lower bound; doubtful: 28 of 52")
    assert rows["Ventral (axial pattern) [yang2023]"][4] == "yes; not printed, derived"
    csf = ["CSF IgG4 index increased [lu2016]", "3/3", "no such field in this dataset"]
    assert csf in others.texts()
    assert all(all(row) for row in table.texts() if row[5] != "no interval")
    assert len(table.rows) + len(others.rows) == len(read("published.csv"))
    printed = [row for row in read("published.csv") if row["n"] or row["percent"] or row["value"]]
    stated = [
        q for q in (*table.quantities(), *others.quantities()) if q.id.startswith("published.")
    ]
    assert len(stated) == len(printed)


def test_cases_with_the_margins_of_the_review_agree_with_it(yang45):
    rows = [row for row in agreement(yang45).texts() if row[4]]
    assert len(rows) == 12
    for row in rows:
        assert row[2].removeprefix("≥ ").startswith(row[1].replace("†", ""))
        assert row[4] == "0.0 points"
    assert [row[1:3] for row in rows if row[5] != "yes"] == [["6†/38†", "6/38 (15.8%)"]]


def test_a_contrast_that_nobody_states_is_no_row(shipped):
    rows = exploratory_tests(shipped).texts()
    assert rows
    assert not [row for row in rows if row[1].endswith(" 0/0") and row[2].endswith(" 0/0")]


def test_the_list_of_quantities_is_the_catalogue(yang45):
    table = quantity_list(yang45)
    rows = {row[0]: row[1:] for row in table.texts()}
    assert rows["regions"][0] == "Region"
    assert "; thoracic\xa028/45 (62.2%) [47.6–74.9%]; " in rows["regions"][1]
    assert rows["cases"] == ["Patients", "45"]
    assert rows["published.yang2023"][0] == "As printed in [yang2023]"
    listed = sorted(table.quantities(), key=attrgetter("id"))
    assert listed == sorted(catalogue(yang45, yang45), key=attrgetter("id"))


def test_an_interval_stands_only_beside_a_percent(shipped):
    for _, _, listed in quantity_list(shipped).texts():
        for quantity in listed.split("; "):
            assert "[" not in quantity or "%)" in quantity.split("[")[0], quantity


@pytest.mark.parametrize("dataset", ["shipped", "yang45"])
def test_no_p_value_stands_alone(request, dataset):
    for row in exploratory_tests(request.getfixturevalue(dataset)).texts():
        assert re.match(r".+: \d+/\d+", row[1])
        assert re.match(r".+: \d+/\d+", row[2])
        assert re.fullmatch(r"< 0\.001|[01]\.\d+|not tested \(.+\)", row[3])


def test_silence_has_no_interval_and_a_lower_bound_its_mark(shipped):
    rows = {row[0]: row[2] for row in quantity_list(shipped).texts()}
    assert "yes\xa0≥ 0/20 (0.0%); " in rows["radiotherapy"]
    assert "yes\xa0≥ 13/20 (65.0%) [43.3–81.9%]; " in rows["limb_weakness"]
