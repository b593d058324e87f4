"""A task costs only itself, however it ends, and leaves no process behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from helpers.errors import BookError
from helpers.pipeline.workers import Workers

pytestmark = pytest.mark.skipif(not hasattr(os, "setpgid"), reason="process groups are Unix's")


def write_full(_: Path) -> None:
    with open("/dev/full", "w") as file:  # noqa: PTH123 -- a device, not a path of ours
        file.write("x")


def use_all_memory(_: Path) -> None:
    raise MemoryError


def refuse(_: Path) -> None:
    raise BookError("mend this")


def crash(_: Path) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def stumble(_: Path) -> None:
    raise ValueError("no such thing")


_LINE_OF_STUMBLE = stumble.__code__.co_firstlineno + 1


def end_amid_the_answer(_: Path) -> str:
    """Let this process be killed when the first bytes of the answer are on their way."""

    def begin_only(pipe: Connection, answer: bytes) -> None:
        os.write(pipe.fileno(), answer[:6])
        os.kill(os.getpid(), signal.SIGKILL)

    Connection._send = begin_only  # type: ignore[attr-defined, method-assign]
    return "an answer of more than six bytes"


def do(task: tuple[Callable[[Path], Any], Path]) -> Any:
    work, path = task
    return work(path)


def hang_with_child(file: Path) -> None:
    """Note the pids of this task and of a program that it starts, and never end."""
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    file.with_suffix(".new").write_text(f"{os.getpid()} {child.pid}")
    file.with_suffix(".new").rename(file)
    time.sleep(600)


def crash_with_child(file: Path) -> None:
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    file.write_text(f"{os.getpid()}")
    crash(file)


def gone(pids: list[int]) -> bool:
    """Wait until none of these processes runs."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if not any(map(runs, pids)):
            return True
        time.sleep(0.05)
    return False


def runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def members(group: int) -> list[int]:
    """Return the processes of a process group."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            found.append(int(path.parent.name))
    return found


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    ("work", "message"),
    [
        (write_full, "No space left on device"),
        (use_all_memory, "there is not enough memory"),
        (refuse, "mend this"),
        (stumble, f"ValueError: no such thing ({__file__}, line {_LINE_OF_STUMBLE})"),
        (crash, "its process was ended by signal 11"),
        (end_amid_the_answer, "its process was ended by signal 9 (out of memory?)"),
    ],
)
def test_a_task_that_fails_says_why_and_the_next_one_runs(
    work: Callable[[Path], None], message: str, tmp_path: Path
) -> None:
    failed, done = Workers(jobs=1).run(do, [(work, tmp_path), (str, tmp_path)])
    assert str(failed.error) == message
    assert done.value == str(tmp_path)


def test_a_task_that_takes_too_long_is_ended_with_what_it_started(tmp_path: Path) -> None:
    [done] = Workers(timeout=3).run(hang_with_child, [tmp_path / "pids"])
    assert str(done.error) == "took longer than 3 s"
    assert gone([int(pid) for pid in (tmp_path / "pids").read_text().split()])


def test_of_a_task_that_crashes_nothing_stays(tmp_path: Path) -> None:
    [done] = Workers().run(crash_with_child, [tmp_path / "pid"])
    assert "signal 11" in str(done.error)
    group = int((tmp_path / "pid").read_text())
    assert gone(members(group))


def test_tasks_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    script = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from pathlib import Path
from helpers.pipeline.workers import Workers
from test_workers import hang_with_child
if __name__ == "__main__":
    list(Workers().run(hang_with_child, [Path({str(tmp_path / "pids")!r})]))
"""
    (tmp_path / "parent.py").write_text(script)
    parent = subprocess.Popen([sys.executable, tmp_path / "parent.py"])
    while not (tmp_path / "pids").exists():
        assert parent.poll() is None
        time.sleep(0.05)
    parent.kill()
    parent.wait()
    assert gone([int(pid) for pid in (tmp_path / "pids").read_text().split()])


def printed(folder: Path, script: str) -> str:
    """Return what a script prints whose fork server may import the modules in `folder`."""
    (folder / "parent.py").write_text(script)
    done = subprocess.run(
        [sys.executable, folder / "parent.py"],
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_a_fork_server_that_is_gone_is_one_message(tmp_path: Path) -> None:
    (tmp_path / "deadly.py").write_text("import os; os._exit(9)")
    script = """
from pathlib import Path
from helpers.pipeline.workers import Workers
if __name__ == "__main__":
    for done in Workers(["deadly"]).run(print, [Path(), Path()]):
        print(done.error)
"""
    said = "no process can be started for a chapter (out of memory?)\n"
    assert printed(tmp_path, script) == 2 * said


def test_the_end_of_the_fork_server_costs_no_other_result(tmp_path: Path) -> None:
    script = """
import os, signal
from helpers.pipeline.workers import Workers
def end_server(value):
    os.kill(os.getppid(), signal.SIGTERM)
    return value
if __name__ == "__main__":
    for done in Workers(jobs=1).run(end_server, [1, 2, 3]):
        print(done.value or done.error)
"""
    assert "1" in printed(tmp_path, script).split()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no fork server")
def test_a_fork_server_is_closed_however_late_it_answers_and_starts_anew(tmp_path: Path) -> None:
    slow = "import os, time; os.register_at_fork(after_in_parent=lambda: time.sleep(0.3))"
    (tmp_path / "slow_to_fork.py").write_text(slow)
    script = """
from helpers.pipeline.workers import Workers
if __name__ == "__main__":
    workers = Workers(["slow_to_fork"])
    for task in "first ", "second":
        print(*(done.value for done in workers.run(str.upper, [task])), end="")
        workers.close()
"""
    assert printed(tmp_path, script) == "FIRST SECOND"


def parent(_: Path) -> int:
    return os.getppid()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no fork server")
def test_the_time_of_a_task_is_no_limit_where_that_is_said_nor_to_the_end(tmp_path: Path) -> None:
    workers = Workers(timeout=0.001)
    [done] = workers.run(parent, [tmp_path], limited=False)
    assert runs(done.value)
    workers.close()
    assert not runs(done.value)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no fork server")
def test_who_inherits_the_processes_of_a_fork_server_that_died_lives(tmp_path: Path) -> None:
    """A desktop does, as this script, and PID 1 elsewhere."""
    dying = """
import os, threading, time
def wait(server):
    while os.getppid() == server:
        time.sleep(0.01)
def die():
    threading.Timer(0.2, os._exit, [9]).start()  # when it has told whom it forked
os.register_at_fork(after_in_child=lambda server=os.getpid(): wait(server), after_in_parent=die)
"""
    (tmp_path / "dying.py").write_text(dying)
    script = """
import ctypes
from helpers.pipeline.workers import Workers
PR_SET_CHILD_SUBREAPER = 36
if __name__ == "__main__":
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    workers = Workers(["dying"])
    workers.warm_up()
    workers.close()
    print("lives", end="")
"""
    assert printed(tmp_path, script) == "lives"
