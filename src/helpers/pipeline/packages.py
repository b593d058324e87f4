"""The installed packages that a book is made with: this one and all that it requires."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution, entry_points
from types import MappingProxyType

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from helpers.pipeline.names import ENGINE, ENGINE_GROUP

_OPTIONAL = re.compile(r";(?!.* or ).*\bextra *==")
"""A requirement of an extra alone, of which most packages have more than of all others."""

_FIELD = re.compile(r"^(Name|Version|Requires-Dist):[ \t]*(.*?)[ \t]*$", re.MULTILINE)


@cache
def versions() -> MappingProxyType[str, str]:
    """Return the name and version of each package that this one requires, at any depth.

    What else is installed beside them, for tests or for JupyterLab, does not count: it has no
    part in the book.
    """
    found: dict[str, str] = {}
    todo = [_own()]
    while todo:
        fields = _fields(todo.pop())
        name = canonicalize_name(fields["Name"][0])
        if name not in found:
            found[name] = fields["Version"][0]
            todo += [dist for text in fields["Requires-Dist"] for dist in _installed(text)]
    return MappingProxyType(dict(sorted(found.items())))


def _own() -> Distribution:
    """Return the distribution that brings the engine, and so this package."""
    (engine,) = entry_points(group=ENGINE_GROUP, name=ENGINE)
    assert engine.dist is not None
    return engine.dist


def _fields(one: Distribution) -> dict[str, list[str]]:
    """Read the few fields that count: to parse all of them takes most of a build's planning."""
    head = (one.read_text("METADATA") or one.read_text("PKG-INFO") or "").partition("\n\n")[0]
    found: dict[str, list[str]] = {"Name": [], "Version": [], "Requires-Dist": []}
    for field, value in _FIELD.findall(head):
        found[field].append(value)
    return found


def _installed(text: str) -> list[Distribution]:
    if _OPTIONAL.search(text):
        return []
    requirement = Requirement(text)
    if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
        return []
    try:
        return [distribution(requirement.name)]
    except PackageNotFoundError:
        return []
