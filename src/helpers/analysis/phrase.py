"""A run of words with quantities in it, which a sentence takes as one expression."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from helpers.analysis.naming import shown
from helpers.analysis.quantity import Quantity
from helpers.errors import BookError
from helpers.record import RECORD_MIME

if TYPE_CHECKING:
    from helpers.analysis.counting import Counter

_SIGNS = re.compile(r"([!-/:-@\[-`{-~])")


@dataclass(frozen=True)
class Phrase:
    """Words and quantities side by side.

    Parameters
    ----------
    parts : tuple of str and Quantity
        Words are plain text; no markup comes alive in them.
    """

    parts: tuple[str | Quantity, ...]

    def __str__(self) -> str:
        return "".join(map(str, self.parts))

    def markdown(self) -> str:
        """Return the phrase with each quantity as the span that opens its pop-over."""
        return "".join(
            part.markdown() if isinstance(part, Quantity) else _SIGNS.sub(r"\\\1", part)
            for part in self.parts
        )

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        quantities = [part.as_record() for part in self.parts if isinstance(part, Quantity)]
        return {
            "text/plain": str(self),
            "text/markdown": self.markdown(),
            RECORD_MIME: {"quantities": quantities},
        }


def with_ci(counter: Counter, field: str, value: object = "yes", **where: object) -> Phrase:
    """Return a share and its interval: ``12/16 (75.0%) [CI 50.5–89.8%]``, or the share alone."""
    share = counter.share(field, value, **where)
    if not share.denominator:
        return Phrase((share,))
    return Phrase((share, " [CI ", counter.interval(field, value, **where), "]"))


def listed(counter: Counter, field: str, **where: object) -> Phrase:
    """Return the values that occur with their shares: ``dorsal in 2/5 (40.0%) and …``.

    The most common value stands first, equals in the order of the data package. Where no case
    states the field the phrase says so.

    Raises
    ------
    BookError
        If there is no such field, or it has no allowed values.
    """
    spec = counter.dataset.schema.table("cases").get(field)
    if spec is None or not spec.values:
        raise BookError(f"{field}: is not a field with allowed values")
    shares = [(shown(spec, name), counter.share(field, name, **where)) for name in spec.values]
    found = sorted((pair for pair in shares if pair[1].n), key=lambda pair: -(pair[1].n or 0))
    parts: list[str | Quantity] = []
    for place, (label, share) in enumerate(found):
        link = "" if not place else " and " if place == len(found) - 1 else ", "
        parts += [f"{link}{label} in ", share]
    return Phrase(tuple(parts) or ("stated for no patient",))
