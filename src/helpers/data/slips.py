"""What was probably meant by a cell that cannot be understood: told, never put in its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.data.columns import Field
from helpers.data.findings import asked, hint
from helpers.data.levels import DASHES, LevelError, Span

_ALSO = re.compile(r"\s*(?:[,&+]|\band\b)\s*"), re.compile(r"\s*(?:[,/&+]|\band\b)\s*")
# a slash parts values, but joins the ends of a span: C4/5 is how radiologists write C4-C5
_TO = re.compile(r"\s+to\s+|\s*/\s*")
_END = re.compile(r"(\D*?)\s*(\d{1,2})")
_NOTHING = {
    *("na", "n/a", "n.a", "nan", "nr", "n/r", "n.r", "nd", "n/d", "n.d", "nil", "null", "none"),
    *("unknown", "unclear", "missing", "not known", "not applicable", "not available", "not given"),
    *("not mentioned", "not reported", "not specified", "not stated", "unspecified", "#n/a"),
}

_MONTH = "(?:jan|feb|mar|mär|mrz|apr|may|mai|jun|jul|aug|sept?|oct|okt|nov|dec|dez)"
_DATE = re.compile(
    rf"[0-3]?\d(?:-|\.? ){_MONTH}\.?(?:[- ]\d\d(?:\d\d)?)?|{_MONTH}[-. ]\d\d"
    r"|\d{4}-\d\d-\d\d(?: 00:00:00)?|[0-3]?\d([./])[0-3]?\d\1(?:\d\d)?\d\d",
    re.IGNORECASE,
)
_LONGEST = 1000

LEAVE_EMPTY = "; leave the cell empty if the report does not say"
"""What to do where a cell says in words that nothing is known."""

ANEW = "format the column as text and write it anew"
"""What to do where a spreadsheet took what was typed for something else."""


def meant(field: Field, text: str) -> str:
    """Return ``; did you mean "T9"?`` for a slip in a coded value or a level, else nothing.

    Values that the data package lists as synonyms are named before those written alike; in a list
    also what is separated otherwise than by ``;``.
    """
    options = _options(field, text) or (_several(field, text) if field.multiple else [])
    return asked(options) or hint(text, field.values)


def says_nothing(text: str) -> bool:
    """Whether a text is a word or mark for what is not known, ``NA`` or ``not stated``."""
    folded = text.strip(" .").casefold()
    return bool(text) and (folded in _NOTHING or not any(map(str.isalnum, text)))


def is_date(text: str) -> bool:
    """Whether a text is a date, as spreadsheets make of ``4-6`` or ``27.2``."""
    return bool(_DATE.fullmatch(text))


def _several(field: Field, text: str) -> Sequence[str]:
    """Return the values that are separated otherwise than by ``;``, as one list."""
    # long blanks are slow to part, and of a list that is cut the rest would be lost
    line = " ".join(text.split()) if len(text) <= _LONGEST else ""
    for also in _ALSO:
        found = [_options(field, part) for part in also.split(line) if part]
        if len(found) > 1 and all(found):
            return [";".join(one[0] for one in found)]
    return []


def _options(field: Field, text: str) -> Sequence[str]:
    """Return the values that a word stands for."""
    if field.spans:
        return _span(field, text)
    folded = text.casefold()
    known = {value.casefold(): value for value in field.values}
    known |= {label.casefold(): value for value, label in field.labels.items()}
    named = field.synonyms.get(folded, ())
    return [known[folded]] if folded in known else [one for one in named if one in field.values]


def _span(field: Field, text: str) -> Sequence[str]:
    """Return the span that is meant where its letters are other ones, or the second is left out."""
    letter, ends = "", []
    for end in DASHES.split(_TO.sub("-", text)):
        match = _END.fullmatch(end.strip())
        if not match:
            return []
        letter = field.synonyms.get(match[1].casefold(), (match[1] or letter,))[0]
        ends.append(f"{letter}{int(match[2])}")
    try:
        return [str(Span.parse("-".join(ends)))]
    except LevelError:
        return []
