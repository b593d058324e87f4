"""What is wrong with a cell that should hold a number, and how the number is written."""

from __future__ import annotations

import re

from helpers.data.columns import Field
from helpers.data.findings import quoted
from helpers.data.slips import ANEW, is_date, says_nothing

_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?")
_KINDS = {"number": "a number", "integer": "a whole number", "year": "a year of four digits"}
_GROUPED = re.compile(
    r"(?P<whole>[+-]?[1-9][0-9]{0,2}(?P<mark>[,.'’ \u00a0\u202f])[0-9]{3}(?:(?P=mark)[0-9]{3})*)"
    r"(?:(?!(?P=mark))[.,](?P<decimals>[0-9]+))?"
)
_BOUND = re.compile(r"[<>≤≥].*|[0-9.,]+\s*[-–—]\s*[0-9.,]+\b.*", re.DOTALL)
_MEASURE = re.compile(r"[~≈]?\s*\d[\d.,]*\s*(\D+)")


def not_a_number(field: Field, cell: str) -> str | None:
    """Say that `cell` is no number, and how the one that is meant is written; None if it is one."""
    if _NUMBER.fullmatch(cell):
        return None
    return f"{quoted(cell)} is not {_KINDS[field.type]}{_how(field, cell[:200])}"


def not_of_type(field: Field, cell: str) -> str:
    """Say that `cell`, a number, is not of the field's type."""
    return f"{quoted(cell)} is not {_KINDS.get(field.type, field.type)}"


def _how(field: Field, cell: str) -> str:
    """Return how the number that is probably meant is written."""
    if says_nothing(cell):
        return ""
    if cell.startswith("#"):
        return "; a formula of the spreadsheet failed, write the number itself"
    if cell.startswith(("=", "@")):
        return "; write the number, not a formula"
    if is_date(cell):
        return f"; if a spreadsheet made this date of a number, {ANEW}"
    if _BOUND.fullmatch(cell):
        return "; write one number, or leave the cell empty and tell it in a note"
    if grouped := _GROUPED.fullmatch(cell):
        return _ungrouped(field, grouped)
    decimals = " (decimals take a point)" if re.search("[0-9],[0-9]", cell) else ""
    return decimals + _unit_asked(field, cell)


def _ungrouped(field: Field, grouped: re.Match[str]) -> str:
    whole, decimals = re.sub("[^0-9+-]", "", grouped["whole"]), grouped["decimals"]
    number = f"{whole}.{decimals}" if decimals else whole
    either = grouped[0].replace(",", ".")
    if field.type == "number" and grouped[0].count(",") == 1 and not decimals:
        return f"; write {number} if the comma marks thousands, {either} if it marks decimals"
    return f"; write {number}, without a mark of thousands"


def _unit_asked(field: Field, text: str) -> str:
    """Return in which unit the number is asked for, where a cell holds a number with one."""
    measure = _MEASURE.fullmatch(text)
    if not (measure and field.unit):
        return ""
    written = measure[1].casefold()
    known = sorted(field.other_units, key=len, reverse=True)  # mg/L before g/L
    how = next((field.other_units[unit] for unit in known if unit.casefold() in written), "")
    return f"; write the number alone, in {field.unit}" + (f" ({how})" if how else "")
