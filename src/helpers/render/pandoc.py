"""pandoc, told by a plan what to write; ``lua/book.lua`` follows it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Collection, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from helpers.pipeline.cores import cores
from helpers.pipeline.pandoc_program import pandoc
from helpers.render.conversation import Command, converse
from helpers.render.notebook import Page
from helpers.render.pandoc_plan import Plan, plan_of
from helpers.render.remembered import (
    Remembered,
    citing,
    context,
    keep,
    keep_citations,
    keys,
    recall,
    recall_citations,
)
from helpers.render.settings import Settings

TIMEOUT = 240.0
_SCRIPT = Path(__file__).parent / "lua" / "book.lua"
_MESSAGE = 3
_MOST = 4
"""Processes at work at once; what each does for itself would outweigh what more could share."""

_ROOM = "+RTS", "-A64m", "-O128m", "-RTS"
"""Memory in which pandoc makes a book of common size without often looking what is still needed."""

Tell = Callable[[str, list[str]], None]


def write_chapters(
    book: Settings, pages: list[Page], outputs: Mapping[str, Path], memory: Path, tell: Tell
) -> None:
    """Write the texts of each chapter into folders, and keep them for the next time.

    Several processes share the chapters; each chapter is read once for all forms.

    Parameters
    ----------
    book : Settings
    pages : list of Page
        Its chapters.
    outputs : mapping of str to Path
        A folder for each form: ``html`` for its pages, ``typst`` for the text of the PDF.
    memory : Path
        Folder of what was kept: a chapter that is as it was then is not read again.
    tell : callable
        Is told of a form, and its texts, as soon as they are there. Those of Typst, which come
        first, are passages, each behind a NUL.

    Raises
    ------
    BookError
        The book uses something that the renderer does not know, or pandoc fails.
    """
    plan, now = plan_of(book, pages, outputs), keys(book)
    plan |= {"citing": citing(book), "citations": recall_citations(memory)}
    last = recall(memory, outputs, book.chapters)
    known = [place for place, one in enumerate(last) if one.key == now[place]]
    _put_back(plan, last, known)
    learnt = _run(plan, known, tell) if known else {}
    if not learnt:  # nothing is known, or something changed that concerns all
        learnt = _run(plan, (), tell)
    found = learnt["chapters"]
    around, texts = context([one["facts"] for one in found]), {f: _texts(plan, f) for f in outputs}
    written = [
        Remembered(key, around, {form: texts[form][place] for form in outputs}, **found[place])
        for place, key in enumerate(now)
    ]
    keep(memory, book.chapters, written)
    keep_citations(memory, learnt["citations"])


def _put_back(plan: Plan, last: list[Remembered], known: Collection[int]) -> None:
    """Write the texts that are known, and let the plan say what all chapters were the last time."""
    for chapter, one in zip(plan["chapters"], last, strict=bool(last)):
        chapter |= {"facts": one.facts, "entries": one.entries}
    for form in plan["forms"]:
        for place, file in enumerate(_files(plan, form)):
            file.parent.mkdir(parents=True, exist_ok=True)
            if place in known:
                file.write_bytes(last[place].texts[form].encode())


def _run(plan: Plan, known: Collection[int], tell: Tell) -> dict[str, Any]:
    """Write what a plan says; return what was found out about the chapters and their citations.

    Nothing, if what changed reaches those that are `known` and were not read.
    """
    with tempfile.TemporaryDirectory() as name:
        file, found = Path(name) / "plan.json", Path(name) / "found.json"
        parts = _share(plan["chapters"], known)
        file.write_text(json.dumps({**plan, "found": str(found)}), "utf-8")
        commands: list[Command] = [
            [pandoc(), *_ROOM, "lua", _SCRIPT, file, str(part)] for part in range(1, parts + 1)
        ]
        hear = partial(_hear, plan, tell)
        converse(commands, "pandoc", timeout=TIMEOUT, message_code=_MESSAGE, hear=hear)
        return dict(json.loads(found.read_text("utf-8"))) if found.exists() else {}


def _share(chapters: list[dict[str, Any]], known: Collection[int]) -> int:
    """Share out the chapters that are not known, evenly by their length; return the parts."""
    for chapter in chapters:
        chapter.pop("part", None)
    new = [chapter for place, chapter in enumerate(chapters) if place not in known]
    loads = [0] * max(1, min(cores(), _MOST, len(new)))
    for chapter in sorted(new, key=_length, reverse=True):
        lightest = loads.index(min(loads))
        loads[lightest] += _length(chapter)
        chapter["part"] = lightest + 1
    return len(loads)


def _length(chapter: dict[str, Any]) -> int:
    results = (output for cell in chapter["cells"].values() for output in cell["outputs"])
    return len(chapter["text"]) + sum(len(output.get("text", "")) for output in results)


def _hear(plan: Plan, tell: Tell, said: bytes) -> None:
    """Tell of a form once all have written it; they then say its name, and never else a word."""
    for form in plan["forms"]:
        if said == json.dumps(form).encode():
            tell(form, _texts(plan, form))


def _texts(plan: Plan, form: str) -> list[str]:
    return [file.read_bytes().decode() for file in _files(plan, form)]


def _files(plan: Plan, form: str) -> list[Path]:
    return [Path(plan["output"][form], chapter["file"][form]) for chapter in plan["chapters"]]
