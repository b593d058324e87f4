"""The one exception that is a message to the person at the keyboard."""

from __future__ import annotations


class BookError(Exception):
    """Something the user can mend; its text says what was found and what is allowed.

    The command line prints the text alone, without a stack trace, and exits with 1.
    """
