"""As many processes at once as may compute: no more where a container or a mask says so."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.pipeline.cores import cores
from helpers.pipeline.workers import Workers

QUOTA = "helpers.pipeline.cores._QUOTA"


@pytest.fixture
def quota(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file in which a container is told its share, on a machine of eight processors."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)), raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    monkeypatch.setattr(QUOTA, tmp_path / "cpu.max")
    return tmp_path / "cpu.max"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("200000 100000\n", 2),
        ("150000 100000\n", 2),
        ("20000 100000\n", 1),
        ("1600000 100000\n", 8),
        ("max 100000\n", 8),
        ("nothing of the kind", 8),
        ("1 0", 8),
        ("", 8),
    ],
)
def test_a_container_has_its_share(quota: Path, said: str, found: int) -> None:
    quota.write_text(said)
    assert cores() == found


def test_without_a_container_all_are_there(quota: Path) -> None:
    assert not quota.exists()
    assert cores() == 8
    assert Workers().jobs == 8
    assert Workers(jobs=3).jobs == 3


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="there are no masks here")
def test_a_process_that_may_use_one_processor_counts_one() -> None:
    program = (
        "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))});"
        "from helpers.pipeline.cores import cores; print(cores())"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout == "1\n", done.stderr
