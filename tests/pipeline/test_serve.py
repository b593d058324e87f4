"""The book as a preview serves it."""

import json
import threading
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from helpers.pipeline.serve import Reloads, serving

PAGE = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src 'self'\">"
    "<body>x</body>"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text(PAGE)
    (tmp_path / "a.css").write_text("body {}")
    return tmp_path


def get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.read().decode()


def test_pages_listen_and_other_files_are_as_they_are(folder: Path) -> None:
    with serving(folder, 0, Reloads()) as address:
        for page in (get(address), get(address + "index.html")):
            assert "connect-src 'self'" in page
            assert '<script src="/__reload.js"></script></body>' in page
        assert "EventSource" in get(address + "__reload.js")
        assert get(address + "a.css") == "body {}"
        with pytest.raises(urllib.error.HTTPError, match="404"):
            get(address + "none.html")


def test_an_open_page_hears_of_a_new_book(folder: Path) -> None:
    reloads = Reloads()
    with (
        serving(folder, 0, reloads) as address,
        urllib.request.urlopen(address + "__events", timeout=10) as events,
    ):
        told = threading.Event()
        announcing = threading.Thread(target=announce, args=(reloads, told))
        announcing.start()
        assert events.readline() == b"data: new\n"
        told.set()
        announcing.join()


def test_why_the_book_could_not_be_built_is_told_on_one_line_until_it_is(folder: Path) -> None:
    reloads = Reloads()
    reloads.announce("two\nlines ’")
    with serving(folder, 0, reloads) as address:
        with urllib.request.urlopen(address + "__events", timeout=10) as events:
            assert events.readline() == b"event: problem\n"
            assert json.loads(events.readline().removeprefix(b"data: ")) == "two\nlines ’"
        reloads.announce()
        told = threading.Event()
        announcing = threading.Thread(target=announce, args=(reloads, told))
        with urllib.request.urlopen(address + "__events", timeout=10) as events:
            announcing.start()
            assert events.readline() == b"data: new\n"
            told.set()
            announcing.join()


def announce(reloads: Reloads, heard: threading.Event) -> None:
    while not heard.wait(0.05):
        reloads.announce()


def test_only_this_machine_is_served(folder: Path) -> None:
    with serving(folder, 0, Reloads()) as address:
        assert address.startswith("http://127.0.0.1:")
        with pytest.raises(urllib.error.HTTPError, match="404"):
            get(address + "../../etc/hostname.html")
