"""The build that stays ready for the next one (`helpers.cli.staying`).

`answering` takes the arguments DESCRIPTORS LIKENESS SECONDS REQUEST. It prepares as
`helpers.cli.ready` does, stands by at a socket, the first of the descriptors, for so many seconds,
but no longer than the shell, the second if there is one, and builds once, if asked to by what is
like it.
"""

from __future__ import annotations

import contextlib
import json
import socket
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpers.pipeline.standby import Asked

_taken: list[Asked] = []
"""What was asked for, which is answered when all has ended."""


def run(arguments: Sequence[str]) -> None:
    """Prepare, stand by, build.

    Raises
    ------
    BookError
        As ``rspbook build``.
    SystemExit
        Likewise; with `DECLINED` where what was prepared is no longer good.
    """
    from helpers.cli.ready import prepared
    from helpers.cli.staying import from_text
    from helpers.pipeline.standby import asked

    given, like, seconds, text = arguments
    at, *shell = json.loads(given)
    with contextlib.ExitStack() as stack:
        build = prepared(from_text(text), stack)
        one = asked(socket.socket(fileno=at), float(seconds), shell)
        if build and one and (request := _taken_from(one, like)):
            build(from_text(request))


def _taken_from(one: Asked, like: str) -> str:
    """Take what is asked by what is `like` this process; return it, else nothing."""
    their_likeness, request = json.loads(one.question)
    if their_likeness != like:
        return ""
    try:
        one.take()
    except OSError:
        return ""
    _taken.append(one)
    return str(request)


def answering() -> None:
    """Run, and tell whoever asked with which exit code it ended."""
    from helpers.cli import main

    code: object = 1
    try:
        main(run)
        code = 0
    except SystemExit as ended:
        code = ended.code
    finally:
        for one in _taken:
            one.answer(code if isinstance(code, int) else 1)
