"""The contents of a release: the book with all that it was made from, in one folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from helpers.errors import BookError
from helpers.pipeline.archive import write_checksums
from helpers.pipeline.cache import write_atomically
from helpers.pipeline.companions import DATA, QUANTITIES, data_package, for_readers
from helpers.pipeline.config import CONFIG, listed
from helpers.pipeline.crate import About, describe
from helpers.pipeline.edition import CITATION, citation, date
from helpers.pipeline.guide import GUIDE, guide
from helpers.pipeline.manifest import hashes, read_manifest
from helpers.pipeline.named import named_files
from helpers.pipeline.project import Project

CRATE = "ro-crate-metadata.json"
CHANGES = "CHANGES.md"
_NEEDED = ("title", "version", "authors", "license")
_KEPT = (CITATION, "LICENSE", "CHANGELOG.md")


def assemble(project: Project, stated: About, changes: str, folder: Path) -> None:
    """Fill the empty `folder` with a release of the project's book.

    The book, the staged Quarto project with the executed notebooks, the data package with the
    bibliographies, the quantities, what changed since the last release, licence and citation, a
    description of all this for people and (RO-Crate) for machines, and the checksum of every file.
    What else lies in the folder of the data stays there.

    Parameters
    ----------
    stated : About
        What the release says of itself; see `about`.
    changes : str
        What changed since the last release, in Markdown.

    Raises
    ------
    BookError
        The staged project is not that of the book.
    """
    book = project.output
    shutil.copytree(book, folder / "book")
    shutil.copytree(project.staged, folder / "project")
    if hashes(folder / "project") != read_manifest(book)["staged"]:
        raise BookError(f"{book}: another build has begun meanwhile: let it end and release again")
    for name, path in _data(project):
        write_atomically(folder / name, for_readers(path))
    shutil.copyfile(book / QUANTITIES, folder / QUANTITIES)
    (folder / CHANGES).write_text(changes, encoding="utf-8")
    for name in _KEPT:
        if (project.root / name).is_file():
            shutil.copyfile(project.root / name, folder / name)
    (folder / GUIDE).write_text(guide(folder, stated), encoding="utf-8")
    (folder / CRATE).write_text(describe(folder, stated), encoding="utf-8")
    write_checksums(folder)


def sources(project: Project) -> list[Path]:
    """Return the files of the project that a release holds, be it executed or rendered."""
    own = (project.root / name for name in (CONFIG, *project.chapters, *_KEPT))
    named = (path for _, path in (*named_files(project), *_data(project)))
    return [path for path in (*own, *named) if path.is_file()]


def _data(project: Project) -> Iterator[tuple[str, Path]]:
    """Yield the data package, and what else of its folder the configuration names, by name."""
    for path in data_package(project.root, project.root / DATA):
        yield f"{DATA}/{path.name}", path
    yield from (one for one in named_files(project) if one[0].startswith(f"{DATA}/"))


def about(project: Project) -> About:
    """Return what the citation file says of the project.

    Raises
    ------
    BookError
        If it lacks what a release must state.
    """
    found = citation(project.root)
    description = found.get("abstract") or found.get("message")
    missing = [name for name in _NEEDED if not found.get(name)]
    missing += [] if description else ["abstract or message"]
    if missing:
        raise BookError(f"{CITATION}: a release needs {', '.join(missing)}")
    return About(
        name=str(found["title"]),
        description=str(description),
        version=str(found["version"]),
        date=date(project.root) or "",
        authors=tuple(map(_name, listed(found["authors"]))),
        licences=tuple(f"https://spdx.org/licenses/{name}" for name in listed(found["license"])),
    )


def _name(author: object) -> str:
    """Return the name of a person, or of a group, as the citation file gives it."""
    person = author if isinstance(author, dict) else {}
    parts = (person.get("given-names"), person.get("family-names"))
    name = str(person.get("name") or " ".join(str(part) for part in parts if part))
    if not name:
        raise BookError(
            f"{CITATION}: authors: {author!r}: name: is needed, or given-names: and family-names:"
        )
    return name
