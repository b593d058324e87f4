"""A finished folder takes the place of an older one, whole or not at all."""

from __future__ import annotations

import contextlib
import ctypes
import filecmp
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from helpers.pipeline.hashing import files_below

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
_OLD = "-old"


@contextlib.contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Give an empty folder beside `folder`; swap it in when the block ends without an error.

    Until then, and whenever the block fails or is killed, `folder` stays as it was. A file whose
    bytes did not change remains the same file, with its time.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=_prefix(folder)))
    try:
        beside.chmod(0o755)
        yield beside
        _keep(folder, beside)
        _swap(beside, folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _prefix(folder: Path) -> str:
    return f".{folder.name}-{os.getpid()}-"


def _sweep(folder: Path) -> None:
    """Remove what builds that were killed have left beside `folder`.

    What one works on for a folder of another name, such as ``book-2020``, is not meant.
    """
    form = re.compile(rf"\.{re.escape(folder.name)}-(\d+)-[a-z0-9_]{{8}}({_OLD})?")
    for left in folder.parent.iterdir():
        found = form.fullmatch(left.name)
        if found and not _alive(int(found[1])):
            shutil.rmtree(left, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _keep(folder: Path, beside: Path) -> None:
    """Put files of `folder` in the place of those that are the same; where it fails, these stay."""
    place = tempfile.TemporaryDirectory(dir=folder.parent, prefix=_prefix(folder))
    with place as aside, contextlib.suppress(OSError):
        kept = Path(aside, "kept")
        for name, old in files_below(folder):
            new = beside / name
            is_there = new.is_file() and not Path(old).is_symlink()
            if is_there and filecmp.cmp(old, new, shallow=False):
                kept.hardlink_to(old)
                kept.replace(new)


def _swap(beside: Path, folder: Path) -> None:
    if not folder.exists():
        beside.rename(folder)
    elif not _exchange(beside, folder):
        old = beside.with_name(beside.name + _OLD)
        folder.rename(old)
        try:
            beside.rename(folder)
        except BaseException:
            old.rename(folder)
            raise
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step where the system can (renameat2 of Linux)."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    if rename is None:
        return False
    names = os.fsencode(one), os.fsencode(other)
    return bool(rename(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0)
