"""Other programs: each way to fail is one sentence."""

from __future__ import annotations

import sys

import pytest

from helpers.errors import BookError
from helpers.render.process import run


def python(code: str, **options: float) -> str:
    return run([sys.executable, "-c", code], "the tool", **({"timeout": 60.0} | options))


def test_what_it_prints_is_returned():
    assert python("print('é')").strip() == "é"


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("import sys; sys.exit('no such letter')", "the tool failed: no such letter"),
        ("import sys; sys.exit(4)", "the tool failed: exit code 4"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", r"crashed \(signal 9\)"),
    ],
)
def test_a_failure_is_told(code, message):
    with pytest.raises(BookError, match=message):
        python(code)


def test_a_message_for_the_author_comes_alone():
    with pytest.raises(BookError) as caught:
        python("import sys; sys.stderr.write('mend this'); sys.exit(3)", message_code=3)
    assert str(caught.value) == "mend this"


def test_a_program_that_hangs_is_stopped():
    with pytest.raises(BookError, match=r"did not finish in 0\.2 seconds"):
        python("import time; time.sleep(60)", timeout=0.2)


def test_a_program_that_is_not_there_is_told(tmp_path):
    with pytest.raises(BookError, match="cannot be started"):
        run([tmp_path / "none"], "the tool", timeout=1)
