"""What all chapters need is done before their processes are forked, not in each of them."""

from __future__ import annotations

import subprocess
import sys

import pytest
from nbformat import validator

from helpers.pipeline.chapter import Job, run_chapter
from helpers.pipeline.notebook import read_notebook
from helpers.pipeline.plan import WARM_MODULES
from helpers.pipeline.project import Project
from helpers.pipeline.workers import Workers

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked")


def done_anew(job: Job) -> tuple[set[str], set[object]]:
    """Run a chapter; return the modules imported and the schemas compiled meanwhile."""
    modules, schemas = {*sys.modules}, {*validator.validators}
    run_chapter(job)
    return {*sys.modules} - modules, {*validator.validators} - schemas


def test_a_chapter_imports_and_compiles_nothing(project: Project) -> None:
    path = project.root / "index.ipynb"
    job = Job(project.root, path.name, read_notebook(path), {}, warm=True)
    workers = Workers(WARM_MODULES, jobs=1, timeout=120)
    try:
        [done] = workers.run(done_anew, [job])
    finally:
        workers.close()
    assert done.error is None
    assert done.value == (set(), set())


def test_what_starts_a_chapter_is_there() -> None:
    code = "import helpers.pipeline.warmed, sys; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    needed = {run_chapter.__module__, Workers.__module__, "multiprocessing.popen_forkserver"}
    assert needed <= {*found.stdout.split()}
