"""``rspbook preview``: serves the book, and rebuilds it when a source changes."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest
from data_folder import DataFolder
from in_process import rspbook
from project_copies import add_code
from running import left_behind, marked

PACKAGES = "made-up-packages"
PATIENCE = 120.0
"""Seconds after which a preview that does not say what it should is ended."""


def test_a_change_and_an_error_reach_the_browser(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RSPBOOK_TEST", str(small))
    chapter, cases = small / "index.ipynb", small / "data" / "cases.csv"
    studies, written = (small / "data" / name for name in ("studies.csv", "references.bib"))
    before, data = chapter.read_bytes(), cases.read_bytes()
    with preview(small) as address:
        with urllib.request.urlopen(address + "__events", timeout=60) as events:
            chapter.write_bytes(before.replace(b"# Made up", b"# Another title", 1))
            hear(events, b"data: new\n")
        assert b"Another title" in urllib.request.urlopen(address, timeout=10).read()
        with urllib.request.urlopen(address + "__events", timeout=60) as events:
            studies.write_bytes(studies.read_bytes().replace(b"mysterious", b"made-up", 1))
            hear(events, b"data: new\n")
            assert b"made-up" in written.read_bytes()
            until_runs("helpers.cli.ready", f"RSPBOOK_TEST={small}")  # what it wrote is no change
            cases.write_bytes(data.replace(b"T5-T10", b"T5-T13", 1))
            hear(events, b"event: problem\n")
            assert b"not a vertebral level" in events.readline()
            cases.write_bytes(data)
            hear(events, b"data: new\n")


def test_a_build_that_waits_is_used_or_replaced_and_leaves_no_process(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (small / PACKAGES).mkdir()
    monkeypatch.setenv("RSPBOOK_TEST", str(small))
    with preview(small) as address:
        for title, package in (("Second", ""), ("Third", "new-1.0.dist-info")):
            until_one_waits(f"RSPBOOK_TEST={small}")
            with urllib.request.urlopen(address + "__events", timeout=60) as events:
                (small / PACKAGES / package).mkdir(exist_ok=True)
                chapter = (small / "index.ipynb").read_text("utf-8")
                chapter = re.sub("# [A-Z][a-z ]+", f"# {title}", chapter, count=1)
                (small / "index.ipynb").write_text(chapter, "utf-8")
                hear(events, b"data: new\n")
            assert title.encode() in urllib.request.urlopen(address, timeout=10).read()
    assert left_behind(f"RSPBOOK_TEST={small}") == []


@pytest.mark.parametrize("send", [os.kill, os.killpg], ids=["to it alone", "to the terminal"])
def test_an_interrupt_ends_what_it_builds(
    small: Path, monkeypatch: pytest.MonkeyPatch, send: Callable[[int, int], None]
) -> None:
    monkeypatch.setenv("RSPBOOK_TEST", str(small))
    with started(small) as process:
        until_said(process, "The book is at ")
        until_one_waits(f"RSPBOOK_TEST={small}")
        add_code(small / "index.ipynb", "import time; time.sleep(600)")
        until_said(process, "executing  index.ipynb")
        send(process.pid, signal.SIGINT)
        process.wait(timeout=60)
    assert left_behind(f"RSPBOOK_TEST={small}") == []


@pytest.mark.parametrize("send", [os.kill, os.killpg], ids=["to it alone", "to the terminal"])
def test_an_interrupt_leaves_nothing_half_written(
    small: Path, send: Callable[[int, int], None]
) -> None:
    with started(small) as process:
        while not list(small.glob("._book-*/*")):
            assert process.poll() is None
            time.sleep(0.005)
        send(process.pid, signal.SIGINT)
        process.wait(timeout=60)
    assert not list(small.glob("._book-*"))
    assert not (small / "_book").exists(), "it was ended on the way"


def hear(events: IO[bytes], line: bytes, *before: bytes) -> None:
    """Read events until there is this line, before which nothing else may come."""
    while (heard := events.readline()) != line:
        assert heard in (b": beat\n", b"\n", *before)


def until_one_waits(variable: str) -> None:
    until_runs("forkserver", variable)


def until_runs(name: str, variable: str) -> None:
    while not any(name in line for line in marked(variable)):
        time.sleep(0.1)


def test_another_book_of_other_data_from_a_folder_within(
    small: Path, dataset_folder: DataFolder, tmp_path: Path
) -> None:
    within = small / "assets"
    options = ["--to", "html", "--output", "../variant", "--data", str(dataset_folder.path)]
    with preview(within, *options) as address:
        page = urllib.request.urlopen(address, timeout=10).read()
        assert b"Made up" in page
        assert (small / "variant" / "index.html").is_file()
        assert not (small / "_book").exists()
        with urllib.request.urlopen(address + "__events", timeout=60) as events:
            dataset_folder.replace("cases.csv", b"T5-T10", b"T5-T13")
            hear(events, b"event: problem\n", b"data: new\n")
            assert b"not a vertebral level" in events.readline()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("--to pdf", "--to pdf: a preview shows pages, so that html is needed"),
        ("--output data", "there is no book to show yet"),
    ],
)
def test_what_cannot_be_shown(
    small: Path, monkeypatch: pytest.MonkeyPatch, options: str, message: str
) -> None:
    shutil.copyfile(small / "assets" / "page.html", small / "data" / "index.html")
    monkeypatch.chdir(small)
    done = rspbook("preview", "--port", "0", "--renderer", "builtin", *options.split())
    assert done.refusal.startswith(message)
    assert not (small / "_book").exists()


def test_a_port_that_is_taken_is_told_before_anything_is_built(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = rspbook("preview", "--port", port, "--renderer", "builtin")
    assert re.match(rf"--port {port}: .+ \(perhaps another preview has it; ", done.refusal)
    assert not (small / "_book").exists()


def test_an_option_that_no_build_takes_is_wrong_usage() -> None:
    done = rspbook("preview", "--colour")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("rspbook build: it does not take --colour ")


@contextmanager
def preview(folder: Path, *options: str) -> Iterator[str]:
    """Run the command in a folder, with its own code if any, until the block ends."""
    with started(folder, *options) as process:
        yield until_said(process, "The book is at ").split("The book is at ")[1].split()[0]


@contextmanager
def started(folder: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    """Start the command; if it still runs when the block ends, interrupt it."""
    given = ["--port", "0", "--renderer", "builtin", *options]
    line = [sys.executable, "-m", "helpers", "preview", *given]
    env = {**os.environ, "PYTHONPATH": f"{folder / 'src'}{os.pathsep}{folder / PACKAGES}"}
    process = subprocess.Popen(
        line,
        cwd=folder,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    clock = threading.Timer(PATIENCE, process.kill)
    clock.start()
    try:
        yield process
    finally:
        clock.cancel()
        process.send_signal(signal.SIGINT)  # nothing where it has ended
        _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert said.splitlines()[-1:] == ["rspbook: interrupted"]


def until_said(process: subprocess.Popen[str], text: str) -> str:
    """Read lines until one holds `text`; return it."""
    assert process.stdout is not None
    for line in process.stdout:
        if text in line:
            return line
    raise AssertionError(process.stderr.read() if process.stderr else "it ended")
