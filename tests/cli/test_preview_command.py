"""``rspbook preview``: serves the book, and rebuilds it when a source changes."""

import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path


def test_a_change_and_an_error_reach_the_browser(built: Path) -> None:
    line = [sys.executable, "-m", "helpers", "preview", "--port", "0", "--renderer", "builtin"]
    env = {**os.environ, "PYTHONPATH": str(built / "src")}
    process = subprocess.Popen(
        line, cwd=built, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    chapter = built / "chapters" / "10-discussion.ipynb"
    cases = built / "data" / "cases.csv"
    before, data = chapter.read_bytes(), cases.read_bytes()
    try:
        said = _until(process, "The book is at ")
        address = said.split("The book is at ")[1].split()[0]
        with urllib.request.urlopen(address + "__events", timeout=60) as events:
            chapter.write_bytes(before.replace(b"# Discussion", b"# A made-up title", 1))
            while (heard := events.readline()) != b"data: new\n":
                assert heard in (b": beat\n", b"\n")
        page = urllib.request.urlopen(address + "chapters/10-discussion.html", timeout=10)
        assert b"A made-up title" in page.read()
        with urllib.request.urlopen(address + "__events", timeout=60) as events:
            cases.write_bytes(data.replace(b"T5-T10", b"T5-T13", 1))
            while (heard := events.readline()) != b"event: problem\n":
                assert heard in (b": beat\n", b"data: new\n", b"\n")
            assert b"not a vertebral level" in events.readline()
            cases.write_bytes(data)
            while (heard := events.readline()) != b"data: new\n":
                assert heard in (b": beat\n", b"\n")
    finally:
        chapter.write_bytes(before)
        cases.write_bytes(data)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    assert process.returncode == 130


def _until(process: subprocess.Popen[str], text: str) -> str:
    """Read lines until one holds `text`; return it."""
    assert process.stdout is not None
    for line in process.stdout:
        if text in line:
            return line
    raise AssertionError(process.stderr.read() if process.stderr else "it ended")
