"""What readers remarked on a case, with the titles of columns in place of their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from helpers.analysis.values import stated

if TYPE_CHECKING:
    from helpers.data.columns import TableSchema

_STRAY = re.compile(r"\s+\.(?=\s|$)")


def remarks(
    fields: TableSchema, case: Mapping[Any, Any], evidence: Sequence[Mapping[Any, Any]]
) -> tuple[tuple[str, str], ...]:
    """Return the notes on a case and how its texts were coded, each with what it is about.

    Parameters
    ----------
    fields : TableSchema
        Columns of the cases.
    case : mapping
        Its row; with its notes.
    evidence : sequence of mapping
        Its rows of evidence; each with its locator and comment.
    """
    return tuple((about, _readable(fields, text)) for about, text in _found(case, evidence))


def _found(
    case: Mapping[Any, Any], evidence: Sequence[Mapping[Any, Any]]
) -> Iterator[tuple[str, str]]:
    if stated(case["notes"]):
        yield "Notes", str(case["notes"])
    for row in evidence:
        if stated(row["comment"]):
            place = str(row["locator"])
            # some comments begin with the place, which stands before them already
            yield f"Coding, {place}", str(row["comment"]).removeprefix(f"{place}: ")


def _readable(fields: TableSchema, text: str) -> str:
    """Write columns as ``“Progressive worsening”``; a name of one plain word is a word."""
    titles = {name: field.title for name, field in fields.items() if "_" in name and field.clinical}
    names = re.compile(rf"\b(?:{'|'.join(map(re.escape, titles)) or '(?!)'})\b")
    return _STRAY.sub(".", names.sub(lambda found: f"“{titles[found[0]]}”", text))
