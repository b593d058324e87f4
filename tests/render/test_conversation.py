"""Programs that work side by side: what one says, all hear, and each way to fail is one message."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Sequence

import pytest

from helpers.errors import BookError
from helpers.render.conversation import converse
from helpers.render.process import StoppedError, stop_all

HEAR = "answer = sys.stdin.readline()\nif not answer: sys.exit(0)\n"
SAY = "print(json.dumps({}), flush=True)\n" + HEAR


def talk(codes: Sequence[str], timeout: float = 60) -> list[bytes]:
    """Let programs talk; return what the first one said."""
    heard: list[bytes] = []
    commands = [[sys.executable, "-c", f"import json, os, sys\n{code}"] for code in codes]
    converse(commands, "the tool", timeout=timeout, message_code=3, hear=heard.append)
    return heard


def test_what_each_says_all_hear(tmp_path):
    def code(name: str) -> str:
        keep = f"open({str(tmp_path / name)!r}, 'a').write(answer)\n"
        return SAY.format(f"[{name!r}, 'é\\n']") + keep + SAY.format(f"{name!r} + answer") + keep

    first = talk([code("a"), code("b")])
    told = (tmp_path / "a").read_text()
    assert told == (tmp_path / "b").read_text()
    assert told.splitlines()[0] == r'[["a", "\u00e9\n"],["b", "\u00e9\n"]]'
    assert len(first) == 2


def test_one_alone_hears_itself(tmp_path):
    file = tmp_path / "heard"
    talk([SAY.format("1") + f"open({str(file)!r}, 'w').write(answer)"])
    assert file.read_text() == "[1]\n"


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="there are no such priorities")
def test_other_programs_go_first():
    said = talk([SAY.format("1") + SAY.format("os.getpriority(os.PRIO_PROCESS, 0)")])
    assert int(said[1]) > os.getpriority(os.PRIO_PROCESS, 0)


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize(
    ("end", "message"),
    [
        ("sys.stderr.write('mend this'); sys.exit(3)", "^mend this$"),
        ("sys.exit(7)", "the tool failed: exit code 7"),
        ("os.abort()", "the tool crashed"),
        ("print('half a line', end=''); sys.exit(4)", "exit code 4"),
        ("sys.stderr.write('x' * 200_000); sys.exit(3)", "^x+$"),
    ],
)
def test_where_one_fails_the_others_end_and_why_is_told(place, end, message):
    codes = [SAY.format("1") * 3, SAY.format("1") * 3]
    codes[place] = SAY.format("1") + end
    with pytest.raises(BookError, match=message):
        talk(codes)


def test_what_hangs_is_stopped():
    with pytest.raises(StoppedError, match=r"the tool did not finish in 0\.5 seconds"):
        talk([SAY.format("1"), "import time; time.sleep(60)"], timeout=0.5)


def test_what_goes_wrong_while_it_is_heard_ends_all():
    commands = [[sys.executable, "-c", "import sys, time\nprint(1, flush=True)\ntime.sleep(60)"]]

    def hear(said: bytes) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        converse(commands, "the tool", timeout=60, message_code=3, hear=hear)


def test_all_can_be_stopped():
    stopper = threading.Timer(0.5, stop_all)
    stopper.start()
    with pytest.raises(StoppedError, match="the tool was stopped"):
        talk([SAY.format("1"), "import time; time.sleep(60)"])
    stopper.join()
