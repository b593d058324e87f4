"""Ids and labels of quantities, made from fields, values and filters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from helpers.data.columns import Field, TableSchema


def slug(value: object) -> str:
    """Write a value so that it can stand in an id, whatever it holds; several joined by ``+``."""
    values = value if isinstance(value, tuple) else (value,)
    return "+".join(quote(str(each), safe=" ") for each in values)


def suffix(where: Mapping[str, object]) -> str:
    """Write filters as the end of an id: ``[outcome=recovered,sex=F]``."""
    pairs = ",".join(f"{name}={slug(where[name])}" for name in sorted(where))
    return f"[{pairs}]" if where else ""


def value_label(field: Field, value: object) -> str:
    """Return what people call a value, ``thoracic (region)``; of several, joined by "or"."""
    if field.values == ("yes", "no"):
        return field.title if value == "yes" else f"{field.title}: stated as absent"
    return f"{shown(field, value)} ({inner(field.title)})"


def filter_label(fields: TableSchema, where: Mapping[str, object]) -> str:
    """Return what people call a filter: ``; sex: female``, nothing without one."""
    return "".join(
        f"; {inner(fields[name].title)}: {shown(fields[name], where[name])}"
        for name in sorted(where)
    )


def shown(field: Field, value: object) -> str:
    """Return the label of a value, or the value itself where it has none."""
    if isinstance(value, tuple):
        return " or ".join(shown(field, each) for each in value)
    return field.labels.get(str(value), str(value))


def inner(title: str) -> str:
    """Write a title as it stands inside a phrase; T1, ASIA and the like keep their capitals."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def sentence(label: str) -> str:
    """Write a label as it stands at the head of a line."""
    return label[:1].upper() + label[1:]
