"""What lies behind the pages of two books: their numbers, data sheets and pictures."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from helpers.pipeline.companions import DATA, EXHIBITS, QUANTITIES

_IDS = {QUANTITIES: "id", EXHIBITS: "label"}
"""The lists of records that a book has, and what names a record of each."""

Sides = tuple[Path, Path]


def unlike(one: Path, other: Path) -> list[str]:
    """Say what differs behind the pages of two books; empty if nothing.

    Every renderer copies these files as they are, so that in the same book they are the same,
    byte for byte.
    """
    sides = one, other
    first, second = _files(one), _files(other)
    found = [line for name in sorted(first | second) for line in _file(sides, name)]
    return [line.replace("\n", " ") for line in found]


def _files(book: Path) -> set[str]:
    listed = [book / QUANTITIES, book / EXHIBITS, *(book / DATA).glob("*")]
    return {path.relative_to(book).as_posix() for path in listed if path.is_file()}


def _file(sides: Sides, name: str) -> list[str]:
    having = [side for side in sides if (side / name).is_file()]
    if len(having) == 1:
        return [f"{name}: only in {having[0]}"]
    first, second = ((side / name).read_bytes() for side in sides)
    if first == second:
        return []
    told: Iterator[str] = iter(())
    try:
        if name in _IDS:
            told = _records(sides, json.loads(first), json.loads(second), _IDS[name])
        elif name.endswith(".csv"):
            told = _cells(sides, _rows(first), _rows(second))
        return [f"{name}: {line}" for line in told] or [f"{name}: written otherwise"]
    except (ValueError, TypeError, LookupError, RecursionError, csv.Error):
        return [f"{name}: differs, and is no longer what a build wrote"]


def _records(
    sides: Sides, first: list[dict[str, Any]], second: list[dict[str, Any]], key: str
) -> Iterator[str]:
    """Yield which records are not in both or not the same; of a quantity, what it prints."""
    one, other = ({record[key]: record for record in side} for side in (first, second))
    yield from (f"{name}: only in {sides[0]}" for name in one if name not in other)
    yield from (f"{name}: only in {sides[1]}" for name in other if name not in one)
    for name in one:
        before, after = one[name], other.get(name, one[name])
        fields = [field for field in before if before[field] != after.get(field)]
        if "text" in fields:
            yield f"{name}: {_each(sides, before['text'], after['text'])}"
        elif fields:
            yield f"{name}: {', '.join(fields)} {'differs' if len(fields) == 1 else 'differ'}"


def _cells(sides: Sides, first: list[list[str]], second: list[list[str]]) -> Iterator[str]:
    """Yield how many cells of a sheet differ and the first of them, or which size it has."""
    if first[:1] != second[:1]:
        yield f"columns: {_each(sides, *(', '.join(rows[0]) for rows in (first, second)))}"
        return
    if [*map(len, first)] != [*map(len, second)]:
        yield f"{len(first)} lines in {sides[0]}, {len(second)} lines in {sides[1]}"
        return
    found = [
        (f"line {line}, {first[0][column]}", one[column], other[column])
        for line, (one, other) in enumerate(zip(first, second, strict=True), start=1)
        for column in range(len(one))
        if one[column] != other[column]
    ]
    if found:
        place, *values = found[0]
        yield f"cells that differ: {len(found)}, the first in {place}: {_each(sides, *values)}"


def _rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def _each(sides: Sides, *values: object) -> str:
    return ", ".join(f'"{value}" in {side}' for value, side in zip(values, sides, strict=True))
