"""How wide the columns of a table are, so that no word is broken while there is room."""

from __future__ import annotations

from collections.abc import Sequence

GAP = 3
"""Blanks between two columns, as the tables of rich have them."""


def fitted(columns: Sequence[Sequence[str]], available: int) -> list[int] | None:
    """Return the width of each column of texts; None if not even their longest words fit.

    Examples
    --------
    >>> fitted([["age_years.median"], ["the median of the age"]], 30)
    [16, 12]
    >>> fitted([["age_years.median"], ["the median of the age"]], 20) is None
    True
    """
    least = [max([1, *(_longest(text.split()) for text in column)]) for column in columns]
    widths = [max(1, _longest(column)) for column in columns]
    room = available - GAP * (len(columns) - 1)
    if sum(least) > room:
        return None
    while sum(widths) > room:  # the widest gives way first
        place = max(
            (i for i, _ in enumerate(widths) if widths[i] > least[i]), key=widths.__getitem__
        )
        widths[place] -= 1
    return widths


def _longest(texts: Sequence[str]) -> int:
    return max(map(len, texts), default=0)
