"""What each column is, read from ``datapackage.json``: the one place that says so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from helpers.data.columns import Field, ForeignKey, Schema, TableSchema
from helpers.data.findings import UNPRINTABLE
from helpers.data.needed import NEEDED
from helpers.errors import BookError

FILE = "datapackage.json"
MAX_BYTES = 4 * 2**20
_NAME = re.compile(r"[a-z][a-z0-9_]*")


def load_schema(folder: Path) -> Schema:
    """Read ``datapackage.json`` in `folder`.

    Raises
    ------
    BookError
        Where the file is not there, cannot be read, or lacks a table or column that is needed.
    """
    path = folder / FILE
    package = _read_json(path)
    try:
        words = _synonyms(package.get("synonyms", {}))
        described = (resource for resource in package["resources"] if "schema" in resource)
        tables = [_table(resource, words) for resource in described]
        schema = Schema(_text(package.get("title", "")), {table.name: table for table in tables})
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise BookError(f"{path}: is not a data package of tables ({error!r})") from error
    _require(schema, path)
    return schema


def _read_json(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise BookError(
            f"{path}: is not there; a data folder needs one: copy it from the project's data folder"
        )
    try:
        if path.stat().st_size > MAX_BYTES:
            raise BookError(f"{path}: is larger than {MAX_BYTES >> 20} MB")
        package = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise BookError(f"{path}: cannot be read: {error}") from error
    if not isinstance(package, dict):
        raise BookError(f"{path}: is not a data package (a JSON object with resources)")
    return package


def _synonyms(listed: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """Return the values by the words that are written instead of them."""
    found: dict[str, tuple[str, ...]] = {}
    for value, words in listed.items():
        for word in words:
            folded = _text(word).casefold()
            found[folded] = (*found.get(folded, ()), _text(value))
    return found


def _table(resource: dict[str, Any], synonyms: dict[str, tuple[str, ...]]) -> TableSchema:
    schema = resource["schema"]
    fields = [_field(descriptor, synonyms) for descriptor in schema["fields"]]
    return TableSchema(
        name=_text(resource["name"]),
        file=_text(resource["path"]),
        title=_text(resource.get("title", "")),
        description=_text(resource.get("description", "")),
        fields={column.name: column for column in fields},
        key=tuple(map(_text, schema.get("primaryKey", ()))),
        foreign_keys=tuple(_foreign_key(key) for key in schema.get("foreignKeys", ())),
        optional=bool(resource.get("optional", False)),
        descriptor=schema,
    )


def _field(descriptor: dict[str, Any], synonyms: dict[str, tuple[str, ...]]) -> Field:
    # Table Schema knows categories for single values only, hence itemCategories for lists.
    constraints = descriptor.get("constraints", {})
    plain = [{"value": value, "label": value} for value in constraints.get("enum", ())]
    categories = descriptor.get("itemCategories") or descriptor.get("categories") or plain
    whole = descriptor["type"] in ("integer", "year")
    for bound in {"minimum", "maximum"} & constraints.keys():
        if type(constraints[bound]) not in ((int,) if whole else (int, float)):
            kind = "whole number" if whole else "number"
            raise TypeError(f"{bound} of {descriptor['name']} is not a {kind}")
    unit, example = descriptor.get("unit"), descriptor.get("example")
    counting = descriptor.get("counting", "reported")
    if counting not in ("all", "reported") or not _NAME.fullmatch(_text(descriptor["name"])):
        raise ValueError(f"{descriptor['name']}: not a name, or counting neither all nor reported")
    labels = {_text(category["value"]): _text(category["label"]) for category in categories}
    return Field(
        name=descriptor["name"],
        title=_text(descriptor["title"]),
        description=_text(descriptor["description"]),
        type=_text(descriptor["type"]),
        unit=None if unit is None else _text(unit),
        values=tuple(labels),
        labels=labels,
        multiple=descriptor["type"] == "list",
        spans=descriptor.get("itemFormat") == "vertebral-span",
        counting=counting,
        group=_text(descriptor.get("group", "")),
        example=None if example is None else _text(example),
        synonyms=synonyms,
        other_units={_text(k): _text(v) for k, v in descriptor.get("otherUnits", {}).items()},
    )


def _text(value: object) -> str:
    if not isinstance(value, str) or UNPRINTABLE.search(value):
        raise TypeError(f"{value!a} is not a text, or holds what cannot be printed")
    return value


def _foreign_key(key: dict[str, Any]) -> ForeignKey:
    [column], reference = key["fields"], key["reference"]
    [target] = reference["fields"]
    return ForeignKey(_text(column), _text(reference["resource"]), _text(target))


def _require(schema: Schema, path: Path) -> None:
    """Check that what the code and the keys name is there, so that no later step stumbles."""
    for name, columns in NEEDED.items():
        types = {column.name: column.type for column in schema.tables.get(name, {}).values()}
        for column, kind in columns.items():
            if types.get(column) != kind:
                raise BookError(f"{path}: table {name} needs a column {column} of type {kind}")
    if not schema.table("cases")["lesion_levels"].spans:
        raise BookError(f"{path}: lesion_levels of cases needs itemFormat vertebral-span")
    for table in schema.tables.values():
        if Path(table.file).name != table.file:
            raise BookError(f"{path}: {table.file} is not the name of a file in the same folder")
        for column, target, name in _keys(table):
            if column not in table or name not in schema.tables.get(target, ()):
                raise BookError(f"{path}: a key of table {table.name} names no column: {column}")


def _keys(table: TableSchema) -> Iterator[tuple[str, str, str]]:
    """Yield each column of a key with the table and column it must be found in."""
    yield from ((column, table.name, column) for column in table.key)
    yield from ((key.column, key.table, key.target) for key in table.foreign_keys)
