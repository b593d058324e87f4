"""The pages of the last build, kept so that a chapter that did not change is not rendered again.

A page is made of its chapter, of the staged files that are no chapters, and of what the other
chapters mean to it: titles, numbers and citations, their *facts* (see ``lua/memory.lua``). A filter
may ask for these of another chapter, but not for its text.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from helpers.pipeline.cache import Cache
from helpers.pipeline.hashing import as_json, digest, hash_code
from helpers.pipeline.manifest import hashes
from helpers.render.settings import Chapter, Settings

_RENDERER = Path(__file__).parent


@dataclass(frozen=True)
class Remembered:
    """A page as it was written the last time.

    Parameters
    ----------
    key : str
        Hash of all that it was made of but the facts of the chapters.
    context : str
        Hash of the facts of all chapters.
    facts, entries : JSON values
        Of its own chapter: what it means to the others, and what it says to the search.
    page : str
    """

    key: str
    context: str
    facts: Any
    entries: Any
    page: str


def keys(book: Settings) -> list[str]:
    """Return for each chapter a hash of all that its page is made of, facts left aside."""
    staged = hashes(book.folder)
    sources = [str(chapter.source) for chapter in book.chapters]
    others = {name: found for name, found in staged.items() if name not in sources}
    shared = digest(as_json([others, hash_code(_RENDERER), book.pdf]).encode())
    return [digest(as_json([shared, name, staged[name]]).encode()) for name in sources]


def recall(memory: Path, chapters: Sequence[Chapter]) -> list[Remembered]:
    """Return the pages of the last build, of all chapters or of none."""
    stored = [Cache(memory).get(_place(chapter)) for chapter in chapters]
    try:
        found = [Remembered(**json.loads(text)) for text in stored if text]
    except (ValueError, TypeError):  # as another version of this package has kept it
        return []
    alike = len(found) == len(chapters) and len({one.context for one in found}) == 1
    return found if alike else []


def keep(memory: Path, chapters: Sequence[Chapter], pages: Sequence[Remembered]) -> None:
    """Remember the pages of this build."""
    for chapter, page in zip(chapters, pages, strict=True):
        Cache(memory).put(_place(chapter), as_json(asdict(page)))


def context(facts: Sequence[Any]) -> str:
    """Return one hash for the facts of all chapters."""
    return digest(as_json(list(facts)).encode())


def _place(chapter: Chapter) -> str:
    return digest(str(chapter.source).encode())
