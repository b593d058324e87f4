"""The command line, which joins the science and the book."""

from __future__ import annotations

import signal
import sys


class Interrupted(BaseException):
    """Ctrl-C was pressed; typer would end in silence on a KeyboardInterrupt."""


def main() -> None:
    """Run ``rspbook``; a `BookError` ends as its message and exit code 1."""
    from helpers.cli.app import app
    from helpers.errors import BookError

    signal.signal(signal.SIGINT, _interrupt)
    try:
        app()
    except BookError as error:
        print(f"rspbook: {error}", file=sys.stderr)
        sys.exit(1)
    except Interrupted:
        print("rspbook: interrupted; the finished chapters are kept", file=sys.stderr)
        sys.exit(130)


def _interrupt(*_: object) -> None:
    raise Interrupted
