"""What the schematic figures share: headings with counts, and the words for them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.figure import Figure

from helpers.analysis.quantity import Quantity
from helpers.figures.theme import SOFT

BASE = 0.09
"""How far above a section its heading stands, in inches."""


def heading(figure: Figure, left: float, bottom: float, title: str, below: str) -> None:
    """Write a bold title and a line below it over a section that ends at `bottom` (inches)."""
    across, up = figure.get_size_inches()
    x, y = left / across, (bottom + BASE) / up
    figure.text(x, y + 0.145 / up, title, weight="bold")
    figure.text(x, y, below, color=SOFT)


def count_text(share: Quantity) -> str:
    """Return a share as printed over a section; in words where no case states the field."""
    return share.text if share.denominator else "no case states it"


def spoken(shares: Sequence[Quantity], names: Sequence[str]) -> str:
    """Return shares as a phrase: ``ventral 0/4 (0.0%), dorsal 2/4 (50.0%)``."""
    return ", ".join(f"{name} {share.text}" for name, share in zip(names, shares, strict=True))


def rows(field: str, values: Sequence[str], shares: Sequence[Quantity]) -> pd.DataFrame:
    """Return one row per value: what the counts of a schematic are."""
    return pd.DataFrame(
        {
            field: list(values),
            "n": [share.n for share in shares],
            "denominator": [share.denominator for share in shares],
            "percent": [share.percent for share in shares],
        }
    )
