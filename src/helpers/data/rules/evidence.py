"""Rules between the cases and the places their values were read in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from helpers.data.cleaning import Table
from helpers.data.columns import TableSchema
from helpers.data.findings import MOST, Finding, quoted
from helpers.data.slips import meant


def clinical_columns(cases: TableSchema) -> list[str]:
    """Return the columns of the cases that state something of the patient."""
    return [name for name, field in cases.items() if field.clinical]


def fields_are_clinical(evidence: Table, cases: Table) -> Iterator[Finding]:
    """Find names in the evidence that are no clinical columns of the cases."""
    labels = {name: cases.schema[name].title for name in clinical_columns(cases.schema)}
    allowed = replace(evidence.schema["fields"], values=tuple(labels), labels=labels)
    named = evidence.typed["fields"].explode().dropna()
    for row, field in named[~named.isin(labels)].iloc[: MOST + 1].items():
        message = f"{quoted(field)} is not a clinical column of {cases.schema.file}"
        yield evidence.finding(row, "fields", message + meant(allowed, field))


def fields_are_filled(evidence: Table, cases: Table) -> Iterator[Finding]:
    """Find fields named in the evidence that are empty in their case."""
    columns = clinical_columns(cases.schema)
    row, case, column = _named(evidence, cases)
    for place in np.flatnonzero(~_filled(cases)[case, column]):
        name = f"{quoted(columns[column[place]])} of {cases.text['case_id'].iloc[case[place]]}"
        message = f"{name} is empty in {cases.schema.file}"
        yield evidence.finding(row[place], "fields", message)


def filled_fields_are_covered(evidence: Table, cases: Table) -> Iterator[Finding]:
    """Find cases with filled clinical fields for which no place is given."""
    columns = np.array(clinical_columns(cases.schema))
    _, case, column = _named(evidence, cases)
    covered = np.zeros((len(cases.text), len(columns)), bool)
    covered[case, column] = True
    covered[cases.text["case_id"].duplicated()] = True  # a finding of its own
    open_fields = _filled(cases) & ~covered
    for row in np.flatnonzero(open_fields.any(axis=1)):
        named = columns[open_fields[row]]
        is_, it_was = ("is", "it was") if len(named) == 1 else ("are", "they were")
        message = f"{is_} filled, but no row of {evidence.schema.file} says where {it_was} read"
        to_write = f"; name them there as {';'.join(named)}" if len(named) > 1 else ""
        yield cases.finding(row, ", ".join(named), message + to_write)


def _filled(cases: Table) -> np.ndarray:
    """Return for each case and clinical column whether it is filled."""
    return (cases.text[clinical_columns(cases.schema)] != "").to_numpy()


def _named(evidence: Table, cases: Table) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return evidence row, case and clinical column, as places, of each field that is named."""
    names = cases.text["case_id"].drop_duplicates()
    known_cases = dict(zip(names, names.index, strict=True))
    known_columns = {name: place for place, name in enumerate(clinical_columns(cases.schema))}
    fields = evidence.typed["fields"]
    lengths = [len(names) for names in fields]
    row = np.repeat(np.arange(len(fields)), lengths)
    case = np.repeat([known_cases.get(name, -1) for name in evidence.text["case_id"]], lengths)
    column = np.array([known_columns.get(name, -1) for names in fields for name in names], int)
    known = (case >= 0) & (column >= 0)
    return row[known], case[known].astype(int), column[known]
