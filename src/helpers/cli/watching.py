"""What a preview watches: the sources of a book, wherever they lie and whenever they come."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from watchfiles import Change, DefaultFilter, watch

from helpers.litter import is_litter

_watch = partial(watch, debounce=200, step=50)
_no_litter = DefaultFilter()  # what editors and Python leave beside a file


class Sources(NamedTuple):
    """What a book is made of: all of its project but what builds write, and what else is named.

    Parameters
    ----------
    root : Path
        The project.
    made : tuple of Path
        Folders and files that builds write.
    named : tuple of Path
        A folder of data, a file of parameters, as the command line names them.
    """

    root: Path
    made: tuple[Path, ...]
    named: tuple[Path, ...]

    @property
    def deep(self) -> list[Path]:
        """The folders, as they are now, in which all counts at any depth."""
        return [path for path in self.root.iterdir() if path.is_dir() and self._inside(path)]

    @property
    def flat(self) -> set[Path]:
        """The folders in which only counts what lies directly in them."""
        apart = [path for path in self.named if not self._inside(path)]
        folders = {path if path.is_dir() else path.parent for path in apart}
        return {self.root, *(folder for folder in folders if folder.is_dir())}

    def counts(self, change: Change, name: str) -> bool:
        """Tell whether a change is one of a source."""
        path = Path(name)
        beside = path.parent in self.named and not is_litter(path.name)
        known = path in self.named or beside or self._inside(path)
        return known and _no_litter(change, name)

    def _inside(self, path: Path) -> bool:
        """Tell whether it is a source in the project; litter is none."""
        if not path.is_relative_to(self.root) or any(map(path.is_relative_to, self.made)):
            return False
        return not is_litter(path.relative_to(self.root))


@contextlib.contextmanager
def following(sources: Sources, tell: Callable[[], None]) -> Iterator[None]:
    """Call `tell` whenever a source changes, while the block runs."""
    ended = threading.Event()
    threading.Thread(target=_follow, args=(sources, tell, ended), daemon=True).start()
    try:
        yield
    finally:
        ended.set()


def _follow(sources: Sources, tell: Callable[[], None], ended: threading.Event) -> None:
    replaced = threading.Event()
    _follow_deep(sources, tell, replaced)
    changes = _watch(*sources.flat, watch_filter=sources.counts, recursive=False, stop_event=ended)
    for _ in changes:
        before, replaced = replaced, threading.Event()
        _follow_deep(sources, tell, replaced)  # there may be other folders now
        before.set()
        tell()
    replaced.set()


def _follow_deep(sources: Sources, tell: Callable[[], None], ended: threading.Event) -> None:
    changes = _watch(*sources.deep, watch_filter=sources.counts, stop_event=ended)

    def work() -> None:
        for _ in changes:
            tell()

    threading.Thread(target=work, daemon=True).start()
