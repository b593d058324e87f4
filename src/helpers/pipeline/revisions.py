"""Folders as they were in a git revision of the project."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Mapping
from pathlib import Path

from helpers.errors import BookError
from helpers.pipeline.cache import write_atomically
from helpers.pipeline.git import git
from helpers.pipeline.hashing import digest


def commit_of(root: Path, revision: str) -> str | None:
    """Return the commit that `revision` names in the repository of `root`; None if none.

    Raises
    ------
    BookError
        If there is no repository, or no git.
    """
    name = f"{revision}^{{commit}}"
    found = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
    if b"not a git repository" in found.stderr:
        raise BookError(
            f"{revision}: there is no git repository here, so that no revision can be read; "
            "folders with data, or books, can be compared"
        )
    if found.returncode and found.stderr:
        raise BookError(f"git: {found.stderr.decode(errors='replace').splitlines()[0]}")
    return None if found.returncode else found.stdout.decode().strip()


def files_at(root: Path, commit: str, folder: str) -> dict[str, bytes]:
    """Return the files that lay directly in a folder of the project, under their names.

    Raises
    ------
    BookError
        If there was no such folder.
    """
    top = git(root, "rev-parse", "--show-toplevel").stdout.decode().strip()
    prefix = git(root, "rev-parse", "--show-prefix").stdout.decode().strip()
    archive = git(Path(top), "archive", "--format=tar", f"{commit}:{prefix}{folder}")
    if archive.returncode:
        raise BookError(f"there is no folder {folder} in it")
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as members:
        plain = [one for one in members if one.isfile() and "/" not in one.name]
        return {one.name: _content(members, one) for one in plain}


def lay_out(place: Path, files: Mapping[str, bytes]) -> Path:
    """Write files into a folder in `place` that is named after what they contain; return it."""
    sums = "\n".join(f"{digest(content)} {name}" for name, content in sorted(files.items()))
    folder = place / digest(sums.encode())[:32]
    for name, content in files.items():
        write_atomically(folder / name, content)
    return folder


def _content(members: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    file = members.extractfile(member)
    return file.read() if file else b""
