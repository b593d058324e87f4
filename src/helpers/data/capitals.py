"""Texts that differ from others only by capitals: mostly the same, written in two ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pandas as pd

from helpers.data.cleaning import Table
from helpers.data.findings import MOST, Finding, quoted


def differing_by_capitals(
    table: Table, column: str, texts: pd.Series[Any], advice: str
) -> Iterator[Finding]:
    """Yield a warning for each text that has other capitals than the commonest way to write it.

    Of ways that are as common it is the one that comes first.

    Parameters
    ----------
    table : Table
    column : str
        Where the texts stand; several are separated by commas.
    texts : pandas.Series of str
        By row; a row may have several.
    advice : str
        What to do if the two are the same.
    """
    first = {text: row for row, text in zip(texts.index[::-1], texts[::-1], strict=True)}
    usual: dict[str, str] = {}
    for text, _ in Counter(texts).most_common():
        usual.setdefault(text.casefold(), text)
    other = {text: usual[text.casefold()] for text in first}
    odd = texts[texts != texts.map(other)]
    for row, text in odd.iloc[: MOST + 1].items():
        found, known = quoted(text), quoted(other[text])
        line = table.lines[first[other[text]]]
        message = f"{found} differs only by capitals from {known} in line {line}"
        yield table.finding(row, column, f"{message}; if they are the same, {advice}", "warning")
