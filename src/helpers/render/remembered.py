"""What was written in the last build, kept so that a chapter that did not change is not read again.

The texts of a chapter, its page and its part of the PDF, are made of the chapter, of the staged
files that are no chapters, and of what the other chapters mean to it: titles, numbers, citations
and links, their *facts* (see ``lua/memory.lua``). A filter may ask for these of another chapter,
but not for its text, nor lead the PDF to a label to which no text leads.

The citations of all chapters together are resolved again only where others are cited, or by another
bibliography, style or language.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from helpers.pipeline.cache import Cache
from helpers.pipeline.fingerprint import dependencies
from helpers.pipeline.hashing import Fingerprint, as_json, digest, hash_code, hash_now
from helpers.pipeline.manifest import hashes
from helpers.render.settings import Chapter, Settings

_RENDERER, _SCRIPTS = "helpers.render.builtin", Path(__file__).with_name("lua")
_CITATIONS = digest(b"citations")


@dataclass(frozen=True)
class Remembered:
    """The texts of a chapter as they were written the last time.

    Parameters
    ----------
    key : str
        Hash of all that they were made of but the facts of the chapters.
    context : str
        Hash of the facts of all chapters.
    texts : dict of str
        By form, ``html`` and ``typst``.
    facts, entries : JSON values
        Of its own chapter: what it means to the others, and what a page says to the search.
    """

    key: str
    context: str
    texts: dict[str, str]
    facts: Any
    entries: Any = None


def keys(book: Settings) -> list[str]:
    """Return for each chapter a hash of all that its texts are made of, facts left aside."""
    staged = hashes(book.folder)
    sources = [str(chapter.source) for chapter in book.chapters]
    others = {name: found for name, found in staged.items() if name not in sources}
    shared = digest(as_json([others, code(), book.pdf]).encode())
    return [digest(as_json([shared, name, staged[name]]).encode()) for name in sources]


@cache
def code() -> list[Fingerprint]:
    """Return the hashes of the code that writes the texts, as it is when this is first asked."""
    return [hash_code(_SCRIPTS), dependencies(Path(), (), [_RENDERER])]


def recall(memory: Path, forms: Iterable[str], chapters: Sequence[Chapter]) -> list[Remembered]:
    """Return what the last build in these forms wrote, of all chapters or of none."""
    stored = [Cache(memory).get(_place(forms, chapter)) for chapter in chapters]
    try:
        found = [Remembered(**json.loads(text)) for text in stored if text]
    except (ValueError, TypeError):  # as another version of this package has kept it
        return []
    alike = len(found) == len(chapters) and len({one.context for one in found}) == 1
    return found if alike else []


def keep(memory: Path, chapters: Sequence[Chapter], written: Sequence[Remembered]) -> None:
    """Remember what this build wrote."""
    for chapter, one in zip(chapters, written, strict=True):
        Cache(memory).put(_place(one.texts, chapter), json.dumps(vars(one), sort_keys=True))


def citing(book: Settings) -> str:
    """Return a hash of all by which citations are resolved."""
    files = [hash_now(path) for path in (*book.bibliography, book.csl)]
    return digest(as_json([files, book.language, code()]).encode())


def recall_citations(memory: Path) -> Any:
    """Return the citations of the last build with what was asked then; empty if none are kept."""
    return json.loads(Cache(memory).get(_CITATIONS) or "{}")


def keep_citations(memory: Path, found: Any) -> None:
    """Remember the citations of this build."""
    Cache(memory).put(_CITATIONS, json.dumps(found, sort_keys=True))


def context(facts: Sequence[Any]) -> str:
    """Return one hash for the facts of all chapters."""
    return digest(as_json(list(facts)).encode())


def _place(forms: Iterable[str], chapter: Chapter) -> str:
    return digest(" ".join([*sorted(forms), str(chapter.source)]).encode())
