"""Rules between the cases and the places their values were read in."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from helpers.data.cleaning import Table
from helpers.data.findings import Finding, hint, quoted
from helpers.data.schema import TableSchema


def clinical_columns(cases: TableSchema) -> list[str]:
    """Return the columns of the cases that state something of the patient."""
    return [name for name, field in cases.items() if field.group not in ("identity", "notes")]


def fields_are_clinical(evidence: Table, cases: Table) -> Iterator[Finding]:
    """Find names in the evidence that are no clinical columns of the cases."""
    allowed = clinical_columns(cases.schema)
    named = evidence.typed["fields"].explode().dropna()
    for row, field in named[~named.isin(allowed)].items():
        message = f"{quoted(field)} is not a clinical column of {cases.schema.file}"
        yield evidence.finding(row, "fields", message + hint(field, allowed))


def fields_are_filled(evidence: Table, cases: Table) -> Iterator[Finding]:
    """Find fields named in the evidence that are empty in their case."""
    filled, named = _filled(cases), _named(evidence, cases)
    empty = named[~filled[named["case"], named["field"]]]
    for row, case, field in empty[["row", "case_id", "name"]].itertuples(index=False):
        message = f"{quoted(field)} of {case} is empty in {cases.schema.file}"
        yield evidence.finding(row, "fields", message)


def filled_fields_are_covered(evidence: Table, cases: Table) -> Iterator[Finding]:
    """Find filled clinical fields of a case for which no place is given."""
    bare, named = _filled(cases), _named(evidence, cases)
    bare[named["case"], named["field"]] = False
    columns = clinical_columns(cases.schema)
    message = f"is filled, but no row of {evidence.schema.file} says where it was read"
    for row, column in np.argwhere(bare):
        yield cases.finding(row, columns[column], message)


def _filled(cases: Table) -> np.ndarray:
    """Return for each case and clinical column whether it is filled."""
    return (cases.text[clinical_columns(cases.schema)] != "").to_numpy()


def _named(evidence: Table, cases: Table) -> pd.DataFrame:
    """Return one row for each field that evidence names of a known case, with places in both."""
    rows = {name: row for row, name in reversed([*enumerate(cases.text["case_id"])])}
    columns = {name: place for place, name in enumerate(clinical_columns(cases.schema))}
    named = evidence.typed[["case_id", "fields"]].explode("fields")
    named = named.rename_axis("row").reset_index().rename(columns={"fields": "name"})
    named["case"], named["field"] = named["case_id"].map(rows), named["name"].map(columns)
    return named.dropna().astype({"case": int, "field": int})
