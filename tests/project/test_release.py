"""A release, made twice in different surroundings: the same bytes, and fit to be deposited."""

import csv
import hashlib
import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from git_commands import git
from project_copies import ROOT
from rocrate.rocrate import ROCrate
from running import command

VERSION = "99.0.0"
NAME = f"igg4-rsp-review-{VERSION}"
HERE = {"TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
THERE = {"TZ": "America/Lima", "LC_ALL": "C", "PYTHONHASHSEED": "2"}


def rspbook(folder: Path, surroundings: dict[str, str], *arguments: str) -> str:
    done = command(folder, *arguments, surroundings=surroundings)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of the project that is ready to be released, with its cache if there is one."""
    clone = tmp_path_factory.mktemp("first") / "project"
    git(ROOT, "clone", "--quiet", str(ROOT), str(clone))
    if (ROOT / "build").is_dir():
        shutil.copytree(ROOT / "build", clone / "build")
    (clone / "CHANGELOG.md").write_text(f"## [{VERSION}] - 2026-01-01\n", "utf-8")
    citation = (clone / "CITATION.cff").read_text("utf-8")
    stated = re.sub(r"(?m)^version: .*$", f"version: {VERSION}", citation)
    (clone / "CITATION.cff").write_text(stated, "utf-8")
    package = (clone / "pyproject.toml").read_text("utf-8")
    named = re.sub(r"(?m)^version = .*$", f'version = "{VERSION}"', package)
    (clone / "pyproject.toml").write_text(named, "utf-8")
    git(clone, "commit", "--quiet", "--all", "--message", "Name the version")
    return clone


@pytest.fixture(scope="module")
def released(project: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two archives of one commit, made in other folders, zones, locales, orders and numbers.

    One is made of what earlier builds of the project have kept, if anything, the other of nothing.
    """
    other = tmp_path_factory.mktemp("a folder with another name") / "copy"
    shutil.copytree(project, other, ignore=shutil.ignore_patterns("build"))
    rspbook(other, THERE, "build", "--jobs", "1", "--renderer", "builtin")
    for folder, surroundings in ((project, HERE), (other, THERE)):
        rspbook(folder, surroundings, "release", VERSION, "--renderer", "builtin")
    return project / "dist" / f"{NAME}.zip", other / "dist" / f"{NAME}.zip"


def contents(archive: Path) -> dict[str, str]:
    with zipfile.ZipFile(archive) as opened:
        return {name: hashlib.sha256(opened.read(name)).hexdigest() for name in opened.namelist()}


def test_the_same_commit_gives_the_same_bytes(released: tuple[Path, Path]) -> None:
    one, other = released
    assert contents(one) == contents(other)
    assert one.read_bytes() == other.read_bytes()


def test_it_holds_all_that_it_was_made_from(released: tuple[Path, Path]) -> None:
    names = {name.removeprefix(f"{NAME}/") for name in contents(released[0])}
    assert names >= {
        "book/index.html", "book/igg4-rsp-review.pdf", "book/manifest.json",
        "project/_quarto.yml", "project/chapters/05-lesion-distribution.ipynb",
        "data/cases.csv", "data/datapackage.json", "quantities.json", "CHANGES.md",
        "CITATION.cff", "LICENSE", "SHA256SUMS", "ro-crate-metadata.json", "README.md",
    }  # fmt: skip


def test_unpacked_elsewhere_it_verifies(released: tuple[Path, Path], tmp_path: Path) -> None:
    with zipfile.ZipFile(released[0]) as opened:
        opened.extractall(tmp_path)
    folder = tmp_path / NAME
    assert "as its manifest says" in rspbook(ROOT, {}, "verify", str(folder / "book"))
    for line in (folder / "SHA256SUMS").read_text().splitlines():
        value, _, name = line.partition("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == value
    crate = ROCrate(folder)
    assert crate.root_dataset["version"] == VERSION
    assert crate.license == [f"https://spdx.org/licenses/{name}" for name in ("MIT", "CC0-1.0")]
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    described = {entity.id for entity in crate.get_entities()}
    assert files - described == {"SHA256SUMS"}


def test_its_guide_names_what_there_is(released: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(released[0]) as opened:
        guide = opened.read(f"{NAME}/README.md").decode()
    there = {name.removeprefix(f"{NAME}/").split("/")[0] for name in contents(released[0])}
    named = {name.rstrip("/") for name in re.findall(r"^- `(.+?)`: ", guide, re.MULTILINE)}
    assert named == there - {"README.md"}


def test_it_keeps_its_quantities(released: tuple[Path, Path], project: Path) -> None:
    kept = json.loads((project / "releases" / f"{VERSION}.json").read_text("utf-8"))
    with (project / "data" / "cases.csv").open(encoding="utf-8", newline="") as file:
        cases = len(list(csv.DictReader(file)))
    assert next(one["text"] for one in kept if one["id"] == "cases") == str(cases)
    with zipfile.ZipFile(released[0]) as opened:
        stated = json.loads(opened.read(f"{NAME}/quantities.json"))
    assert {one["id"] for one in kept} <= {one["id"] for one in stated}
