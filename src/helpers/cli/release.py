"""``rspbook release``: check everything, build, and pack the book with its evidence."""

from __future__ import annotations

import re
import tempfile
import tomllib
from pathlib import Path

from helpers.analysis.releases import RELEASES, Release, last_release, release_text
from helpers.chapter import open_review
from helpers.cli import app
from helpers.cli.diff import FORMATS, difference
from helpers.errors import BookError
from helpers.pipeline.archive import write_zip
from helpers.pipeline.bundle import about, assemble, sources
from helpers.pipeline.cache import write_atomically
from helpers.pipeline.committed import check_committed
from helpers.pipeline.crate import About
from helpers.pipeline.edition import CITATION, citation
from helpers.pipeline.manifest import verify
from helpers.pipeline.project import Project, find_project

_PACKAGE = "pyproject.toml"
_VERSION = re.compile(r"\d+\.\d+\.\d+", re.ASCII)


def run(version: str, renderer: str) -> None:
    """Release `version`: write the archive into ``dist`` and keep the quantities.

    Raises
    ------
    BookError
        If anything is not as a release must be; nothing is written then.
    """
    project = find_project(Path.cwd())
    _check_version(project, version)
    stated = about(project)
    check_committed(project, sources(project))
    app.run(["lint"])
    app.run(["build", "--renderer", renderer, "--explain"])
    if problems := verify(project.output):
        raise BookError("\n".join(problems))
    check_committed(project, sources(project))  # again: the build renews the bibliography
    archive = _pack(project, stated)
    kept = project.root / RELEASES / f"{version}.json"
    numbers = open_review().quantities.values()
    write_atomically(kept, release_text(numbers).encode())
    print(f"{archive.relative_to(project.root)}: release {version}")
    print(f"Tag this commit v{version}, then commit {kept.relative_to(project.root)}")


def _check_version(project: Project, version: str) -> None:
    """Check that the project knows of the version and that it was not released before."""
    stated = str(citation(project.root).get("version"))
    changelog = project.root / "CHANGELOG.md"
    if not _VERSION.fullmatch(version):
        raise BookError(f'release {version}: a version is three numbers, for instance "1.2.0"')
    package = _of_package(project.root / _PACKAGE) or version
    for name, named in ((CITATION, stated), (_PACKAGE, package)):
        if named != version:
            raise BookError(f"release {version}: {name} says version {named}")
    if not changelog.is_file() or f"## [{version}]" not in changelog.read_text(encoding="utf-8"):
        raise BookError(f"release {version}: CHANGELOG.md has no section ## [{version}]")
    if (project.root / RELEASES / f"{version}.json").exists():
        raise BookError(f"release {version}: it was released before ({RELEASES}/{version}.json)")


def _of_package(file: Path) -> str:
    """Return the version that the project states as a package; nothing where it does not."""
    try:
        stated = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    except ValueError as error:  # no TOML, or no UTF-8
        raise BookError(f"{file.name}: cannot be read: {error}") from None
    return str(stated.get("project", {}).get("version", ""))


def _pack(project: Project, stated: About) -> Path:
    name = f"{project.config['book'].get('output-file', 'book')}-{stated.version}"
    project.dist.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=project.dist) as beside:
        folder = Path(beside, name)
        folder.mkdir()
        assemble(project, stated, _changes(project), folder)
        write_zip(folder, project.dist / f"{name}.zip")
    return project.dist / f"{name}.zip"


def _changes(project: Project) -> str:
    """Say in Markdown what changed since the last release."""
    last: Release | None = last_release(project.root / RELEASES)
    if last is None:
        return "This is the first release.\n"
    return FORMATS["markdown"](difference(f"v{last.version}", str(project.output)), True)
