"""What runs on other machines: pinned, with few rights, and nothing of a name is executed."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).parents[2] / ".github" / "workflows"
FILES = sorted(path.name for path in FOLDER.glob("*.y*ml"))
WRITES = {"publish": {"contents": "write", "id-token": "write", "pages": "write"}}
"""Jobs that may write, and what."""


def jobs(file: str) -> dict[str, dict[str, Any]]:
    return yaml.safe_load((FOLDER / file).read_text("utf-8"))["jobs"]


def test_there_are_two() -> None:
    assert FILES == ["release.yml", "test.yml"]


@pytest.mark.parametrize("file", FILES)
def test_actions_are_pinned_by_commit_and_say_their_version(file: str) -> None:
    used = re.findall(r"uses: *(.*)", (FOLDER / file).read_text("utf-8"))
    assert used
    assert [one for one in used if not re.fullmatch(r"[\w/.-]+@[0-9a-f]{40} # v[\d.]+", one)] == []


@pytest.mark.parametrize("file", FILES)
def test_only_what_publishes_may_write_and_it_runs_no_code_of_ours(file: str) -> None:
    assert yaml.safe_load((FOLDER / file).read_text("utf-8"))["permissions"] == {"contents": "read"}
    for name, job in jobs(file).items():
        assert job.get("permissions") == WRITES.get(name)
        assert job["timeout-minutes"] <= 60
        uses = [step["uses"] for step in job["steps"] if "uses" in step]
        assert name not in WRITES or not any("checkout" in one for one in uses)


@pytest.mark.parametrize("file", FILES)
def test_no_name_given_by_others_becomes_part_of_a_command(file: str) -> None:
    for job in jobs(file).values():
        assert not any("${{" in step.get("run", "") for step in job["steps"])
        for step in job["steps"]:
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False


def test_both_books_of_a_release_tell_what_changed_since_the_one_before() -> None:
    runs = [step.get("run", "") for step in jobs("release.yml")["build"]["steps"]]
    [release] = [place for place, run in enumerate(runs) if "rspbook release" in run]
    [quarto] = [place for place, run in enumerate(runs) if "--renderer quarto" in run]
    between = "\n".join(runs[release + 1 : quarto + 1]).partition("rspbook build")[0]
    assert "git clean -fdq releases" in between
    assert any("rspbook compare _book build/quarto-book" in run for run in runs[quarto:])
