"""What goes into a release belongs together."""

from pathlib import Path

import pytest

from helpers.errors import BookError
from helpers.pipeline.bundle import assemble
from helpers.pipeline.crate import About
from helpers.pipeline.manifest import hashes, write_manifest
from helpers.pipeline.project import Project

ABOUT = About("Made up", "A test", "1.0.0", "2026-01-01", ("Anna Maker",), ())


def test_a_project_that_another_build_has_staged_meanwhile_is_refused(
    project: Project, tmp_path: Path
) -> None:
    project.staged.mkdir(parents=True)
    (project.staged / "index.ipynb").write_text("of this book", "utf-8")
    project.output.mkdir()
    write_manifest(project.output, {"staged": hashes(project.staged)})
    (project.staged / "index.ipynb").write_text("of another variant", "utf-8")
    with pytest.raises(BookError, match="another build"):
        assemble(project, ABOUT, "", tmp_path / "release")
