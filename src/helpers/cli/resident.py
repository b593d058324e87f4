"""The build that stays ready for the next one (`helpers.cli.staying`).

``python -m helpers.cli.resident CODE SECONDS REQUEST`` prepares as `helpers.cli.ready` does, stands
by for so many seconds, and builds once if it is asked to from the same surroundings.
"""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpers.cli.request import Request
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
        Likewise; with `DECLINED` where what was prepared is not good for what is asked.
    """
    from helpers.cli.ready import code, prepared
    from helpers.cli.staying import from_text, place, surroundings
    from helpers.pipeline.project import find_project
    from helpers.pipeline.standby import DECLINED, asked, standing_by

    of, seconds, text = arguments
    expected, here = from_text(text), surroundings()
    build = None
    with contextlib.ExitStack() as stack:
        listening = stack.enter_context(standing_by(place(find_project(Path.cwd()))))
        with contextlib.suppress(Exception):  # what is wrong now may be mended until then
            build = prepared(expected, stack)
        one = asked(listening, float(seconds))
        if one is None:
            return
        _taken.append(one)
        question = json.loads(one.question)
        request = from_text(question["request"])
        same = question["surroundings"] == here and _prepared_for(request, expected)
        if build is None or not same or code() != of:
            sys.exit(DECLINED)
        one.take()
        build(request)


def _prepared_for(request: Request, expected: Request) -> bool:
    """Tell whether what was done beforehand for one request is good for another."""
    other = request._replace(
        explain=expected.explain, output=expected.output, params=expected.params,
        assignments=expected.assignments, jobs=expected.jobs, timeout=expected.timeout,
        daemon=expected.daemon,
    )  # fmt: skip
    return other == expected


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


if __name__ == "__main__":
    answering()
