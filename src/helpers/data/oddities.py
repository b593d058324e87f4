"""Texts that can be read but were hardly meant: what programs make of them on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from helpers.data.cleaning import Table
from helpers.data.columns import Field
from helpers.data.findings import Finding, quoted
from helpers.data.slips import ANEW, LEAVE_EMPTY, is_date, says_nothing

_LATER = re.escape(bytes(range(0x80, 0xC0)).decode("cp1252", "ignore"))
# UTF-8 read as Windows-1252: Latin and Greek letters, marks, symbols. Other letters that UTF-8
# begins with also end words before a quotation mark or a dash, „Maß“.
_MISREAD = re.compile(f"[ÂÃÄÅÎÏ][{_LATER}]|[âï][{_LATER}]{{2}}")
_EXPONENT = re.compile(r"\d(?:[.,]\d+)?E\+\d+")
_FAILED = re.compile(r"#(?:REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)")


def oddities(table: Table) -> Iterator[Finding]:
    """Yield a warning for each open text that a program spoilt, or that says nothing."""
    described = {
        one["name"]: one.get("constraints", {}) for one in table.schema.descriptor["fields"]
    }
    for name, field in table.schema.items():
        if not field.free:
            continue
        cells, needed = table.text[name], bool(described[name].get("required"))
        odd = {cell: found for cell in cells.unique() if (found := _odd(field, cell, needed))}
        for row in np.flatnonzero(cells.isin(odd)):
            yield table.finding(row, name, odd[cells.iloc[row]], "warning")


def _odd(field: Field, cell: str, needed: bool) -> str | None:
    """Return what is odd about a text; None where nothing is."""
    if "\ufffd" in cell:
        return "holds “\ufffd”, by which a program replaced a letter; write the letter anew"
    if not cell.isascii() and (misread := _misread(cell)):
        return misread
    for part in cell.split(";") if field.multiple else [cell]:
        if is_date(part) or _EXPONENT.fullmatch(part):
            made = "looks like what a spreadsheet makes of 1-3 or 12E5; if so"
            return f"{quoted(part)} {made}, {ANEW}"
        if _FAILED.fullmatch(part):
            return f"{quoted(part)} is a formula of the spreadsheet that failed; write the text"
        if says_nothing(part) and not needed:
            return f"{quoted(part)} is kept as a text{LEAVE_EMPTY}"
    return None


def _misread(cell: str) -> str | None:
    for match in _MISREAD.finditer(cell):
        try:
            meant = match[0].encode("cp1252").decode()
        except UnicodeDecodeError:
            continue
        return (
            f"{quoted(match[0])} was probably {quoted(meant)}, before a program read the file in"
            " another encoding than UTF-8; write it so"
        )
    return None
