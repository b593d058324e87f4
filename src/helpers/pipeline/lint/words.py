"""Numbers in English text: digits, and words that count or divide."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.pipeline.lint.passages import HIDDEN

_CARDINALS = (
    "zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    "hundred|thousand|million|billion|dozen"
)
_FRACTIONS = (
    "half|quarter|third|fifth|eighth|ninth|twelfth|twentieth|thirtieth|fortieth|fiftieth|"
    "sixtieth|seventieth|eightieth|ninetieth"
)
_OTHERS = (
    "one|twice|thrice|halves|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties"
)
_DIGIT = r"[\d²³¹⁰⁴-⁹₀-₉¼-¾⅐-ↂↅ-↉①-⓿]"
"""Ↄ and ↄ, which stand among the Roman numerals, are letters."""

_WORD = rf"\b(?:(?:{_CARDINALS})(?:s|es|fold|ths?)?|(?:{_FRACTIONS})s?|{_OTHERS})\b"
_NUMBER = re.compile(
    rf"[^\s{HIDDEN}]*{_DIGIT}[^\s{HIDDEN}]*|{_WORD}(?:(?:[-‐‑–]|\s+(?:and\s+)?){_WORD})*",
    re.IGNORECASE,
)
_PUNCTUATION = "()[]{},.;:!?\"'“”‘’*_"

# “One” that stands for a noun, for people at large or for a member of a pair counts nothing.
_BEFORE_PRONOUN = re.compile(r"\b(?:any|no|each|every|this|that|which|another)[\s-]$", re.I)
_AFTER_PRONOUN = re.compile(r"['’]s\b|\s+(?:another|should|must|can|cannot|ought)\b", re.I)
_DESCRIBED = re.compile(r"\b(?:an?|the)\s+[\w-]+\s+$", re.I)
_DEFINITE = re.compile(r"\bthe\s+$", re.I)
_RELATION = r"\s+(?:that|which|who|whose|in|with|from)\b"
_RELATIVE = re.compile(_RELATION)
_NO_NOUN = re.compile(rf"\s*(?:[.,;:!?)]|$)|\s+(?:for|and|or|but)\b|{_RELATION}")


def numbers(text: str) -> Iterator[tuple[int, str]]:
    """Yield each number in `text` and where it begins.

    Digits count wherever they stand. Of words count cardinals (also "dozens", "twofold"),
    fractions ("half", "two-thirds") and with them the ordinals from the third on, and "twice".
    "First", "second" and "once" tell an order or a time, "both", "pair" and "single" say no more
    than what they stand beside, and "one" is left alone where it is a pronoun ("the thoracic
    one", "no one", "one another").

    Examples
    --------
    >>> list(numbers("In 28/45 (62.2%), or two-thirds; the first one, and one man"))
    [(3, '28/45'), (9, '62.2%'), (20, 'two-thirds'), (50, 'one')]
    """
    for match in _NUMBER.finditer(text):
        if match[0].lower() == "one" and _is_pronoun(text[: match.start()], text[match.end() :]):
            continue
        word = match[0].strip(_PUNCTUATION)
        yield match.start() + match[0].index(word), word


def _is_pronoun(before: str, after: str) -> bool:
    return bool(
        _BEFORE_PRONOUN.search(before)
        or _AFTER_PRONOUN.match(after)
        or (_DESCRIBED.search(before) and _NO_NOUN.match(after))
        or (_DEFINITE.search(before) and _RELATIVE.match(after))
    )
