"""The manifest of a book: hashes of all that went in and came out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from helpers.errors import BookError
from helpers.pipeline.edition import commit
from helpers.pipeline.hashing import Fingerprint, as_json, files_below, hash_now
from helpers.pipeline.parameters import Value

MANIFEST = "manifest.json"


def hashes(folder: Path, leave_out: Iterable[str] = (MANIFEST,)) -> Fingerprint:
    """Return the SHA-256 of every file below `folder` under its relative path."""
    found = sorted(files_below(folder))
    return {name: hash_now(path) for name, path in found if name not in leave_out}


def inputs(
    root: Path,
    staged: Path,
    renderer: str,
    formats: Iterable[str],
    parameters: Mapping[str, Value],
) -> dict[str, Any]:
    """Return what a book is made of: if this is equal, the book is the same."""
    import platform  # this and the packages take longer than a look at the sources

    from helpers.pipeline.packages import versions

    return {
        "commit": commit(root),
        "formats": sorted(formats),
        "packages": dict(versions()),
        "parameters": dict(parameters),
        "python": platform.python_version(),
        "renderer": renderer,
        "staged": hashes(staged),
    }


def write_manifest(book: Path, made_of: Mapping[str, Any]) -> None:
    """Write the manifest of the book in folder `book`, hashing its files as they are."""
    (book / MANIFEST).write_text(as_json({**made_of, "outputs": hashes(book)}), encoding="utf-8")


def read_manifest(book: Path) -> dict[str, Any]:
    """Read the manifest of a book.

    Raises
    ------
    BookError
        If there is none, or if it cannot be read.
    """
    try:
        found = json.loads((book / MANIFEST).read_text(encoding="utf-8"))
        return {**found, "outputs": dict(found["outputs"])}
    except OSError:
        raise BookError(f"{book}: not a book built here: it has no {MANIFEST}") from None
    except (ValueError, TypeError, KeyError, RecursionError):
        raise BookError(f"{book / MANIFEST}: not a readable manifest") from None


def verify(book: Path) -> list[str]:
    """Say which files of a book differ from its manifest; an empty list if none does."""
    expected, found = read_manifest(book)["outputs"], hashes(book)
    words = {name: "is missing" for name in expected if name not in found}
    words |= {name: "is not part of the book" for name in found if name not in expected}
    words |= {
        name: "was altered" for name in found if name in expected and found[name] != expected[name]
    }
    links = (path for path in book.rglob("*") if path.is_symlink())
    words |= {path.relative_to(book).as_posix(): "is a link, not a file" for path in links}
    return [f"{book / name}: {word}" for name, word in sorted(words.items())]


def is_current(book: Path, made_of: Mapping[str, Any]) -> bool:
    """Whether `book` is whole and was made of just this."""
    try:
        manifest = read_manifest(book)
        return {k: manifest.get(k) for k in made_of} == dict(made_of) and not verify(book)
    except BookError:
        return False
