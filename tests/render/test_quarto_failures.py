"""However Quarto ends, it is one message and leaves nothing behind (a shell script stands in)."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

import pytest

from helpers.errors import BookError
from helpers.render import quarto

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the pretended program is a shell script")
HEAD = '#!/bin/sh\n[ "$1" = --version ] && { echo 1.11.0; exit 0; }\n'


@pytest.fixture
def refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Render with a Quarto that runs these commands; return its message."""
    (tmp_path / "staged").mkdir()
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setenv("QUARTO_PATH", str(tmp_path / "quarto"))

    def render(commands: str) -> str:
        (tmp_path / "quarto").write_text(HEAD + commands)
        (tmp_path / "quarto").chmod(0o755)
        output = tmp_path / "out"
        output.mkdir()
        with pytest.raises(BookError) as caught:
            quarto.render(tmp_path / "staged", output)
        assert not list(output.iterdir())
        assert not list((tmp_path / "temporary").iterdir())
        return str(caught.value)

    return render


@pytest.mark.parametrize(
    ("commands", "message"),
    [
        ("kill -SEGV $$", "Quarto crashed (signal 11)"),
        ("echo step >&2; echo 'ERROR: no x' >&2; echo 'Stack trace:' >&2; exit 1",
         "Quarto failed: no x"),
        ("mkdir _book; echo x > _book/index.html; exit 5", "Quarto failed: exit code 5"),
        ("exit 0", "Quarto made no book, and did not say why"),
    ],
)  # fmt: skip
def test_a_failure_is_one_message(refusal, commands, message):
    assert refusal(commands) == message


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at the processes of Linux")
def test_one_that_hangs_is_stopped_with_its_children(refusal, tmp_path, monkeypatch):
    monkeypatch.setattr(quarto, "TIMEOUT", 1)
    said = refusal(f"sleep 600 & echo $! > {tmp_path}/child; wait")
    assert said == "Quarto did not finish in 1 seconds and was stopped"
    child = Path("/proc", (tmp_path / "child").read_text().strip(), "stat")
    deadline = time.monotonic() + 20
    while child.exists() and child.read_text().split()[2] != "Z":
        assert time.monotonic() < deadline
        time.sleep(0.05)
