"""What ``rspbook`` takes, what it tells of itself, and what it refuses."""

import re
import subprocess
import sys
import tomllib
from argparse import ArgumentParser
from collections.abc import Callable
from importlib import import_module
from inspect import signature
from pathlib import Path

import pytest
from in_process import rspbook

from helpers.cli.commands import COMMANDS

ROOT = Path(__file__).parents[2]
NAMES = [command.__name__ for command in COMMANDS]


def test_it_tells_its_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    done = rspbook("--version")
    assert (done.exit_code, done.stdout) == (0, f"rspbook {project['version']}\n")


def test_its_help_names_each_command_and_what_it_is_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = rspbook("--help")
    assert done.exit_code == 0
    assert max(map(len, done.stdout.splitlines())) < 80
    named = re.findall(r"^    (\w+) +[A-Z]\w+ .+", done.stdout, re.M)
    assert named == NAMES
    assert rspbook().stderr == done.stdout


@pytest.mark.parametrize("name", NAMES)
def test_a_command_has_help(name: str) -> None:
    done = rspbook(name, "--help")
    assert (done.exit_code, done.stderr) == (0, "")
    assert f"usage: rspbook {name}" in done.stdout


@pytest.mark.parametrize("declare", COMMANDS, ids=NAMES)
def test_a_command_runs_with_what_it_takes(declare: Callable[[ArgumentParser], None]) -> None:
    name, parser = declare.__name__, ArgumentParser()
    declare(parser)
    needed = ["x"] * {"diff": 1, "compare": 2, "release": 1}.get(name, 0)
    module = import_module(f"helpers.cli.{name}")
    taken = module.Request if name == "build" else module.run
    signature(taken).bind(**vars(parser.parse_args(needed)))


def test_options_may_stand_between_what_they_belong_to(tmp_path: Path) -> None:
    done = rspbook("diff", "HEAD", "--all", str(tmp_path / "none"))
    assert (done.exit_code, done.stdout) == (1, "")
    assert "does not take" not in done.stderr


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("biuld", "rspbook: there is no command biuld; did you mean build? "),
        ("x\x1b[31m", "rspbook: there is no command x\\x1b[31m; there are build, validate, "),
        ("--colour", "rspbook: the following arguments are required: COMMAND "),
        ("-- build", "rspbook: "),
        ("build --colour", "rspbook build: it does not take --colour "),
        ("build --exp", "rspbook build: it does not take --exp "),
        ("build more", "rspbook build: it does not take more "),
        ("build --jobs -1", "rspbook build: argument --jobs: '-1' is not a whole number from 0 "),
        ("build --jobs two", "rspbook build: argument --jobs: 'two' is not a whole number "),
        ("build --timeout nan", "rspbook build: argument --timeout: 'nan' is not a number of "),
        ("build --timeout -1", "rspbook build: argument --timeout: '-1' is not a number of "),
        ("preview --port 65536", "rspbook preview: argument --port: '65536' is not a port, "),
        ("build -p", "rspbook build: argument -p/--parameter: expected one argument "),
        ("compare one", "rspbook compare: the following arguments are required: OTHER "),
        ("verify one two\x1b[31m", "rspbook verify: it does not take two\\x1b[31m "),
    ],
)
def test_wrong_usage_is_one_message(line: str, said: str) -> None:
    done = rspbook(*line.split(" "))
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(said)
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["quantities --json", "validate"])
def test_a_reader_that_has_enough_is_no_error(command: str) -> None:
    line = [sys.executable, "-m", "helpers", *command.split()]
    pipe = subprocess.PIPE
    with subprocess.Popen(line, cwd=ROOT, stdout=pipe, stderr=pipe) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1
