"""Handing work to a process of the same user that stands by, which does it in the place of another.

The two meet at a socket that is no file, as Linux has: nothing is left where a process was killed.
What is handed over is a line of text and the streams of whoever asks, so that what is said reaches
the same terminal; the answer is an exit code. If whoever asked ends, the work ends, too.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import struct
import threading
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from helpers.pipeline.hashing import digest

DECLINED = 75
"""The exit code that says: this was not made for what is asked now, and has done nothing."""

_STREAMS = 0, 1, 2
_TAKEN = b"+"
_CREDENTIALS = struct.Struct("3i")
_PATIENCE = 5.0
"""Seconds in which a process answers that has nothing else to do, and ends that was asked to."""

_PREPARATION = 30.0
"""Seconds in which a process that stands by takes what it is asked, even if it has just begun."""


def address(name: str) -> str:
    """Return where to meet the process that stands by for `name`; it is another for each user."""
    return f"\0rspbook-{digest(os.fsencode(f'{os.getuid()} {name}'))}"


def hand_over(place: str, question: Callable[[], str]) -> int | None:
    """Hand work to the process that stands by at an `address`; wait until it is done.

    Parameters
    ----------
    question : callable
        Returns what is asked for, on one line, if there is somebody to ask.

    Returns
    -------
    int or None
        The exit code; None if there is no such process, or it declined, or ended before its answer.
    """
    with contextlib.suppress(OSError):
        for stream in _STREAMS:
            os.fstat(stream)  # one that is closed cannot be handed over
        with _met(place) as line:
            socket.send_fds(line, [b" "], _STREAMS)
            line.sendall(question().encode() + b"\n")
            line.settimeout(_PREPARATION)
            answer = _answer(line) if line.recv(1) == _TAKEN else b""
            return answer[0] if answer and answer[0] != DECLINED else None
    return None


def dismiss(place: str) -> None:
    """Let the process that stands by at an `address`, if there is one, end."""
    with contextlib.suppress(OSError), _met(place):
        pass


def _met(place: str) -> socket.socket:
    """Return a line to the process at an `address`; OSError if there is none of the same user."""
    line = socket.socket(socket.AF_UNIX)
    try:
        line.settimeout(_PATIENCE)
        line.connect(place)
        if _is_mine(line):
            return line
        raise PermissionError
    except BaseException:
        line.close()
        raise


def _answer(line: socket.socket) -> bytes:
    line.settimeout(None)
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
        """Speak through the streams of whoever asked, from now on; end when they do.

        Raises
        ------
        OSError
            They have ended already.
        """
        self.line.sendall(_TAKEN)
        for mine, given in zip(_STREAMS, self.streams, strict=True):
            os.dup2(given, mine)
            os.close(given)
        threading.Thread(target=self._end_with_them, daemon=True).start()

    def answer(self, code: int) -> None:
        """Say how it ended, which ends nothing any more; it may be that nobody hears it."""
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        with contextlib.suppress(OSError):
            self.line.sendall(bytes([code % 256]))

    def _end_with_them(self) -> None:
        with contextlib.suppress(OSError):
            self.line.recv(1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # they say themselves that it was interrupted
        os.kill(os.getpid(), signal.SIGTERM)


def listen(place: str) -> socket.socket | None:
    """Return a socket at an `address`, to be handed to who will stand by; None if one does."""
    listening = socket.socket(socket.AF_UNIX)
    try:
        listening.bind(place)
        listening.listen(1)
    except OSError:
        listening.close()
        return None
    return listening


def asked(listening: socket.socket, seconds: float, until: Sequence[int] = ()) -> Asked | None:
    """Wait until something is asked for; None if nothing is in that time, or nothing any more.

    From then on nobody else finds this process.

    Parameters
    ----------
    until : sequence of int
        Descriptors; where one of them has something to tell, there is nothing to wait for.
    """
    deadline, line, waiting = time.monotonic() + seconds, None, select.poll()
    for one in (listening.fileno(), *until):
        waiting.register(one, select.POLLIN)
    with listening:
        while line is None:
            rest = max(0.0, deadline - time.monotonic())
            if listening.fileno() not in dict(waiting.poll(1000 * rest)):
                return None
            line = listening.accept()[0]
            if not _is_mine(line):
                line.close()
                line = None
    return _heard(line)


def _heard(line: socket.socket) -> Asked | None:
    with contextlib.suppress(OSError):
        line.settimeout(_PATIENCE)
        _, streams, _, _ = socket.recv_fds(line, 1, len(_STREAMS))
        question = line.makefile("rb").readline()
        line.settimeout(None)
        if len(streams) == len(_STREAMS) and question.endswith(b"\n"):
            return Asked(question.decode().rstrip("\n"), line, streams)
    line.close()
    return None


def _is_mine(line: socket.socket) -> bool:
    """Tell whether a process of the same user is at the other end."""
    found = line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    return bool(_CREDENTIALS.unpack(found)[1] == os.getuid())
