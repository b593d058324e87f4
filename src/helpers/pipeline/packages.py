"""The installed packages that a book is made with: this one and all that it requires."""

from __future__ import annotations

from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution, entry_points
from types import MappingProxyType

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from helpers.pipeline.names import ENGINE, ENGINE_GROUP


@cache
def versions() -> MappingProxyType[str, str]:
    """Return the name and version of each package that this one requires, at any depth.

    What else is installed beside them, for tests or for JupyterLab, does not count: it has no
    part in the book.
    """
    found: dict[str, str] = {}
    todo = [_own()]
    while todo:
        one = todo.pop()
        name = canonicalize_name(one.name)
        if name not in found:
            found[name] = one.version
            todo += [dist for text in one.requires or [] for dist in _installed(text)]
    return MappingProxyType(dict(sorted(found.items())))


def _own() -> Distribution:
    """Return the distribution that brings the engine, and so this package."""
    (engine,) = entry_points(group=ENGINE_GROUP, name=ENGINE)
    assert engine.dist is not None
    return engine.dist


def _installed(text: str) -> list[Distribution]:
    requirement = Requirement(text)
    if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
        return []
    try:
        return [distribution(requirement.name)]
    except PackageNotFoundError:
        return []
