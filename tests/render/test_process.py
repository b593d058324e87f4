"""Other programs: each way to fail is one sentence."""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from helpers.errors import BookError
from helpers.render.process import StoppedError, finish, run, start, stop_all


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


@pytest.mark.skipif(os.name == "nt", reason="process groups are those of Unix")
def test_what_it_has_started_is_stopped_with_it(tmp_path):
    file = tmp_path / "pid"
    child = f"import os, time; open({str(file)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    with pytest.raises(BookError, match="was stopped"):
        python(code, timeout=2, family=True)
    for _ in range(100):
        if not Path("/proc", file.read_text()).exists():
            return
        time.sleep(0.05)
    pytest.fail("the child is still there")


def test_a_program_that_was_started_is_told_later():
    process = start([sys.executable, "-c", "print(input()[::-1])"], "the tool")
    assert finish(process, "the tool", timeout=60, told=b"abc\n").strip() == "cba"


def test_what_other_threads_wait_for_can_be_stopped():
    with ThreadPoolExecutor(1) as pool:
        job = pool.submit(python, "import time; time.sleep(60)")
        while not job.done():
            stop_all()
        with pytest.raises(StoppedError, match="the tool was stopped"):
            job.result()


def test_of_a_long_complaint_the_end_is_told():
    with pytest.raises(BookError) as caught:
        python("import sys; sys.exit('x' * 10**6 + ' because of y')")
    assert len(str(caught.value)) < 3000
    assert str(caught.value).endswith(" because of y")
