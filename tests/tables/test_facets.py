"""What a page may filter and sort the table of all cases by."""

import re

from helpers.tables.all_cases import all_cases
from helpers.tables.markdown import facet

FACET = re.compile(r'data-name="([^"]*)" data-values="([^"]*)"(?: data-sort="(\d+)")?')


def facets(table, case):
    [row] = [line for line in table.markdown().splitlines() if f"(#case-{case})" in line]
    return {name: (values.replace("\\", ""), sort) for name, values, sort in FACET.findall(row)}


def test_a_row_counts_as_each_of_its_values(shipped):
    found = facets(all_cases(shipped), "slade2019-1")
    assert found["Region"] == ("cervical; thoracic", "006")  # from C7, the seventh level
    assert found["Compartment"][0] == "epidural space; dura mater"
    assert found["Treatment"][0] == "decompression; steroids; rituximab"
    assert found["Outcome"][0] == "improved"


def test_what_is_not_stated_counts_as_nothing_and_has_no_place(shipped):
    found = facets(all_cases(shipped), "yang2023-3")
    assert set(found.values()) == {("", "")}
    assert len(found) == 6


def test_regions_without_levels_stand_where_they_begin(shipped):
    assert facets(all_cases(shipped), "merza2019-1")["Region"] == ("cervical", "000")


def test_text_and_values_stay_text():
    made = facet('a"] {.x}', "N", ('"> <b>', "ö; |"))
    assert made.text == 'a"] {.x}'
    values = r"\"\> \<b\>\; ö\; \|"
    assert made.markdown == rf'[a\"\] \{{\.x\}}]{{.facet data-name="N" data-values="{values}"}}'
