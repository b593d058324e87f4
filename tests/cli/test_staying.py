"""A build that leaves another one ready, which does the next in its place or is not used."""

import contextlib
import os
import pty
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from project_copies import add_code
from running import left_behind, marked, processes

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked")

BUILD = ["-m", "helpers", "build", "--renderer", "builtin", "--to", "html"]
LINE = [sys.executable, "-q", *BUILD]
FORKED = 'import os\nprint("forked from", os.getppid(), "end")'
LONG = """import pathlib, time
pathlib.Path("forked").write_text(str(os.getppid()))
pathlib.Path("forked").rename("parent")
time.sleep(600)"""
RESIDENT = "helpers.cli.resident"

Build = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def variable(small: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A variable of the environment by which the processes of a test are found; they are ended."""
    monkeypatch.setenv("RSPBOOK_TEST", str(small))
    monkeypatch.setenv("RSPBOOK_ODD", "\udcff")  # what is no UTF-8
    found = f"RSPBOOK_TEST={small}"
    yield found
    for process in running(found, RESIDENT):
        os.kill(process, signal.SIGTERM)
    assert left_behind(found) == []


@pytest.fixture
def build(small: Path, variable: str) -> Build:
    """Build a project whose page tells from which process its chapter was forked."""
    add_code(small / "index.ipynb", FORKED)

    def run(*options: str, python: str = "-q", **more: str) -> subprocess.CompletedProcess[str]:
        line, env = [sys.executable, python, *BUILD, *options], {**os.environ, **more}
        return subprocess.run(
            line, cwd=small, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            check=False,
        )  # fmt: skip

    return run


def running(variable: str, name: str) -> list[int]:
    """Return the processes of a test with a name in their command."""
    return [process for process, line in processes(variable).items() if name in line]


def ready(variable: str, before: int = 0) -> int:
    """Wait until a build stays ready, another than `before`; return what forks its chapters."""
    deadline = time.monotonic() + 60
    while not (servers := {*running(variable, "forkserver")} - {before}):
        assert time.monotonic() < deadline, "no build stays ready"
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
    add_code(small / "index.ipynb", "os.write(2, b'said by a chapter')")
    done = build("--daemon", "60", "--explain")
    assert (done.returncode, done.stderr) == (0, "said by a chapter")
    assert "executed   index.ipynb" in done.stdout
    assert "index.ipynb  index.ipynb changed" in done.stdout
    assert forked_from(small) == server
    ready(variable, server)


def test_it_runs_by_the_same_python(small: Path, build: Build, variable: str) -> None:
    add_code(
        small / "index.ipynb",
        "import mine, sys\nprint('optimised', sys.flags.optimize, mine.__name__)",
    )
    (small / "mine.py").touch()
    assert build("--daemon", "60", python="-O").returncode == 0
    server = ready(variable)
    add_code(small / "index.ipynb", "print('again')")
    assert build("--daemon", "0.1", python="-O").returncode == 0
    assert forked_from(small) == server
    assert "optimised 1 mine" in (small / "_book" / "index.html").read_text("utf-8")


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


def test_one_that_is_prepared_for_something_else_is_not_used(
    small: Path, build: Build, variable: str
) -> None:
    assert build("--daemon", "60").returncode == 0
    server = 0
    for python, to, more in [
        ("-q", "html", {"NEW": "1"}),
        ("-B", "html", {"NEW": "1"}),
        ("-B", "html,pdf", {"NEW": "1"}),
    ]:  # each differs in one thing from the one before
        server = ready(variable, server)
        add_code(small / "index.ipynb", f"print('{python} {to}')")
        done = build("--daemon", "60", "--to", to, python=python, **more)
        assert (done.returncode, done.stderr) == (0, "")
        assert forked_from(small) != server
        assert f"{python} {to}" in (small / "_book" / "index.html").read_text("utf-8")


def test_none_stays_for_scripts_or_for_longer_than_wished(
    small: Path, build: Build, variable: str
) -> None:
    wish(small, 60)
    assert build().returncode == 0
    assert marked(variable) == []
    add_code(small / "index.ipynb", "print('again')")
    assert build("--daemon", "0.1").returncode == 0
    assert left_behind(variable) == []


def test_none_stays_if_none_is_wished(small: Path, build: Build, variable: str) -> None:
    assert build("--daemon", "60").returncode == 0
    ready(variable)
    assert build("--daemon", "0").stdout.startswith("Nothing to do")
    assert left_behind(variable) == []


@pytest.mark.parametrize("wished", [60, False])
def test_in_a_terminal_it_is_as_the_project_wishes_and_ends_with_it(
    small: Path, variable: str, wished: object
) -> None:
    wish(small, wished)
    shell, terminal = typed(small, "sh", "-c", shlex.join(LINE) + "; echo the next, please; read _")
    assert b"Built with" in said(terminal, b"the next, please")
    assert bool(running(variable, RESIDENT)) == bool(wished)
    os.close(terminal)
    assert code_of(shell) == -signal.SIGHUP
    assert left_behind(variable) == []


def test_none_stays_with_a_terminal_that_is_closed_before(small: Path, variable: str) -> None:
    add_code(small / "index.ipynb", "import time; time.sleep(1)")
    shell, terminal = typed(small, "sh", "-c", f"trap '' HUP; {shlex.join(LINE)} --daemon 60")
    said(terminal, b"executing")
    os.close(terminal)
    code_of(shell)
    assert left_behind(variable) == []


def test_none_stays_where_the_terminal_is_for_the_build_alone(small: Path, variable: str) -> None:
    process, terminal = typed(small, *LINE)
    assert b"Built with" in said(terminal)
    os.close(terminal)
    assert code_of(process) == 0
    assert running(variable, RESIDENT) == []


def test_where_the_end_of_a_shell_is_not_told_one_stays_for_its_time(
    small: Path, variable: str
) -> None:
    script = f"import os; del os.pidfd_open; import sys; sys.argv[1:] = {BUILD[2:]}"
    line = [sys.executable, "-c", f"{script}; from helpers.cli import main; main()"]
    shell, terminal = typed(small, "sh", "-c", shlex.join(line) + "; echo $?, the next; read _")
    assert b"0, the next" in said(terminal, b", the next")
    assert running(variable, RESIDENT)
    os.close(terminal)
    code_of(shell)


def test_an_interrupt_in_a_terminal_ends_all(small: Path, build: Build, variable: str) -> None:
    assert build("--daemon", "60").returncode == 0
    server = ready(variable)
    add_code(small / "index.ipynb", LONG)
    process, terminal = typed(small, *LINE, "--daemon", "60")
    until_it_runs(small, server)
    os.write(terminal, b"\x03")
    heard = said(terminal)
    os.close(terminal)
    assert code_of(process) == 130
    assert heard.endswith(b"rspbook: interrupted; the finished chapters are kept\r\n")
    assert heard.count(b"\x1b[?25h") == heard.count(b"\x1b[?25l") == 1, "the cursor is shown again"
    assert left_behind(variable) == []


def test_all_ends_with_a_build_that_is_killed(small: Path, build: Build, variable: str) -> None:
    assert build("--daemon", "60").returncode == 0
    server = ready(variable)
    add_code(small / "index.ipynb", LONG)
    line, pipe = [*LINE, "--daemon", "60"], subprocess.PIPE
    with subprocess.Popen(line, cwd=small, stdout=pipe, stderr=pipe) as process:
        try:
            until_it_runs(small, server)
        finally:
            process.kill()
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


def until_it_runs(project: Path, server: int) -> None:
    """Wait for the long chapter, and check from which process it was forked."""
    deadline = time.monotonic() + 60
    while not (project / "parent").exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert (project / "parent").read_text() == str(server)


def typed(project: Path, *command: str) -> tuple[int, int]:
    """Run a command in a terminal; return the process and the terminal."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(project)
        os.execvp(command[0], command)
    return process, terminal


def said(terminal: int, last: bytes | None = None) -> bytes:
    """Return what is said in a terminal until these are the `last` words, or to its end."""
    heard = b""
    with contextlib.suppress(OSError):  # by which Linux tells the end of a terminal
        while last is None or last not in heard:
            heard += os.read(terminal, 1 << 16)
    return heard


def code_of(process: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
