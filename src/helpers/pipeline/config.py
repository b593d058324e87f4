"""What ``_quarto.yml`` says."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

from helpers.errors import BookError
from helpers.pipeline.cache import Cache
from helpers.pipeline.hashing import digest
from helpers.pipeline.installed import installed

CONFIG = "_quarto.yml"


def read_config(root: Path, cache: Cache | None = None) -> Any:
    """Return what the configuration of the project in `root` says.

    Parameters
    ----------
    root : Path
    cache : Cache, optional
        Where a text that was read before need not be read again: to load what reads YAML takes
        longer than to see that nothing of a book has changed. Only a build makes its folder.

    Raises
    ------
    BookError
        If it is not YAML.
    """
    try:
        text = (root / CONFIG).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise _not_yaml(error) from None
    if cache is None or not cache.folder.is_dir():
        return _parsed(text)
    key = digest(json.dumps([text, installed()]).encode())
    known = cache.get(key)
    if known is None:
        found = _parsed(text)
        _keep(found, cache, key)
        return found
    return json.loads(known)


def listed(value: Any) -> list[Any]:
    """Return what a configuration gives as a list, or alone where there is but one, or not."""
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def _keep(found: Any, cache: Cache, key: str) -> None:
    """Keep what JSON can hold just as it is, which a date for instance is not."""
    with contextlib.suppress(OSError, TypeError, ValueError, RecursionError):
        text = json.dumps(found)
        if json.loads(text) == found:
            cache.put(key, text)


def _parsed(text: str) -> Any:
    import yaml

    try:
        return yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError) as error:
        raise _not_yaml(error) from None


def _not_yaml(error: Exception) -> BookError:
    from helpers.pipeline.not_yaml import at_line

    return BookError(at_line(CONFIG, error, "not valid YAML"))
