"""A finished folder takes the place of an older one, whole or not at all."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.pipeline.swap import replacing

NO_PROCESS = 2**22 + 1
"""A number that Linux gives to no process."""

KILLED = """
import os, sys
from pathlib import Path
from helpers.pipeline.swap import replacing
with replacing(Path(sys.argv[1])) as beside:
    (beside / "page").write_text("half")
    os.kill(os.getpid(), 9)
"""


def test_the_new_replaces_the_old(tmp_path: Path) -> None:
    for text in ("one", "two"):
        with replacing(tmp_path / "book") as beside:
            (beside / text).write_text(text)
    assert [path.name for path in tmp_path.iterdir()] == ["book"]
    assert [path.name for path in (tmp_path / "book").iterdir()] == ["two"]


def test_a_file_that_did_not_change_stays(tmp_path: Path) -> None:
    book, found = tmp_path / "book", []
    for text in ("one", "two"):
        with replacing(book) as beside:
            (beside / "pages").mkdir()
            (beside / "pages" / "same").write_text("same")
            (beside / "pages" / "other").write_text(text)
        found.append([(book / "pages" / name).stat() for name in ("same", "other")])
    (same, other), (same_now, other_now) = found
    assert (same_now.st_ino, same_now.st_mtime_ns) == (same.st_ino, same.st_mtime_ns)
    assert other_now.st_ino != other.st_ino
    assert (book / "pages" / "other").read_text() == "two"
    assert same_now.st_nlink == 1
    assert [path.name for path in tmp_path.iterdir()] == ["book"]


def test_a_link_in_the_old_is_replaced_by_a_file(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "elsewhere").write_text("same")
    (tmp_path / "book" / "page").symlink_to(tmp_path / "elsewhere")
    with replacing(tmp_path / "book") as beside:
        (beside / "page").write_text("same")
    assert not (tmp_path / "book" / "page").is_symlink()
    assert (tmp_path / "elsewhere").stat().st_nlink == 1


def test_a_failure_leaves_the_old(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "page").write_text("old")

    def fail() -> None:
        with replacing(tmp_path / "book") as beside:
            (beside / "page").write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert (tmp_path / "book" / "page").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["book"]


def test_what_a_killed_build_left_is_swept_by_the_next(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "book")], check=False)
    assert done.returncode == -signal.SIGKILL
    assert not (tmp_path / "book").exists()
    assert len(list(tmp_path.iterdir())) == 1
    with replacing(tmp_path / "book") as beside:
        (beside / "page").write_text("new")
    assert [path.name for path in tmp_path.iterdir()] == ["book"]


def test_builds_at_once_leave_each_other_alone(tmp_path: Path) -> None:
    with replacing(tmp_path / "book") as first:
        with replacing(tmp_path / "book") as second:
            (second / "page").write_text("second")
        (first / "page").write_text("first")
    assert (tmp_path / "book" / "page").read_text() == "first"
    assert [path.name for path in tmp_path.iterdir()] == ["book"]


def test_an_old_book_that_a_killed_build_had_moved_aside_is_swept(tmp_path: Path) -> None:
    (tmp_path / f".book-{NO_PROCESS}-abc_1234-old" / "chapters").mkdir(parents=True)
    with replacing(tmp_path / "book"):
        assert len(list(tmp_path.iterdir())) == 1


def test_a_book_whose_name_begins_like_another_is_no_remnant_of_it(tmp_path: Path) -> None:
    with replacing(tmp_path / f"book-{NO_PROCESS}") as first:
        (first / "page").write_text("first")
        with replacing(tmp_path / "book") as second:
            (second / "page").write_text("second")
    assert (tmp_path / f"book-{NO_PROCESS}" / "page").read_text() == "first"


def test_a_swap_that_fails_half_way_leaves_the_old(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "page").write_text("old")
    with pytest.raises(OSError), replacing(tmp_path / "book") as beside:  # noqa: PT011
        beside.rmdir()
    assert (tmp_path / "book" / "page").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["book"]
