"""What goes into a release belongs together."""

import json
from pathlib import Path

import pytest
import yaml

from helpers.errors import BookError
from helpers.pipeline.bundle import assemble
from helpers.pipeline.crate import About
from helpers.pipeline.manifest import hashes, write_manifest
from helpers.pipeline.project import Project, read_project

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


def test_of_the_data_only_what_the_package_and_the_configuration_name(
    project: Project, tmp_path: Path
) -> None:
    config, release = {**project.config, "bibliography": "data/refs.bib"}, tmp_path / "release"
    (project.root / "_quarto.yml").write_text(yaml.safe_dump(config), "utf-8")
    package = json.dumps({"resources": [{"path": "things.csv"}]})
    for name, text in (("datapackage.json", package), ("refs.bib", "@book{a,}"), ("x.xlsx", "Ann")):
        (project.root / "data" / name).write_text(text)
    (project.root / "data" / "things.csv").write_text("thing\n=a\n")
    for folder in (project.staged, project.output, release):
        folder.mkdir(parents=True)
    (project.output / "quantities.json").write_text("[]")
    write_manifest(project.output, {"staged": {}})
    assemble(read_project(project.root), ABOUT, "", release)
    packed = sorted(path.name for path in (release / "data").iterdir())
    assert packed == ["datapackage.json", "refs.bib", "things.csv"]
    assert "'=a" in (release / "data" / "things.csv").read_text("utf-8-sig"), "and no formula"
