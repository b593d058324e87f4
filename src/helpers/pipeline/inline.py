"""Inline expressions: `` `{python} expr` `` in markdown cells, in Quarto's syntax.

Quarto evaluates them only when it executes a notebook itself; the engines of this package
evaluate them too, at their place, and write what they give into the markdown.
"""

from __future__ import annotations

import ast
import contextlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from helpers.record import RECORD_MIME

INLINE = re.compile(r"(?<!`)`\{python\}[ \t]([^`]+)`")
"""An inline expression in the source of a markdown cell; its first group is the expression."""

_SIGNS = re.compile(r"([!-/:-@\[-`{-~])")

Bundle = dict[str, Any]
Evaluate = Callable[[list[str]], list[dict[str, Any]]]
"""Takes expressions, returns the kernel's reply for each (`user_expressions` of the protocol)."""


@dataclass
class InlineError(Exception):
    """An inline expression failed; `line` counts from 1 within the cell."""

    expression: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: `{{python}} {self.expression}`: {self.reason}"


def expressions(source: str) -> list[str]:
    """Return the inline expressions of a markdown cell, in order.

    Examples
    --------
    >>> expressions("of `{python} total('cases')` patients")
    ["total('cases')"]
    """
    return [match[1].strip() for match in INLINE.finditer(source)]


def values(source: str, evaluate: Evaluate) -> list[dict[str, Any]]:
    """Evaluate the expressions; of each return its ``markdown`` and the ``record``, if it has one.

    Raises
    ------
    InlineError
        If one of them fails.
    """
    matches = list(INLINE.finditer(source))
    replies = evaluate([match[1].strip() for match in matches]) if matches else []
    found = []
    for match, reply in zip(matches, replies, strict=True):
        _check(source, match, reply)
        record = {"record": reply["data"][RECORD_MIME]} if RECORD_MIME in reply["data"] else {}
        found.append({"markdown": as_markdown(reply["data"]), **record})
    return found


def insert(source: str, texts: Iterable[str]) -> str:
    """Put a text in the place of each expression.

    Examples
    --------
    >>> insert("of `{python} total('cases')` patients", ["20"])
    'of 20 patients'
    """
    left = iter(texts)
    return INLINE.sub(lambda _: next(left), source)


def _check(source: str, match: re.Match[str], reply: dict[str, Any]) -> None:
    if reply["status"] != "ok":
        line = source.count("\n", 0, match.start()) + 1
        reason = f"{reply.get('ename', 'error')}: {reply.get('evalue', '')}"
        raise InlineError(match[1].strip(), line, reason)


def as_markdown(bundle: Bundle) -> str:
    """Return the Markdown of a result; a plain text appears as the text that it is.

    A quoted string loses its quotes, as with Quarto.
    """
    if "text/markdown" in bundle:
        return str(bundle["text/markdown"])
    plain = str(bundle.get("text/plain", ""))
    with contextlib.suppress(SyntaxError, ValueError):
        value = ast.literal_eval(plain)
        plain = value if isinstance(value, str) else plain
    return _SIGNS.sub(r"\\\1", " ".join(plain.split()))
