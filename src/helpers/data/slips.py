"""What was probably meant by a cell that cannot be understood: told, never put in its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.data.columns import Field
from helpers.data.findings import asked, hint
from helpers.data.levels import DASHES, LevelError, Span

_ALSO = re.compile(r"\s*(?:[,/&+]|\band\b)\s*")
_TO = re.compile(r"\s+to\s+")
_END = re.compile(r"(\D*?)\s*(\d{1,2})")
_MEASURE = re.compile(r"[<>~≈]?\s*\d[\d.,]*\s*(\D+)")


def meant(field: Field, text: str) -> str:
    """Return ``; did you mean "T9"?`` for a slip in a coded value or a level, else nothing.

    Values that the data package lists as synonyms are named before those written alike; in a list
    also what is separated otherwise than by ``;``.
    """
    parts = [part for part in _ALSO.split(text[:200]) if part] if field.multiple else []
    options = _options(field, text)
    if not options and len(parts) > 1:
        found = [_options(field, part) for part in parts]
        options = [";".join(one[0] for one in found)] if all(found) else []
    return asked(options) or hint(text, field.values)


def unit_asked(field: Field, text: str) -> str:
    """Return in which unit the number is asked for, where a cell holds a number with one."""
    measure = _MEASURE.fullmatch(text[:200])
    if not (measure and field.unit):
        return ""
    written = measure[1].casefold()
    known = sorted(field.other_units, key=len, reverse=True)  # mg/L before g/L
    how = next((field.other_units[unit] for unit in known if unit.casefold() in written), "")
    return f"; write the number alone, in {field.unit}" + (f" ({how})" if how else "")


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
