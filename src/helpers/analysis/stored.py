"""Quantities as they are stored: in a built book, and in what a release has kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from helpers.analysis.quantity import CASES, MOST_CASES_STORED, Quantity
from helpers.errors import BookError

_FIELDS = {field.name for field in fields(Quantity)} - {"cases_named"}


def read_quantities(path: Path) -> tuple[Quantity, ...]:
    """Read a JSON list of quantities.

    Raises
    ------
    BookError
        If the file is not there or does not hold quantities.
    """
    try:
        return from_records(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise BookError(f"{path}: cannot be read: {error.strerror}") from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise BookError(f"{path}: does not hold the quantities of a book") from None


def from_records(records: Iterable[Mapping[str, Any]]) -> tuple[Quantity, ...]:
    """Return what `Quantity.as_record` gave, whatever else the records say.

    Raises
    ------
    TypeError, KeyError, AttributeError
        If these are no such records.
    """
    return tuple(map(_quantity, records))


def _quantity(record: Mapping[str, Any]) -> Quantity:
    if not isinstance(record["id"], str) or not isinstance(record["text"], str):
        raise TypeError(record["id"])
    known = {name: value for name, value in record.items() if name in _FIELDS}
    cases = {name: tuple(known.get(name) or ()) for name in CASES}
    return Quantity(**known | cases, cases_named=_names_cases(known))


def _names_cases(record: Mapping[str, Any]) -> bool:
    if any(record.get(name, ()) is None for name in CASES):
        return False
    if record["id"].startswith("published.") or any(record.get(name) for name in CASES):
        return True  # a figure that a review prints never had any
    # books that were built before there was None left out the ids of many cases by an empty list
    most = max(record.get(name) or 0 for name in ("n", "denominator", "value"))
    return most <= MOST_CASES_STORED
