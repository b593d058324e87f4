"""The HTML of a book: its pages, their pictures and what they share."""

from __future__ import annotations

import shutil
from pathlib import Path

from helpers.render.notebook import Page
from helpers.render.pandoc import write_chapters
from helpers.render.settings import Settings


def write_pages(book: Settings, pages: list[Page], output: Path, memory: Path) -> None:
    """Write the pages into the folder `output`; those that `memory` holds are not made again."""
    for chapter, page in zip(book.chapters, pages, strict=True):
        target = output / chapter.page
        write(target.with_suffix(".ipynb"), (book.folder / chapter.source).read_bytes())
        for name, data in page.files.items():
            write(target.with_name(f"{target.stem}_files") / name, data)
    shutil.copytree(book.look, output / "assets", ignore=_not_for_readers)
    write_chapters(book, pages, "html", output, memory)


def write(path: Path, data: bytes) -> None:
    """Write a file, making its folder where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _not_for_readers(_: str, names: list[str]) -> set[str]:
    wanted = {"", ".css", ".js", ".svg", ".txt", ".woff2"}
    return {name for name in names if Path(name).suffix not in wanted}
