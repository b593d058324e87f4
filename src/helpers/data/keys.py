"""Keys: what names a row names one row, and what points at a row finds it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from helpers.data.capitals import differing_by_capitals
from helpers.data.cleaning import Table
from helpers.data.findings import MOST, Finding, hint, quoted

_HINTS = 20  # looking for near names in long tables is slow
_ALMOST = 0.85  # less would lead a patient of chan2009 to zhang2020


def duplicates(table: Table) -> Iterator[Finding]:
    """Yield a finding for each row whose key an earlier row has already."""
    columns = list(table.schema.key)
    keys = table.text[columns]
    if not columns or keys.empty:
        return
    rows = np.flatnonzero(keys.duplicated() & (keys != "").all(axis="columns"))
    first = keys.reset_index().groupby(columns, sort=False)["index"].transform("first")
    for row in rows[: MOST + 1]:
        found, line = quoted(", ".join(keys.iloc[row])), table.lines[first.iloc[row]]
        yield table.finding(row, ", ".join(columns), f"{found} is there already, in line {line}")


def nearly_alike(table: Table) -> Iterator[Finding]:
    """Return a warning for each row whose key another row has in other capitals."""
    columns = list(table.schema.key)
    keys = [", ".join(key) for key in table.text[columns].itertuples(index=False, name=None)]
    texts = pd.Series(keys, dtype=object)
    return differing_by_capitals(table, ", ".join(columns), texts, "keep one")


def dangling(table: Table, tables: Mapping[str, Table]) -> Iterator[Finding]:
    """Yield a finding for each cell that points at a row which is not there."""
    for key in table.schema.foreign_keys:
        if key.table not in tables:
            continue
        target = tables[key.table]
        cells, allowed = table.text[key.column], target.text[key.target]
        lost = cells[~cells.isin(allowed) & (cells != "")]
        near = allowed if lost.nunique() <= _HINTS and len(allowed) <= 1000 else ()
        for row, cell in lost.iloc[: MOST + 1].items():
            message = f"{quoted(cell)} is not in {target.schema.file}, which needs a row for it"
            yield table.finding(row, key.column, message + hint(cell, near, _ALMOST))
