"""Serving a book on this machine, its pages reloading themselves when the book is rebuilt."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

_EVENTS, _SCRIPT = "/__events", "/__reload.js"
_LISTEN = Path(__file__).with_name("preview.js")
_TAG = f'<script src="{_SCRIPT}"></script></body>'.encode()
_BEAT = 15.0


class Reloads:
    """Counts the rebuilds, keeps why the last one failed, and wakes whoever waits for the next."""

    def __init__(self) -> None:
        self._changed, self._count, self._problem = threading.Condition(), 0, ""

    @property
    def state(self) -> tuple[int, str]:
        """How many builds were announced, and the message of the last if it failed."""
        with self._changed:
            return self._count, self._problem

    def announce(self, problem: str = "") -> None:
        """Tell all open pages that there is a new book, or why there is none."""
        with self._changed:
            self._count, self._problem = self._count + 1, problem
            self._changed.notify_all()

    def wait(self, seen: int, seconds: float) -> bool:
        """Wait for an announcement after the first `seen`; return False if none came in time."""
        with self._changed:
            return self._changed.wait_for(lambda: self._count != seen, timeout=seconds)


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *request: Any, reloads: Reloads, **options: Any) -> None:
        self._reloads = reloads
        super().__init__(*request, **options)

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if self.path == _EVENTS:
            self._stream()
        elif self.path == _SCRIPT:
            self._answer(_LISTEN.read_bytes(), "text/javascript")
        elif (page := path / "index.html" if path.is_dir() else path).suffix == ".html":
            self._page(page)
        else:
            super().do_GET()

    def _page(self, path: Path) -> None:
        """Answer with a page that also listens; its own policy must let it."""
        try:
            content = path.read_bytes()
        except OSError:
            self.send_error(404)
            return
        content = content.replace(
            b"default-src 'none';", b"default-src 'none'; connect-src 'self';"
        )
        self._answer(content.replace(b"</body>", _TAG), "text/html; charset=utf-8")

    def _answer(self, content: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def _stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        seen, problem = self._reloads.state
        with contextlib.suppress(OSError):
            self.wfile.write(_event(problem) if problem else b"")
            while True:
                came = self._reloads.wait(seen, _BEAT)
                seen, problem = self._reloads.state
                self.wfile.write(_event(problem) if came else b": beat\n\n")
                self.wfile.flush()

    def log_message(self, format: str, *values: Any) -> None:
        """Keep quiet: the terminal belongs to the builds."""


def _event(problem: str) -> bytes:
    """Return what the open pages are told; JSON keeps the message on one line."""
    told = f"event: problem\ndata: {json.dumps(problem)}" if problem else "data: new"
    return f"{told}\n\n".encode()


@contextlib.contextmanager
def serving(folder: Path, port: int, reloads: Reloads) -> Iterator[str]:
    """Serve `folder` at the loopback address while the block runs; give the address.

    Parameters
    ----------
    port : int
        0 for any free one.
    """
    handler = partial(_Handler, directory=str(folder), reloads=reloads)
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
