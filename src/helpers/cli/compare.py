"""``rspbook compare``: whether two books, by whichever renderers, are the same."""

from __future__ import annotations

import sys
from pathlib import Path

from helpers.errors import BookError, visible
from helpers.render.behind import unlike
from helpers.render.contents import differences


def run(one: Path, other: Path) -> None:
    """Print what is not in both books; exit with 1 if there is anything."""
    for book in (one, other):
        if not (book / "index.html").is_file():
            raise BookError(f"{book}: there is no book: it has no index.html")
    found = [*differences(one, other), *unlike(one, other)]
    for line in found:
        print(visible(line))
    if found:
        sys.exit(1)
    print("The same chapters, figures, tables, numbers and references")
