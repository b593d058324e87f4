"""A real browser, where there is one, and the books it opens."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from explorable_book import write_explorable_book
from project_copies import copied
from running import command

from helpers.render import builtin, quarto

PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first has no windows, which take most of the time."""

ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
GONE = "net::ERR_ABORTED"
"""What becomes of a request when the reader goes on to another page."""
HTML = frozenset({"html"})

Open = Callable[..., Any]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip("there is no chromium here: the pages are not tried in a browser")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as run:
        browser = run.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up book as a reader gets it."""
    staged = write_explorable_book(tmp_path_factory.mktemp("explorable"))
    output = tmp_path_factory.mktemp("pages")
    builtin.render(staged, output, HTML)
    shutil.copytree(staged / "data", output / "data")
    return output


@pytest.fixture(scope="session")
def real_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own book, built in a copy of the project, with its cache if there is one."""
    root = copied(tmp_path_factory.mktemp("real") / "project")
    done = command(root, "build", "--renderer", "builtin", "--to", "html")
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "_book"


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine; its address."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.fixture(scope="session")
def served(book: Path) -> Iterator[str]:
    """The address of the made-up book on a server."""
    with server(book) as address:
        yield address


@pytest.fixture(scope="session")
def served_by_quarto(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same book made by Quarto; its own scripts do not run from a folder."""
    if quarto.find() is None:
        pytest.skip("Quarto is not installed here")
    staged = write_explorable_book(tmp_path_factory.mktemp("explorable"))
    output = tmp_path_factory.mktemp("quarto")
    quarto.render(staged, output, HTML)
    with server(output) as address:
        yield address


@pytest.fixture(params=["file", "http"])
def site(request: pytest.FixtureRequest, book: Path, served: str) -> str:
    """Where the made-up book is: in a folder, or on a server."""
    return book.as_uri() if request.param == "file" else served


@pytest.fixture
def folder(book: Path) -> str:
    """Where the made-up book is, for what a server cannot make different."""
    return book.as_uri()


@pytest.fixture
def open_page(chromium: Any) -> Iterator[Open]:
    """Open an address; afterwards nothing may stand on the console or have gone to another host."""
    contexts, wrong = [], []

    def open_(address: str, **settings: Any) -> Any:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 800}, **settings})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5000)
        page.on(
            "console", lambda said: said.type in ("error", "warning") and wrong.append(said.text)
        )
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("requestfailed", lambda r: r.failure == GONE or wrong.append(f"failed: {r.url}"))
        allowed = ("file:", "http://127.0.0.1:", "data:", "blob:")
        page.on("request", lambda r: r.url.startswith(allowed) or wrong.append(f"asked: {r.url}"))
        page.goto(address)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert wrong == []
