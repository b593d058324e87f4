"""A content-addressed store of executed chapters: plain files, each with its checksum."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Collection
from pathlib import Path
from typing import IO

from helpers.pipeline.hashing import digest, hash_now


class Cache:
    """Texts under their keys in `folder`; safe against builds at the same time and killed ones.

    An entry is written beside and then moved to its place, and begins with the checksum of what
    follows; one that does not fit its checksum is dropped as if it had never been there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]

    def get(self, key: str) -> str | None:
        """Return the text stored under `key`, or None."""
        path = self._path(key)
        try:
            checksum, _, body = path.read_bytes().partition(b"\n")
        except OSError:
            return None
        if digest(body).encode() != checksum:
            path.unlink(missing_ok=True)
            return None
        return body.decode("utf-8")

    def put(self, key: str, text: str) -> None:
        """Store `text` under `key`."""
        body = text.encode("utf-8")
        write_atomically(self._path(key), digest(body).encode() + b"\n" + body)

    def trim(self, room: int, keep: Collection[str] = ()) -> None:
        """Drop what was used longest ago, so that all takes no more than `room` bytes.

        What is stored under the keys `keep` stays. What a killed build has left half written goes
        like the rest.
        """
        kept = {self._path(key) for key in keep}
        for path, found in sorted(self._files(), key=_last_used, reverse=True):
            room -= found.st_size
            if room < 0 and path not in kept:
                path.unlink(missing_ok=True)

    def _files(self) -> list[tuple[Path, os.stat_result]]:
        found = []
        for path in self.folder.glob("??/*"):
            with contextlib.suppress(OSError):  # another build has dropped it meanwhile
                found.append((path, path.stat()))
        return found


def _last_used(file: tuple[Path, os.stat_result]) -> int:
    """Return when a file was read or written; it decides what is forgotten, never what is true."""
    return max(file[1].st_atime_ns, file[1].st_mtime_ns)


def write_atomically(path: Path, content: bytes | Path) -> bool:
    """Write `content` to `path` whole or not at all; return False if it was already there.

    The content of a file is given by its path, and is never in memory as a whole.
    """
    if path.is_file() and _is_same(path, content):
        return False
    import tempfile  # a build with nothing to do writes nothing

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as file:
            _pour(content, file)
        Path(beside).chmod(0o644)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    return True


def _is_same(path: Path, content: bytes | Path) -> bool:
    if isinstance(content, Path):
        return hash_now(path) == hash_now(content)
    return path.read_bytes() == content


def _pour(content: bytes | Path, file: IO[bytes]) -> None:
    if isinstance(content, Path):
        with content.open("rb") as source:
            shutil.copyfileobj(source, file)
    else:
        file.write(content)
