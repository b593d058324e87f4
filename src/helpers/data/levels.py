"""Vertebral levels and spans of them: parsing, order, expansion, regions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, total_ordering
from typing import Self

from helpers.data.findings import quoted
from helpers.errors import BookError

REGIONS = ("cervical", "thoracic", "lumbar", "sacral")
_COUNTS = {"C": 7, "T": 12, "L": 5, "S": 5}
_REGION_OF = dict(zip(_COUNTS, REGIONS, strict=True))
_NAMES = tuple(f"{letter}{n}" for letter, top in _COUNTS.items() for n in range(1, top + 1))
_ORDER = {name: place for place, name in enumerate(_NAMES)}
_RANGES = ", ".join(f"{letter}1–{letter}{top}" for letter, top in _COUNTS.items())
DASHES = re.compile("\\s*[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]\\s*")
"""Between the ends of a span: any dash, blanks around."""


class LevelError(BookError):
    """A text that is no vertebral level or span; it says what was found and what is allowed."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Level:
    """A vertebral level, C1 (uppermost) to S5; a higher one sorts first.

    Raises
    ------
    LevelError
        Where `name` is not one of `LEVELS`.
    """

    name: str

    def __post_init__(self) -> None:
        if self.name not in _ORDER:
            raise LevelError(f"{quoted(self.name)} is not a vertebral level ({_RANGES})")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a level, whatever its case and the blanks around it."""
        name = text.strip()
        return cls(name.upper() if name.upper() in _ORDER else name)

    @property
    def index(self) -> int:
        """Place from above: C1 is 0."""
        return _ORDER[self.name]

    @property
    def region(self) -> str:
        """One of `REGIONS`."""
        return _REGION_OF[self.name[0]]

    def __lt__(self, other: Level) -> bool:
        return self.index < other.index

    def __str__(self) -> str:
        return self.name


LEVELS = tuple(Level(name) for name in _NAMES)
"""C1–C7, T1–T12, L1–L5, S1–S5, from above."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Span:
    """The levels from `upper` to `lower`, both included.

    Raises
    ------
    LevelError
        Where `upper` lies below `lower`.
    """

    upper: Level
    lower: Level

    def __post_init__(self) -> None:
        if self.lower < self.upper:
            raise LevelError(f'"{self}": the upper level {self.upper} is below {self.lower}')

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``T5-T10`` or ``L5``; any dash, any case, blanks around.

        Raises
        ------
        LevelError
            Where `text` has more than two ends, or one of them is no level.
        """
        ends = [Level.parse(end) for end in DASHES.split(text.strip())]
        if len(ends) > 2:
            raise LevelError(f"{quoted(text)} has more than two ends (write T5-T10)")
        return cls(ends[0], ends[-1])

    @property
    def levels(self) -> tuple[Level, ...]:
        """Every level of the span, from above."""
        return LEVELS[self.upper.index : self.lower.index + 1]

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions the span lies in, from above."""
        return span_regions((self,))

    def __contains__(self, level: Level) -> bool:
        return self.upper <= level <= self.lower

    def __lt__(self, other: Span) -> bool:
        return (self.upper, self.lower) < (other.upper, other.lower)

    def __str__(self) -> str:
        return f"{self.upper}" if self.upper == self.lower else f"{self.upper}-{self.lower}"

    @property
    def printed(self) -> str:
        """As people print it: ``T9–T11``."""
        return str(self).replace("-", "–")


def parse_spans(text: str) -> tuple[Span, ...]:
    """Read spans separated by ``;``, in the order written; an empty text gives none.

    Raises
    ------
    LevelError
        At the first part that is no span.

    Examples
    --------
    >>> [str(span) for span in parse_spans("C5–t4; L5")]
    ['C5-T4', 'L5']
    """
    return tuple(Span.parse(part) for part in text.split(";") if part.strip())


@lru_cache(maxsize=4096)
def span_regions(spans: tuple[Span, ...]) -> tuple[str, ...]:
    """Return the regions that `spans` lie in, from above, each once."""
    found = {level.region for level in levels_of(spans)}
    return tuple(region for region in REGIONS if region in found)


@lru_cache(maxsize=4096)
def levels_of(spans: tuple[Span, ...]) -> tuple[Level, ...]:
    """Return every level that lies in any of `spans`, from above, each once."""
    return tuple(sorted({level for span in spans for level in span.levels}))
