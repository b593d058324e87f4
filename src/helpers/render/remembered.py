"""What was written in the last build, kept so that a chapter that did not change is not read again.

The text of a chapter, its page or its part of the PDF, is made of the chapter, of the staged files
that are no chapters, and of what the other chapters mean to it: titles, numbers, citations and
links, their *facts* (see ``lua/memory.lua``). A filter may ask for these of another chapter, but
not for its text, nor lead the PDF to a label to which no text leads.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from helpers.pipeline.cache import Cache
from helpers.pipeline.fingerprint import dependencies
from helpers.pipeline.hashing import as_json, digest, hash_code
from helpers.pipeline.manifest import hashes
from helpers.render.settings import Chapter, Settings

_RENDERER, _SCRIPTS = "helpers.render.builtin", Path(__file__).with_name("lua")


@dataclass(frozen=True)
class Remembered:
    """The text of a chapter as it was written the last time.

    Parameters
    ----------
    key : str
        Hash of all that it was made of but the facts of the chapters.
    context : str
        Hash of the facts of all chapters.
    text : str
    facts, entries : JSON values
        Of its own chapter: what it means to the others, and what a page says to the search.
    """

    key: str
    context: str
    text: str
    facts: Any
    entries: Any = None


def keys(book: Settings) -> list[str]:
    """Return for each chapter a hash of all that its text is made of, facts left aside."""
    staged = hashes(book.folder)
    sources = [str(chapter.source) for chapter in book.chapters]
    others = {name: found for name, found in staged.items() if name not in sources}
    code = [hash_code(_SCRIPTS), dependencies(book.folder, (), [_RENDERER])]
    shared = digest(as_json([others, code, book.pdf]).encode())
    return [digest(as_json([shared, name, staged[name]]).encode()) for name in sources]


def recall(memory: Path, form: str, chapters: Sequence[Chapter]) -> list[Remembered]:
    """Return what the last build wrote in a form, of all chapters or of none."""
    stored = [Cache(memory).get(_place(form, chapter)) for chapter in chapters]
    try:
        found = [Remembered(**json.loads(text)) for text in stored if text]
    except (ValueError, TypeError):  # as another version of this package has kept it
        return []
    alike = len(found) == len(chapters) and len({one.context for one in found}) == 1
    return found if alike else []


def keep(memory: Path, form: str, chapters: Sequence[Chapter], texts: Sequence[Remembered]) -> None:
    """Remember what this build wrote."""
    for chapter, text in zip(chapters, texts, strict=True):
        Cache(memory).put(_place(form, chapter), as_json(asdict(text)))


def context(facts: Sequence[Any]) -> str:
    """Return one hash for the facts of all chapters."""
    return digest(as_json(list(facts)).encode())


def _place(form: str, chapter: Chapter) -> str:
    return digest(f"{form} {chapter.source}".encode())
