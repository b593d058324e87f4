"""Rules between cells, rows and tables; each says what contradicts what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from helpers.data.cleaning import Table
from helpers.data.findings import Finding
from helpers.data.rules import cases, evidence, overlaps, published, screening, studies


class Rule(NamedTuple):
    """A rule and the tables it reads; it runs where all of them could be read."""

    check: Callable[..., Iterator[Finding]]
    tables: tuple[str, ...]


RULES = (
    Rule(cases.levels_lie_in_regions, ("cases",)),
    Rule(cases.regions_hold_levels, ("cases",)),
    Rule(cases.organs_need_involvement, ("cases",)),
    Rule(cases.agents_need_steroids, ("cases",)),
    Rule(cases.values_are_spelled_alike, ("cases",)),
    Rule(evidence.fields_are_clinical, ("evidence", "cases")),
    Rule(evidence.fields_are_filled, ("evidence", "cases")),
    Rule(evidence.filled_fields_are_covered, ("evidence", "cases")),
    Rule(screening.included_have_study, ("screening", "studies")),
    Rule(screening.included_have_cases, ("screening", "cases")),
    Rule(screening.cases_are_included, ("cases", "screening")),
    Rule(screening.reasons_where_not_included, ("screening",)),
    Rule(screening.no_text_where_not_retrieved, ("screening",)),
    Rule(published.count_within_denominator, ("published",)),
    Rule(published.percent_fits_count, ("published",)),
    Rule(overlaps.names_another, ("overlaps",)),
    Rule(overlaps.one_of_them_stays, ("overlaps",)),
    Rule(overlaps.one_of_a_study_stays, ("overlaps", "cases")),
    Rule(studies.publications_are_there_once, ("studies",)),
)


def apply_rules(tables: Mapping[str, Table]) -> Iterator[Finding]:
    """Yield the findings of every rule whose tables are among `tables`."""
    for rule in RULES:
        if tables.keys() >= set(rule.tables):
            yield from rule.check(*(tables[name] for name in rule.tables))
