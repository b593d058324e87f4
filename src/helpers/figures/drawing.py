"""What every figure function returns: the picture, its alternative text and its data."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from helpers.analysis.quantity import Quantity
from helpers.record import RECORD_MIME


@contextlib.contextmanager
def no_word_of_glyphs() -> Iterator[None]:
    """Draw letters that the font lacks as boxes, without a warning that readers would see."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph|Matplotlib currently does not support")
        yield


@dataclass(frozen=True)
class Drawing:
    """A figure with its alternative text and the rows that were drawn.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        Made with ``Figure(...)``, not with pyplot: no global state.
    alt : str
        Says in one to four sentences what a reader sees, from the same numbers as the picture.
    data : pandas.DataFrame
        Tidy rows behind the picture.
    quantities : tuple of Quantity
        The quantities that the picture prints or draws.
    """

    figure: Figure
    alt: str
    data: pd.DataFrame = field(default_factory=pd.DataFrame)
    quantities: tuple[Quantity, ...] = ()

    def svg(self) -> str:
        """Return the picture as SVG, the same bytes for the same data; text as outlines."""
        buffer = io.StringIO()
        style: Any = {"svg.hashsalt": "figure", "svg.fonttype": "path"}
        with mpl.rc_context(style), no_word_of_glyphs():
            canvas: Any = FigureCanvasSVG(self.figure)
            canvas.print_svg(buffer, metadata={"Date": None, "Creator": None})
        return buffer.getvalue()

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        rows = self.data.astype(object).where(self.data.notna(), None)
        return {
            "text/plain": self.alt,
            "image/svg+xml": self.svg(),
            RECORD_MIME: {
                "alt": self.alt,
                "data": {"columns": [str(c) for c in rows.columns], "rows": rows.values.tolist()},
                "quantities": [quantity.as_record() for quantity in self.quantities],
            },
        }
