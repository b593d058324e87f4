"""Handing work to a process of the same user that stands by, which does it in the place of another.

The two meet at a socket that is no file, as Linux has: nothing is left where a process was killed.
What is handed over is a line of text and the streams of whoever asks, so that what is said reaches
the same terminal; the answer is an exit code. If whoever asked ends, the work ends, too.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import struct
import threading
import time
from collections.abc import Iterator
from typing import NamedTuple

from helpers.pipeline.hashing import digest

DECLINED = 75
"""The exit code that says: this was not made for what is asked now, and has done nothing."""

_STREAMS = 0, 1, 2
_CREDENTIALS = struct.Struct("3i")
_PATIENCE = 5.0
"""Seconds in which a process ends that was asked to."""


def address(name: str) -> str:
    """Return where to meet the process that stands by for `name`; it is another for each user."""
    return f"\0rspbook-{digest(f'{os.getuid()} {name}'.encode())}"


def hand_over(place: str, question: str) -> int | None:
    """Hand work to the process that stands by at an `address`; wait until it is done.

    Parameters
    ----------
    question : str
        What is asked for, on one line.

    Returns
    -------
    int or None
        The exit code; None if there is no such process, or it declined, or ended before its answer.
    """
    with socket.socket(socket.AF_UNIX) as line, contextlib.suppress(OSError):
        line.connect(place)
        if not _is_mine(line):
            return None
        socket.send_fds(line, [b" "], _STREAMS)
        line.sendall(question.encode() + b"\n")
        answer = _answer(line)
        return answer[0] if answer and answer[0] != DECLINED else None
    return None


def _answer(line: socket.socket) -> bytes:
    try:
        return line.recv(1)
    except BaseException:  # interrupted: the work ends first, so that nothing is left behind
        with contextlib.suppress(OSError):
            line.shutdown(socket.SHUT_WR)
            line.settimeout(_PATIENCE)
            line.recv(1)
        raise


class Asked(NamedTuple):
    """Work that was handed over: the question, and what it came with."""

    question: str
    line: socket.socket
    streams: list[int]

    def take(self) -> None:
        """Speak through the streams of whoever asked, from now on; end when they do."""
        for mine, given in zip(_STREAMS, self.streams, strict=True):
            os.dup2(given, mine)
            os.close(given)
        threading.Thread(target=self._end_with_them, daemon=True).start()

    def answer(self, code: int) -> None:
        """Say how it ended; it may be that nobody hears it any more."""
        with contextlib.suppress(OSError):
            self.line.sendall(bytes([code % 256]))

    def _end_with_them(self) -> None:
        with contextlib.suppress(OSError):
            self.line.recv(1)
        silence = os.open(os.devnull, os.O_WRONLY)
        for stream in _STREAMS[1:]:
            os.dup2(silence, stream)  # they say themselves that they were interrupted
        os.kill(os.getpid(), signal.SIGTERM)


@contextlib.contextmanager
def standing_by(place: str) -> Iterator[socket.socket]:
    """Stand by at an `address` while the block runs; who did so before is no longer asked.

    Raises
    ------
    OSError
        The one before does not end.
    """
    with socket.socket(socket.AF_UNIX) as listening:
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                listening.bind(place)
                break
            except OSError:
                if time.monotonic() > deadline:
                    raise
            _dismiss(place)
            time.sleep(0.02)
        listening.listen(1)
        yield listening


def _dismiss(place: str) -> None:
    """Ask for nothing, which ends who stands by there."""
    with socket.socket(socket.AF_UNIX) as line, contextlib.suppress(OSError):
        line.connect(place)


def asked(listening: socket.socket, seconds: float) -> Asked | None:
    """Wait until something is asked for; None if nothing is in that time, or nothing any more.

    From then on nobody else finds this process.
    """
    listening.settimeout(seconds)
    try:
        line = listening.accept()[0]
    except TimeoutError:
        return None
    finally:
        listening.close()
    line.settimeout(_PATIENCE)
    with contextlib.suppress(OSError):
        _, streams, _, _ = socket.recv_fds(line, 1, len(_STREAMS))
        question = line.makefile("rb").readline()
        line.settimeout(None)
        if _is_mine(line) and len(streams) == len(_STREAMS) and question.endswith(b"\n"):
            return Asked(question.decode().rstrip("\n"), line, streams)
    return None


def _is_mine(line: socket.socket) -> bool:
    """Tell whether a process of the same user is at the other end."""
    found = line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    return bool(_CREDENTIALS.unpack(found)[1] == os.getuid())
