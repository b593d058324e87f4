"""What is a message to the person at the keyboard, and no stack trace."""

from __future__ import annotations

import shutil


class BookError(Exception):
    """Something the user can mend; its text says what was found and what is allowed.

    The command line prints the text alone, without a stack trace, and exits with 1.
    """


def told(error: OSError | MemoryError) -> str:
    """Return what the system refuses, a full disk for instance, as a message.

    Examples
    --------
    >>> told(PermissionError(13, "Permission denied", "_book"))
    '_book: Permission denied'
    """
    if isinstance(error, MemoryError):
        return "there is not enough memory"
    if isinstance(error, shutil.Error) and isinstance(error.args[0], list):
        _, place, reason = error.args[0][0]  # of all files that could not be copied
        return f"{place}: {reason}"
    reason = error.strerror or str(error)
    return f"{error.filename}: {reason}" if error.filename else reason
