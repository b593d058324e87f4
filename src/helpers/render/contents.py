"""What a reader finds in the pages of a book, whichever renderer made them."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from pathlib import Path

from bs4 import BeautifulSoup, Tag


@dataclass(frozen=True)
class Page:
    """The contents of one page.

    Parameters
    ----------
    chapters : tuple of str
        Its title with its number; one entry.
    figures, tables : tuple of str
        Label, number and caption of each; of a table the cells as well.
    numbers : tuple of str
        Id and text of each quantity, in reading order.
    references : tuple of str
        The entries of its reference list, sorted, without their numbers.
    """

    chapters: tuple[str, ...]
    figures: tuple[str, ...]
    tables: tuple[str, ...]
    numbers: tuple[str, ...]
    references: tuple[str, ...]


def read_pages(book: Path) -> dict[str, Page]:
    """Return the contents of every HTML page of a book, by path."""
    return {path.relative_to(book).as_posix(): _page(path) for path in sorted(book.rglob("*.html"))}


def differences(one: Path, other: Path) -> list[str]:
    """Say what the pages of two books have not in common; empty if nothing."""
    first, second = read_pages(one), read_pages(other)
    found = [f"{name}: only in {one}" for name in first if name not in second]
    found += [f"{name}: only in {other}" for name in second if name not in first]
    for name in first.keys() & second.keys():
        for field in fields(Page):
            sides = getattr(first[name], field.name), getattr(second[name], field.name)
            found += [f"{name}: {field.name}: {line}" for line in _unlike(*sides, one, other)]
    return sorted(found)


def _unlike(first: tuple[str, ...], second: tuple[str, ...], one: Path, other: Path) -> list[str]:
    only = [f"only in {one}: {text}" for text in first if text not in second]
    only += [f"only in {other}: {text}" for text in second if text not in first]
    if not only and first != second:
        only = ["the same, but in another order or number"]
    return only


def _page(path: Path) -> Page:
    soup = BeautifulSoup(path.read_bytes(), "html.parser")
    main = soup.find("main") or soup
    assert isinstance(main, Tag)
    # Where a long name may break is no blank in it.
    for gap in main.find_all("wbr"):
        gap.decompose()
    main.smooth()
    # Quarto counts citations anew on each page.
    for citation in main.select(".citation[data-cites]"):
        citation.string = str(citation["data-cites"])
    return Page(
        chapters=tuple(_text(title) for title in main.find_all("h1")[:1]),
        figures=tuple(f"{tag['id']} {_caption(tag)}" for tag in _labelled(main, "fig-")),
        tables=tuple(
            f"{tag['id']} {_caption(tag)} {_cells(tag)}" for tag in _labelled(main, "tbl-")
        ),
        numbers=tuple(f"{tag['data-q']} {_text(tag)}" for tag in main.select("[data-q]")),
        references=tuple(sorted(_entry(tag) for tag in main.select(".csl-entry"))),
    )


def _labelled(main: Tag, prefix: str) -> list[Tag]:
    """Return the elements whose id is a label of that kind, no caption, no part of a picture."""
    found = main.find_all(id=lambda name: bool(name) and name.startswith(prefix))
    return [tag for tag in found if not re.search(r"-caption-|\.", str(tag["id"]))]


def _caption(tag: Tag) -> str:
    """Return number and caption; Quarto sets a colon between them, the built-in renderer none."""
    caption = tag.find(["figcaption", "caption"])
    return re.sub(r"^(\w+ [\w.]+)\s*:", r"\1", _text(caption) if caption else "")


def _cells(tag: Tag) -> str:
    rows = [[_text(cell) for cell in row.find_all(["th", "td"])] for row in tag.find_all("tr")]
    return " / ".join(" | ".join(row) for row in rows)


def _entry(tag: Tag) -> str:
    right = tag.find(class_="csl-right-inline")
    return _text(right or tag)


def _text(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())
