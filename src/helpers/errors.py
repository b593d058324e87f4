"""What is a message to the person at the keyboard, and no stack trace."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class BookError(Exception):
    """Something the user can mend; its text says what was found and what is allowed.

    The command line prints the text alone, without a stack trace, and exits with 1.
    """


def told(error: Exception) -> str:
    """Return what the system refuses, a full disk for instance, as a message; others by their type.

    Examples
    --------
    >>> told(PermissionError(13, "Permission denied", "_book"))
    '_book: Permission denied'
    >>> told(RuntimeError("Kernel died"))
    'RuntimeError: Kernel died'
    """
    if isinstance(error, MemoryError):
        return "there is not enough memory"
    if not isinstance(error, OSError):
        return f"{type(error).__name__}: {error}{_thrown(error)}"
    if isinstance(error, shutil.Error) and isinstance(error.args[0], list):
        _, place, reason = error.args[0][0]  # of all files that could not be copied
        return f"{place}: {reason}"
    reason = error.strerror or str(error)
    return f"{error.filename}: {reason}" if error.filename else reason


def _thrown(error: Exception) -> str:
    """Return where an error was thrown that nobody foresaw, for those who look for its cause."""
    import traceback  # seldom needed

    *_, last = traceback.extract_tb(error.__traceback__) or [None]
    return f" ({last.filename}, line {last.lineno})" if last else ""


def placed(place: str, error: BookError, what: str = "") -> str:
    """Return the message of an error, which begins with its place; if not, with this, and `what`.

    Examples
    --------
    >>> placed("data", BookError("data/cases.csv: is missing"), "their check")
    'data/cases.csv: is missing'
    >>> placed("data", BookError("there is not enough memory"), "their check")
    'data: their check: there is not enough memory'
    """
    text = str(error)
    return text if text.startswith(place) else ": ".join(filter(None, [place, what, text]))


def not_utf8(error: UnicodeDecodeError) -> tuple[int, str]:
    r"""Return the line of a file, counted from 1, that is not UTF-8, and what stands there.

    Examples
    --------
    >>> try:
    ...     b"case\nM\xfcller".decode("utf-8")
    ... except UnicodeDecodeError as error:
    ...     not_utf8(error)
    (2, 'byte 0xfc is not UTF-8')
    """
    line = error.object.count(b"\n", 0, error.start) + 1
    return line, f"byte {error.object[error.start]:#04x} is not UTF-8"


def meant(name: str, known: Iterable[str]) -> str:
    """Return ``did you mean cohort?`` where a name is near to a known one, else nothing."""
    from difflib import get_close_matches  # only a mistake needs it

    near = get_close_matches(name, list(known), n=1)
    return f"did you mean {near[0]}?" if near else ""


def visible(text: object) -> str:
    r"""Return a text as a terminal may show it: what would steer the terminal, by its code.

    Examples
    --------
    >>> print(visible("\x1b[31mred.txt: is missing"))
    \x1b[31mred.txt: is missing
    """
    return _UNSEEN.sub(lambda match: match[0].encode("unicode_escape").decode(), str(text))
