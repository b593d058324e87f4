"""The command line, which joins the science and the book."""

from __future__ import annotations

import sys


def main() -> None:
    """Run ``rspbook``; a `BookError` ends as its message and exit code 1."""
    from helpers.cli.app import app
    from helpers.errors import BookError

    try:
        app()
    except BookError as error:
        print(f"rspbook: {error}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print("rspbook: interrupted; the finished chapters are kept", file=sys.stderr)
        sys.exit(130)
