"""What the command line takes for a number."""

from __future__ import annotations

from argparse import ArgumentTypeError
from math import inf


def whole_number(text: str) -> int:
    """Return a number from 0."""
    if not text.isdecimal():
        raise ArgumentTypeError(f"{text!r} is not a whole number from 0")
    return int(text)


def port(text: str) -> int:
    """Return the number of a port."""
    if not text.isdecimal() or int(text) > 65535:
        raise ArgumentTypeError(f"{text!r} is not a port, a number from 0 to 65535")
    return int(text)


def seconds(text: str) -> float:
    """Return a time."""
    try:
        found = float(text)
    except ValueError:
        found = -inf
    if not 0 <= found < inf:
        raise ArgumentTypeError(f"{text!r} is not a number of seconds from 0")
    return found
