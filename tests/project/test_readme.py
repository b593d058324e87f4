"""The commands that the README shows do what it says."""

import json
import re
import shlex
from pathlib import Path

import pytest
from git_commands import git
from project_copies import ROOT, committed
from running import command

README = (ROOT / "README.md").read_text("utf-8")
SHOWN = [
    line.split("#")[0].strip()
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.strip()
]
WHOLE = "05-lesion-distribution.ipynb"
"""The chapter that the commands name."""

MODULES = {"rspbook": "helpers", "papermill": "papermill"}
ELSEWHERE = {
    "make book": "run by .ci/run",
    "make test": "run by .ci/run",
    "rspbook preview": "runs until it is interrupted: test_preview_command.py",
    "rspbook release 0.1.0": "test_release.py",
}


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with a built book, under git; of most chapters there is only the title."""
    root = committed(tmp_path_factory.mktemp("readme") / "review", _shorten)
    assert command(root, "build", "--renderer", "builtin").returncode == 0
    return root


def _shorten(folder: Path) -> None:
    for path in folder.rglob("*.ipynb"):
        if path.name != WHOLE:
            notebook = json.loads(path.read_text("utf-8"))
            title, *cells = notebook["cells"]
            kept = [cell for cell in cells if "parameters" in cell["metadata"].get("tags", [])]
            path.write_text(json.dumps({**notebook, "cells": [title, *kept]}), "utf-8")


def test_the_two_commands_come_first() -> None:
    assert SHOWN[:2] == ["make book", "make test"]


@pytest.mark.parametrize("line", [line for line in SHOWN if line not in ELSEWHERE])
def test_a_command_of_the_readme(short: Path, line: str) -> None:
    name, *arguments = shlex.split(line)
    arguments = [
        path for one in arguments for path in (_files(short, one) if "*" in one else [one])
    ]
    done = command(short, *arguments, module=MODULES[name])
    assert done.returncode == 0, done.stdout + done.stderr
    assert (done.stdout + done.stderr).strip()
    assert git(short, "status", "--porcelain") == "", "and a release can be made"


def _files(folder: Path, pattern: str) -> list[str]:
    found = sorted(path.relative_to(folder).as_posix() for path in folder.glob(pattern))
    assert found
    return found


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#:]+)\)", README))
def test_a_link_of_the_readme_leads_somewhere(link: str) -> None:
    assert (ROOT / link).exists()
