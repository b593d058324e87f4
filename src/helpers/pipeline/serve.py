"""Serving a book on this machine, its pages reloading themselves when the book is rebuilt."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

_EVENTS, _SCRIPT = "/__events", "/__reload.js"
_RELOAD = f'new EventSource("{_EVENTS}").onmessage = () => location.reload();'
_TAG = f'<script src="{_SCRIPT}"></script></body>'.encode()
_BEAT = 15.0


class Reloads:
    """Counts the rebuilds and wakes whoever waits for the next one."""

    def __init__(self) -> None:
        self._changed, self._count = threading.Condition(), 0

    def announce(self) -> None:
        """Tell all open pages that there is a new book."""
        with self._changed:
            self._count += 1
            self._changed.notify_all()

    def wait(self, seconds: float) -> bool:
        """Wait for the next announcement; return False if none came in time."""
        with self._changed:
            seen = self._count
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
            self._answer(_RELOAD.encode(), "text/javascript")
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
        with contextlib.suppress(OSError):
            while True:
                self.wfile.write(b"data: new\n\n" if self._reloads.wait(_BEAT) else b": beat\n\n")
                self.wfile.flush()

    def log_message(self, format: str, *values: Any) -> None:
        """Keep quiet: the terminal belongs to the builds."""


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
