"""A build that leaves another one ready, which does the next in its place or is not used."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from nbformat.v4 import new_code_cell
from running import left_behind, marked

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked")

BUILD = [sys.executable, "-m", "helpers", "build", "--renderer", "builtin", "--to", "html"]
FORKED = 'import os\nprint("forked from", os.getppid(), "end")'
RESIDENT = "helpers.cli.resident"

Build = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def variable(small: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A variable of the environment by which the processes of a test are found; they are ended."""
    monkeypatch.setenv("RSPBOOK_TEST", str(small))
    found = f"RSPBOOK_TEST={small}"
    yield found
    for process in running(found, RESIDENT):
        os.kill(process, signal.SIGTERM)
    assert left_behind(found) == []


@pytest.fixture
def build(small: Path, variable: str) -> Build:
    """Build a project whose page tells from which process its chapter was forked."""
    add(small, FORKED)

    def run(*options: str, **changed: str) -> subprocess.CompletedProcess[str]:
        line, env = [*BUILD, *options], {**os.environ, **changed}
        return subprocess.run(
            line, cwd=small, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            check=False,
        )  # fmt: skip

    return run


def add(project: Path, code: str) -> None:
    """Add a cell to the chapter of the project."""
    chapter = project / "index.ipynb"
    notebook = json.loads(chapter.read_text("utf-8"))
    notebook["cells"].append(new_code_cell(code))
    chapter.write_text(json.dumps(notebook), "utf-8")


def running(variable: str, name: str) -> list[int]:
    """Return the processes of a test with a name in their command."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            ours = variable.encode() in (folder / "environ").read_bytes().split(b"\0")
            if ours and name in (folder / "cmdline").read_text():
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def ready(variable: str, before: int = 0) -> int:
    """Wait until a build stays ready, another than `before`; return what forks its chapters."""
    while not (servers := {*running(variable, "forkserver")} - {before}):
        time.sleep(0.05)
    return servers.pop()


def forked_from(project: Path) -> int:
    page = (project / "_book" / "index.html").read_text("utf-8")
    return int(page.partition("forked from ")[2].partition(" end")[0])


def test_the_next_build_is_done_by_the_one_that_stayed(
    small: Path, build: Build, variable: str
) -> None:
    assert build("--daemon", "60").returncode == 0
    server = ready(variable)
    add(small, "print('again')")
    done = build("--daemon", "60", "--explain")
    assert (done.returncode, done.stderr) == (0, "")
    assert "executed   index.ipynb" in done.stdout
    assert "index.ipynb  index.ipynb changed" in done.stdout
    assert forked_from(small) == server
    ready(variable, server)


def test_what_is_wrong_is_told_and_another_stays(small: Path, build: Build, variable: str) -> None:
    assert build("--daemon", "60").returncode == 0
    first = ready(variable)
    cases = small / "data" / "cases.csv"
    before = cases.read_bytes()
    cases.write_bytes(before.replace(b"T5-T10", b"T5-T13", 1))
    refused = build("--daemon", "60")
    assert refused.returncode == 1
    assert "not a vertebral level" in refused.stderr
    server = ready(variable, first)
    cases.write_bytes(before.replace(b"T5-T10", b"T5-T9", 1))
    assert build("--daemon", "60").returncode == 0
    assert forked_from(small) == server


@pytest.mark.parametrize(
    ("options", "changed"), [(["--to", "html,pdf"], {}), ([], {"LANG": "C.UTF-8", "NEW": "1"})]
)
def test_one_that_is_prepared_for_something_else_is_not_used(
    small: Path, build: Build, variable: str, options: list[str], changed: dict[str, str]
) -> None:
    assert build("--daemon", "60").returncode == 0
    server = ready(variable)
    add(small, "print('again')")
    done = build("--daemon", "60", *options, **changed)
    assert (done.returncode, done.stderr) == (0, "")
    assert forked_from(small) != server
    assert "again" in (small / "_book" / "index.html").read_text("utf-8")


def test_none_stays_for_scripts_or_for_longer_than_wished(
    small: Path, build: Build, variable: str
) -> None:
    wish(small, 60)
    assert build().returncode == 0
    assert marked(variable) == []
    add(small, "print('again')")
    assert build("--daemon", "0.1").returncode == 0
    assert left_behind(variable) == []


@pytest.mark.parametrize(("wished", "stays"), [(True, True), (False, False)])
def test_in_a_terminal_it_is_as_the_project_wishes(
    small: Path, variable: str, wished: object, stays: bool
) -> None:
    wish(small, wished)
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(small)
        os.execv(sys.executable, BUILD)
    said = b""
    while part := read(terminal):
        said += part
    assert b"Built with" in said
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert bool(running(variable, RESIDENT)) == stays


@pytest.mark.parametrize("send", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupt_ends_all(small: Path, build: Build, variable: str, send: int) -> None:
    assert build("--daemon", "60").returncode == 0
    ready(variable)
    add(small, "import time; time.sleep(600)")
    line, pipe = [*BUILD, "--daemon", "60"], subprocess.PIPE
    with subprocess.Popen(line, cwd=small, stdout=pipe, stderr=pipe, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "executing  index.ipynb\n"
        process.send_signal(send)
        _, said = process.communicate(timeout=60)
    killed = send == signal.SIGKILL
    assert process.returncode == (-send if killed else 128 + send)
    assert said == ("" if killed else "rspbook: interrupted; the finished chapters are kept\n")
    assert left_behind(variable) == []


def test_a_wish_that_is_no_time_is_refused(small: Path, build: Build) -> None:
    wish(small, "long")
    refused = build()
    assert refused.returncode == 1
    assert refused.stderr == "rspbook: _quarto.yml, execute: daemon: long: seconds, true or false\n"


def wish(project: Path, daemon: object) -> None:
    config = yaml.safe_load((project / "_quarto.yml").read_text("utf-8"))
    config["execute"]["daemon"] = daemon
    (project / "_quarto.yml").write_text(yaml.safe_dump(config), "utf-8")


def read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # Linux tells the end of a terminal so
        return b""
