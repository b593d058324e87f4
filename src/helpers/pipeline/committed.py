"""Whether all that a release is made of stands in one commit, and nothing private beside it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from helpers.errors import BookError
from helpers.litter import is_litter
from helpers.pipeline.companions import DATA
from helpers.pipeline.git import git
from helpers.pipeline.hashing import files_below
from helpers.pipeline.project import Project, seen_from

_MOST_NAMED = 20


def check_committed(project: Project, sources: Iterable[Path]) -> None:
    """Check that no file differs from the commit, and that the commit has all `sources`.

    What git ignores is asked for by itself, as git does not name it among the differences. In the
    folder of the data no such file may lie at all, as all that it lies beside is published.

    Raises
    ------
    BookError
        If a file differs, or is not in the commit; it names them.
    """
    if found := _asked(project.root, "status", "--porcelain"):
        raise BookError(f"a release is made of a commit, and these files differ from it:\n{found}")
    root = project.root.resolve()
    known = {root / name for name in _asked(root, "ls-files", "-z").split("\0")}
    files = {path.resolve() for path in (*sources, *_beside_the_data(root))}
    if private := sorted(files - known):
        raise BookError(
            "a release is made of a commit, and these files are not in it, as git ignores them:\n"
            + "\n".join(_names(root, private))
            + "\nmove them out of these folders; what is to be published, commit (git add --force)"
        )


def _beside_the_data(root: Path) -> Iterator[Path]:
    folder = root / DATA
    found = files_below(folder) if folder.is_dir() else ()
    return (Path(path) for name, path in found if not is_litter(name))


def _names(root: Path, files: list[Path]) -> Iterator[str]:
    for path in files[:_MOST_NAMED]:
        yield seen_from(root, path)
    if more := len(files[_MOST_NAMED:]):
        yield f"and {more} more"


def _asked(root: Path, *arguments: str) -> str:
    found = git(root, *arguments)
    if found.returncode:
        raise BookError("a release is made of a commit, and this is no git repository")
    return os.fsdecode(found.stdout)
