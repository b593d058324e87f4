"""The HTML of a book: its pages, their pictures and what they share."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from helpers.render.notebook import Page
from helpers.render.pandoc import planned, run_pandoc
from helpers.render.remembered import Remembered, context, keep, keys, recall
from helpers.render.settings import Settings


def write_pages(book: Settings, pages: list[Page], output: Path, memory: Path) -> None:
    """Write the pages into the folder `output`; those that `memory` holds are not made again."""
    for chapter, page in zip(book.chapters, pages, strict=True):
        target = output / chapter.page
        write(target.with_suffix(".ipynb"), (book.folder / chapter.source).read_bytes())
        for name, data in page.files.items():
            write(target.with_name(f"{target.stem}_files") / name, data)
    shutil.copytree(book.look, output / "assets", ignore=_not_for_readers)
    _write_new_pages(book, planned(book, pages, "html", output), output, memory)


def _write_new_pages(book: Settings, plan: dict[str, Any], output: Path, memory: Path) -> None:
    """Render the pages that are not as they were; take the others from memory."""
    before, now = recall(memory, book.chapters), keys(book)
    for chapter, key, old in zip(plan["chapters"], now, before, strict=bool(before)):
        chapter |= {"same": key == old.key, "facts": old.facts, "entries": old.entries}
    with tempfile.TemporaryDirectory() as name:
        facts = Path(name) / "facts.json"
        run_pandoc({**plan, "facts": str(facts)})
        found = json.loads(facts.read_text("utf-8"))
    around, pages = context([one["facts"] for one in found]), []
    for place, (chapter, key) in enumerate(zip(book.chapters, now, strict=True)):
        page = output / chapter.page
        if not page.exists():
            page.write_text(before[place].page, "utf-8")
        pages.append(Remembered(key, around, page=page.read_text("utf-8"), **found[place]))
    keep(memory, book.chapters, pages)


def write(path: Path, data: bytes) -> None:
    """Write a file, making its folder where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _not_for_readers(_: str, names: list[str]) -> set[str]:
    wanted = {"", ".css", ".js", ".svg", ".txt", ".woff2"}
    return {name for name in names if Path(name).suffix not in wanted}
