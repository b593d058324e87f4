"""What lies beside the pages of a book: their notebooks, pictures, and what they share."""

from __future__ import annotations

import shutil
from pathlib import Path

from helpers.render.notebook import Page
from helpers.render.settings import Settings


def write_beside(book: Settings, pages: list[Page], output: Path) -> None:
    """Write into the folder `output` all that its pages need."""
    for chapter, page in zip(book.chapters, pages, strict=True):
        target = output / chapter.page
        write(target.with_suffix(".ipynb"), (book.folder / chapter.source).read_bytes())
        write_pictures(page, target.with_name(f"{target.stem}_files"))
    shutil.copytree(book.look, output / "assets", ignore=_not_for_readers)


def write_pictures(page: Page, folder: Path) -> None:
    """Write the pictures of a chapter."""
    for name, data in page.files.items():
        write(folder / name, data)


def write(path: Path, data: bytes) -> None:
    """Write a file, making its folder where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _not_for_readers(folder: str, names: list[str]) -> set[str]:
    """Name what no page loads: all but styles, scripts, pictures and fonts, with their licence.

    A text is taken for that licence only beside a font; elsewhere it may be a note to oneself.
    """
    wanted = {".css", ".js", ".svg", ".woff2"}
    if any(Path(name).suffix == ".woff2" for name in names):
        wanted.add(".txt")
    files = (name for name in names if not Path(folder, name).is_dir())
    return {name for name in files if Path(name).suffix not in wanted}
