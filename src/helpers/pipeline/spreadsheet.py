"""CSV for people's spreadsheets: opens with the right letters and starts no formula."""

from __future__ import annotations

import contextlib
import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_OPENING = rb'(?:"?(?:[=+\-@\t]|\xef\xbc[\x9d\x8b\x8d\xa0])|"[\r\n])'
_FIRST = re.compile(rb"(?:\xef\xbb\xbf)?" + _OPENING)
_MAYBE = re.compile(rb"[,\r\n]" + _OPENING)
"""Where a cell may begin a formula: only one in quotes begins with the end of a line."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


GUARD = re.compile(f"^'(?=[{re.escape(''.join(_FORMULA))}])")
"""What `safe` sets before a text."""


def as_csv(columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> bytes:
    """Return a table as CSV in UTF-8, with the mark by which spreadsheets know it.

    Several values in a cell are separated by ``;``. A text with which a spreadsheet would begin
    a formula gets an apostrophe before it (OWASP, CSV Injection).
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")  # so that either alone is quoted
    writer.writerow(safe(column) for column in columns)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def guarded(path: Path) -> bytes | Path:
    """Return a CSV file with every cell `safe`; one where all are, as it is."""
    content = path.read_bytes()
    if not (_FIRST.match(content) or _MAYBE.search(content)):
        return path
    with contextlib.suppress(UnicodeDecodeError, csv.Error):  # the data were not read then
        if not all(map(_is_safe, chain.from_iterable(_rows(path)))):
            rows = _rows(path)
            return as_csv(next(rows), rows)
    return path


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.reader(file, strict=True)


def _is_safe(cell: str) -> bool:
    return not cell.startswith(_FORMULA) or cell == safe(cell)


def safe(value: Any) -> str:
    """Return a cell as text that no spreadsheet takes for a formula.

    Examples
    --------
    >>> safe("=1+1"), safe("-5"), safe(-5.0), safe("- none"), safe(None), safe(["a", "b"])
    ("'=1+1", '-5', '-5', "'- none", '', 'a;b')
    """
    text = _text(value)
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ";".join(map(_text, value))
    if isinstance(value, float):
        return format(value, ".15g")
    return str(value)
