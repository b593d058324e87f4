"""The text of the PDF in passages, each a file with a name made of its content.

What Typst has set before, it then need not set again.
"""

from __future__ import annotations

from collections.abc import Iterable

from helpers.pipeline.hashing import digest

_MAIN = "main.typ"
_BEGINNING = '#import "book.typ": *\n\n#show: book.with(json("book.json"))\n'
_RULE = "#show: "
"""Begins what holds for all that follows, and therefore has to stand in the main text itself."""

_BLANK = " \t\n\v\f\r"


def in_passages(texts: Iterable[str]) -> dict[str, str]:
    """Return the files that the text becomes, by name: the passages, and ``main.typ`` of them all.

    Parameters
    ----------
    texts : iterable of str
        Of Typst; NUL stands before each passage.
    """
    files, main = dict[str, str](), [_BEGINNING]
    parts = (part.strip(_BLANK) for text in texts for part in text.split("\0"))
    for passage in filter(None, parts):
        if passage.startswith(_RULE):
            main.append(passage)
        else:
            name = f"_passages/{digest(passage.encode())}.typ"
            # the blank line ends its last paragraph
            files[name] = f'#import "../book.typ": *\n{passage}\n\n'
            main.append(f'#include "{name}"')
    return {_MAIN: "\n".join(main) + "\n", **files}
