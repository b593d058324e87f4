"""The text of the PDF in passages, each a file with a name made of its content.

What Typst has set before, it then need not set again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from helpers.pipeline.hashing import digest

_MAIN = "main.typ"
_FOLDER = "_passages"
_BEGINNING = '#import "book.typ": *\n\n#show: book.with(json("book.json"))\n'
_RULE = "#show: "
"""Begins what holds for all that follows, and therefore has to stand in the main text itself."""

_BLANK = " \t\n\v\f\r"


def write_passages(texts: Iterable[str], folder: Path) -> None:
    """Write each passage of these texts, and the main text that puts them together.

    Parameters
    ----------
    texts : iterable of str
        Of Typst; NUL stands before each passage.
    folder : Path
        Holds ``book.typ``.
    """
    (folder / _FOLDER).mkdir(parents=True)
    parts = (part.strip(_BLANK) for text in texts for part in text.split("\0"))
    main = [_BEGINNING, *_placed((part for part in parts if part), folder)]
    (folder / _MAIN).write_text("\n".join(main) + "\n", "utf-8")


def _placed(passages: Iterable[str], folder: Path) -> Iterator[str]:
    """Yield what the main text says for each passage; the blank line ends its last paragraph."""
    for passage in passages:
        if passage.startswith(_RULE):
            yield passage
        else:
            file = f"{_FOLDER}/{digest(passage.encode())}.typ"
            text = f'#import "../book.typ": *\n{passage}\n\n'
            (folder / file).write_text(text, "utf-8")
            yield f'#include "{file}"'
