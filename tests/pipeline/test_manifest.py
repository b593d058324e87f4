"""What is not as it was built is found, and nothing outside the book is read."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from in_process import Done, rspbook

from helpers.errors import BookError
from helpers.pipeline.manifest import MANIFEST, verify, write_manifest


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    (folder / "chapters").mkdir(parents=True)
    for name in ("index.html", "chapters/one.html"):
        (folder / name).write_text(name)
    write_manifest(folder, {"commit": None})
    return folder


def verified(book: Path) -> Done:
    return rspbook("verify", book)


def alter(book: Path) -> None:
    (book / "index.html").write_text("something else")


def remove(book: Path) -> None:
    (book / "index.html").unlink()


def add(book: Path) -> None:
    (book / "chapters" / "two.html").write_text("")


def link_to_a_folder(book: Path) -> None:
    (book / "more").symlink_to(book.parent)


def link_to_the_same_bytes(book: Path) -> None:
    (book / "index.html").rename(book.parent / "index.html")
    (book / "index.html").symlink_to(book.parent / "index.html")


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (alter, "index.html: was altered"),
        (remove, "index.html: is missing"),
        (add, "chapters/two.html: is not part of the book"),
        (link_to_a_folder, "more: is a link, not a file"),
        (link_to_the_same_bytes, "index.html: is a link, not a file"),
    ],
)
def test_what_differs_is_named(book: Path, spoil: Callable[[Path], None], found: str) -> None:
    assert (verified(book).exit_code, verify(book)) == (0, [])
    spoil(book)
    assert (verified(book).exit_code, verified(book).stdout) == (1, f"{book / found}\n")


@pytest.mark.parametrize("cut", [0, 1, 20, -2])
def test_a_manifest_that_is_cut_short_is_refused(book: Path, cut: int) -> None:
    text = (book / MANIFEST).read_text()
    (book / MANIFEST).write_text(text[:cut])
    with pytest.raises(BookError, match="not a readable manifest"):
        verify(book)


@pytest.mark.parametrize("text", ["[]", "{}", '{"outputs": 3}', "[" * 100_000])
def test_what_is_no_manifest_is_refused(book: Path, text: str) -> None:
    (book / MANIFEST).write_text(text)
    with pytest.raises(BookError, match="not a readable manifest"):
        verify(book)


def test_a_manifest_that_leads_out_of_the_book_finds_nothing_there(book: Path) -> None:
    manifest = json.loads((book / MANIFEST).read_text())
    manifest["outputs"]["../secret.txt"] = manifest["outputs"]["index.html"]
    (book.parent / "secret.txt").write_text("index.html")
    (book / MANIFEST).write_text(json.dumps(manifest))
    assert verify(book) == [f"{book}/../secret.txt: is missing"]


def test_a_name_does_not_steer_the_terminal(book: Path) -> None:
    (book / "\x1b[31mred\x9b.html").write_text("")
    assert verified(book).stdout == f"{book}/\\x1b[31mred\\x9b.html: is not part of the book\n"
