"""What ``make test`` makes of its three runs of pytest, which are made up here."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from project_copies import ROOT

PYTEST = """#!/bin/sh
case $1 in tests/cli) code=$CLI;; tests/render) code=$RENDER;; *) code=$REST;; esac
touch "runs/$$"
test "$code" = waits && exec sleep 60
echo "ran $*"
exit "$code"
"""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    """The Makefile, with an environment that is up to date and holds no more than it calls."""
    shutil.copyfile(ROOT / "Makefile", tmp_path / "Makefile")
    programs = {"pytest": PYTEST} | dict.fromkeys(("ruff", "mypy", "rspbook"), "#!/bin/sh\n")
    for name in ("pyproject.toml", *(f"requirements/{one}.txt" for one in ("uv", "book", "test"))):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (1, 1))
    for folder in ("runs", ".venv/bin"):
        (tmp_path / folder).mkdir(parents=True)
    for name, text in programs.items():
        (tmp_path / ".venv" / "bin" / name).write_text(text)
        (tmp_path / ".venv" / "bin" / name).chmod(0o755)
    for place, name in enumerate(("uv", "book", "test"), start=1):
        (tmp_path / ".venv" / f"{name}.stamp").touch()
        os.utime(tmp_path / ".venv" / f"{name}.stamp", (place, place))
    yield tmp_path
    for run in runs(tmp_path):
        with suppress(ProcessLookupError):
            os.kill(run, signal.SIGKILL)


def runs(project: Path) -> list[int]:
    return [int(path.name) for path in (project / "runs").iterdir()]


def make(project: Path, **codes: str) -> subprocess.Popen[str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    env = own | {"CLI": "0", "RENDER": "0", "REST": "0"} | codes
    pipe = subprocess.PIPE
    return subprocess.Popen(
        ["make", "test"], cwd=project, env=env, stdout=pipe, stderr=pipe, text=True,
        start_new_session=True,
    )  # fmt: skip


@pytest.mark.parametrize("failing", [(), ("CLI",), ("RENDER",), ("REST",), ("CLI", "REST")])
def test_it_fails_if_any_run_does_and_shows_all(project: Path, failing: tuple[str, ...]) -> None:
    said, _ = (done := make(project, **dict.fromkeys(failing, "3"))).communicate(timeout=60)
    assert bool(done.returncode) == bool(failing)
    assert [line for line in said.splitlines() if line.startswith("ran")] == [
        "ran --ignore=tests/cli --ignore=tests/render --ignore=tests/project",
        "ran tests/render tests/project",
        "ran tests/cli",
    ]


@pytest.mark.parametrize(
    ("send", "number"),
    [(os.killpg, signal.SIGINT), (os.kill, signal.SIGTERM)],
    ids=["Ctrl-C", "to make alone"],
)
def test_an_interrupt_leaves_no_run_behind(
    project: Path, send: Callable[[int, int], None], number: int
) -> None:
    process = make(project, CLI="waits", RENDER="waits", REST="waits")
    while len(runs(project)) < 3:
        assert process.poll() is None
        time.sleep(0.01)
    send(process.pid, number)
    process.communicate(timeout=30)
    assert process.returncode
    assert [run for run in runs(project) if Path(f"/proc/{run}").exists()] == []
