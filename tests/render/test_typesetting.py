"""Typst in a process of its own: whatever happens there is one message."""

from __future__ import annotations

import json
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from helpers.errors import BookError
from helpers.render.builtin import render
from helpers.render.process import stop_all
from helpers.render.remembered import recall
from helpers.render.settings import read_settings

PDF = frozenset({"pdf"})
TYPST = """
class TypstError(Exception):
    diagnostic = "no picture"

class Panic(BaseException):
    pass

def compile_with_warnings(*args, **kwargs):
"""


def refusal(staged: Path, output: Path) -> str:
    with pytest.raises(BookError) as caught:
        render(staged, output, PDF)
    assert not list(output.iterdir())
    return str(caught.value)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("raise TypstError", "Typst could not make the PDF: no picture"),
        ("raise Panic('index 7 of 1')", "Typst crashed over the text of the book (index 7 of 1)"),
        ("import os; os.abort()", "Typst crashed (signal 6)"),
        ("raise OSError(28, 'No space left')", "the PDF could not be written: No space left"),
    ],
)
def test_every_end_of_typst_is_one_message(staged, tmp_path, monkeypatch, code, message):
    (tmp_path / "typst.py").write_text(f"{TYPST}    {code}\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    output = tmp_path / "out"
    output.mkdir()
    said = refusal(staged, output)
    assert said.startswith(message)
    assert "Traceback" not in said


def test_a_missing_font_is_named(staged, tmp_path):
    copy = tmp_path / "staged"
    shutil.copytree(staged, copy, ignore=shutil.ignore_patterns("*.otf"))
    output = tmp_path / "out"
    output.mkdir()
    said = refusal(copy, output)
    assert said.startswith(f"{copy}/assets/fonts lacks a font that the PDF needs: ")


@pytest.mark.parametrize("end", ["os.abort()", "raise Panic", "raise TypstError", "pass"])
def test_what_was_set_the_last_time_never_hinders_the_pdf(staged, tmp_path, monkeypatch, end):
    last = "kwargs['root'].name == 'typeset'"
    code = (
        f"import os\n    if {last}: open({str(tmp_path / 'rehearsed')!r}, 'w'); {end}\n"
        "    return args[0]['main.typ'], []"
    )
    (tmp_path / "typst.py").write_text(f"{TYPST}    {code}\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    memory, output = tmp_path / "memory", tmp_path / "out"
    (memory / "typeset").mkdir(parents=True)
    job = {"files": {"main.typ": "old"}, "facts": {}, "fonts": "", "date": ""}
    (memory / "typeset" / "job.json").write_text(json.dumps(job))
    output.mkdir()
    render(staged, output, PDF, memory)
    assert b"#show: book" in (output / "made-up.pdf").read_bytes()
    assert (tmp_path / "rehearsed").exists()


def test_typst_that_was_stopped_is_not_started_again(staged, tmp_path, monkeypatch):
    started = tmp_path / "started"
    code = f"import time\n    open({str(started)!r}, 'a').write('once ')\n    time.sleep(60)"
    (tmp_path / "typst.py").write_text(f"{TYPST}    {code}\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    output = tmp_path / "out"
    output.mkdir()
    memory, chapters = tmp_path / "memory", read_settings(staged).chapters
    with ThreadPoolExecutor(1) as pool:
        job = pool.submit(render, staged, output, PDF, memory)
        while not (started.exists() and recall(memory, ["typst"], chapters)):  # pandoc has ended
            time.sleep(0.02)
        stop_all()
        with pytest.raises(BookError, match="Typst was stopped"):
            job.result()
    assert started.read_text() == "once "
