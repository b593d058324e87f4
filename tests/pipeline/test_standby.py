"""Work handed to a process that stands by: it is done there, and looks as if done here."""

import contextlib
import os
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from helpers.pipeline.standby import DECLINED, address, dismiss, hand_over

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there are only files")

WORKER = f"""
import os, sys, time
from helpers.pipeline.standby import address, asked, listen

listening = listen(address(sys.argv[1]))
print("there" if listening else "somebody else is", flush=True)
one = asked(listening, float(sys.argv[2])) if listening else None
if one is None:
    sys.exit(3)
if one.question == "another":
    sys.exit()
one.take()
if one.question == "too late":
    one.answer({DECLINED})
    sys.exit()
print("working on", one.question, flush=True)
print("and complaining", file=sys.stderr, flush=True)
if one.question == "crash":
    os._exit(9)
if one.question == "long":
    time.sleep(60)
one.answer(len(one.question))
"""

ASKING = """
import sys
from helpers.pipeline.standby import address, hand_over

print("answered", hand_over(address(sys.argv[1]), lambda: sys.argv[2]))
"""

Begin = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Begin]:
    """Start a script for the folder of this test; what still runs at its end is killed."""
    begun = list[subprocess.Popen[str]]()

    def start(script: str, *arguments: str) -> subprocess.Popen[str]:
        line, pipe = [sys.executable, "-c", script, str(tmp_path), *arguments], subprocess.PIPE
        begun.append(subprocess.Popen(line, stdout=pipe, stderr=pipe, text=True))
        return begun[-1]

    yield start
    for process in begun:
        process.kill()
        process.communicate()


def not_asked() -> str:
    raise AssertionError("there is nobody to ask")


def stands_by(begin: Begin, seconds: float = 60) -> subprocess.Popen[str]:
    process = begin(WORKER, str(seconds))
    assert said(process) == "there"
    return process


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().rstrip("\n")


def test_what_it_says_reaches_whoever_asked(begin: Begin) -> None:
    worker = stands_by(begin)
    out, err = begin(ASKING, "é = 2").communicate(timeout=60)
    assert out == "working on é = 2\nanswered 5\n"
    assert err == "and complaining\n"
    assert worker.communicate(timeout=60) == ("", "")


@pytest.mark.parametrize("question", ["another", "too late", "crash"])
def test_no_answer_is_told_as_none(begin: Begin, question: str) -> None:
    stands_by(begin)
    out, _ = begin(ASKING, question).communicate(timeout=60)
    assert out.splitlines()[-1] == "answered None"


def test_nobody_is_there(tmp_path: Path) -> None:
    assert hand_over(address(str(tmp_path)), not_asked) is None


def test_a_crowd_is_not_waited_for(tmp_path: Path) -> None:
    place = address(str(tmp_path))
    with contextlib.ExitStack() as stack:
        listening = stack.enter_context(socket.socket(socket.AF_UNIX))
        listening.bind(place)
        listening.listen(0)
        with contextlib.suppress(BlockingIOError):
            while line := stack.enter_context(socket.socket(socket.AF_UNIX)):
                line.setblocking(False)
                line.connect(place)
        assert hand_over(place, not_asked) is None


def test_a_stream_that_is_closed_cannot_be_handed_over(begin: Begin, tmp_path: Path) -> None:
    worker = stands_by(begin)
    script = shlex.join([sys.executable, "-c", ASKING, str(tmp_path), "hello"])
    done = subprocess.run(["sh", "-c", f"{script} 2>&-"], stdout=subprocess.PIPE, check=True)
    assert done.stdout == b"answered None\n"
    assert worker.poll() is None


@pytest.mark.skipif(os.getuid() != 0, reason="only the superuser can become another")
def test_another_user_is_not_heard(begin: Begin, tmp_path: Path) -> None:
    worker, place = stands_by(begin), address(str(tmp_path))
    if (stranger := os.fork()) == 0:
        os.setuid(65534)
        os._exit(hand_over(place, lambda: "hello") or 0)
    assert os.waitpid(stranger, 0)[1] == 0
    assert worker.poll() is None
    out, _ = begin(ASKING, "hello").communicate(timeout=60)
    assert out == "working on hello\nanswered 5\n"


def test_it_is_asked_once(begin: Begin, tmp_path: Path) -> None:
    stands_by(begin)
    assert said(begin(ASKING, "long")) == "working on long"
    assert hand_over(address(str(tmp_path)), not_asked) is None


def test_it_ends_when_its_time_is_over(begin: Begin) -> None:
    assert stands_by(begin, 0.1).wait(timeout=60) == 3


def test_there_is_one_at_a_time(begin: Begin, tmp_path: Path) -> None:
    first = stands_by(begin)
    assert said(begin(WORKER, "60")) == "somebody else is"
    dismiss(address(str(tmp_path)))
    assert first.wait(timeout=60) == 3
    stands_by(begin)


def test_the_work_of_one_that_was_interrupted_ends(begin: Begin) -> None:
    worker = stands_by(begin)
    asking = begin(ASKING, "long")
    assert said(asking) == "working on long"
    asking.send_signal(signal.SIGINT)
    out, err = asking.communicate(timeout=60)
    assert worker.wait(timeout=60) == -signal.SIGTERM
    assert out == ""
    assert err.splitlines()[-1] == "KeyboardInterrupt"


def test_the_work_of_one_that_was_killed_ends(begin: Begin) -> None:
    worker = stands_by(begin)
    asking = begin(ASKING, "long")
    assert said(asking) == "working on long"
    asking.kill()
    assert worker.wait(timeout=60) == -signal.SIGTERM
