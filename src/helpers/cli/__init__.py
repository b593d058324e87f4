"""The command line, which joins the science and the book."""

from __future__ import annotations

import gc
import io
import os
import signal
import sys
from collections.abc import Callable, Sequence

_GARBAGE = 50_000
"""How many new objects make Python look for garbage; at first most are modules, and stay."""


_KEEPING = ["build"], ["release"]
"""The commands that begin where they were interrupted."""


class Interrupted(BaseException):
    """Ctrl-C was pressed, or the system asks to end."""


def main(run: Callable[[Sequence[str]], None] | None = None) -> None:
    """Run ``rspbook``, or what else is to be `run` with the arguments of the command line.

    What the user or the system can mend ends as a message and exit code 1.
    """
    gc.set_threshold(_GARBAGE)
    from helpers.cli import app
    from helpers.errors import BookError, told, visible

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # text of the data in any terminal
    _listen()
    try:
        try:
            (run or app.run)(sys.argv[1:])
        finally:
            if sys.stdout:  # else it was closed before
                sys.stdout.flush()
            gc.freeze()  # what is still there ends with the process, and need not be gone through
    except BookError as error:
        print(f"rspbook: {visible(error)}", file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:  # whoever read the output, `head` for instance, has enough of it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except (OSError, MemoryError) as error:
        print(f"rspbook: {visible(told(error))}", file=sys.stderr)
        sys.exit(1)
    except Interrupted as interruption:
        kept = "; the finished chapters are kept" if sys.argv[1:2] in _KEEPING else ""
        print(f"rspbook: interrupted{kept}", file=sys.stderr)
        sys.exit(128 + interruption.args[0])


def _listen() -> None:
    """End in order when asked to; not by what whoever started this wants it to outlast.

    That is the end of a terminal after ``nohup``, and Ctrl-C in the background of a script. SIGTERM
    counts always: it ends the process of which the chapters' are forked, too, as it is started.
    """
    signal.signal(signal.SIGTERM, _interrupt)
    for name in ("SIGINT", "SIGHUP"):
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _interrupt)


def _interrupt(number: int, _: object) -> None:
    """Begin to end; who asks again disturbs what is tidied up on the way, only Ctrl-C hastens it.

    A preview that was interrupted at a terminal ends its build, which the same Ctrl-C has reached.
    """
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: None)
    raise Interrupted(number)
