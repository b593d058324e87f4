"""How a command ends that is asked to, and what does not end it."""

import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

SCRIPT = """
import sys
from helpers.cli import main

def run(_):
    try:
        print("begun", flush=True)
        print(f"heard {sys.stdin.readline()}", flush=True)
    finally:
        print("tidying", flush=True)
        sys.stdin.readline()
        print("tidied", flush=True)

main(run)
"""


@pytest.fixture
def begun(request: pytest.FixtureRequest) -> Iterator[subprocess.Popen[str]]:
    """A command that waits for a line, and for another one when it tidies up.

    The parameter is a trap of the shell that starts it.
    """
    pipe, trap = subprocess.PIPE, getattr(request, "param", ":")
    line = ["sh", "-c", f'{trap}; exec "$@"', "sh", sys.executable, "-c", SCRIPT]
    with subprocess.Popen(line, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        assert said(process) == "begun"
        yield process
        process.kill()


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().rstrip("\n")


def test_who_asks_again_does_not_disturb_what_is_tidied_up(begun: subprocess.Popen[str]) -> None:
    begun.send_signal(signal.SIGINT)
    assert said(begun) == "tidying"
    begun.send_signal(signal.SIGTERM)
    begun.send_signal(signal.SIGHUP)
    assert begun.communicate("\n", timeout=60) == ("tidied\n", "rspbook: interrupted\n")
    assert begun.returncode == 130


def test_another_interrupt_hastens_the_end(begun: subprocess.Popen[str]) -> None:
    begun.send_signal(signal.SIGTERM)
    assert said(begun) == "tidying"
    begun.send_signal(signal.SIGINT)
    assert begun.communicate("\n", timeout=60) == ("", "rspbook: interrupted\n")
    assert begun.returncode == 130


@pytest.mark.parametrize(
    ("begun", "number"),
    [("trap '' HUP", signal.SIGHUP), ("trap '' INT", signal.SIGINT)],
    indirect=["begun"],
    ids=["nohup", "the background of a script"],
)
def test_what_is_to_be_ignored_is(begun: subprocess.Popen[str], number: int) -> None:
    begun.send_signal(number)
    assert begun.communicate("on\n\n", timeout=60) == ("heard on\n\ntidying\ntidied\n", "")
    assert begun.returncode == 0
