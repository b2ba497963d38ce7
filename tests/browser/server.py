"""A server of a folder for a browser on this machine, and what pages may ask for at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import Request

OWN = ("http://127.0.0.1:", "data:", "blob:", "about:")
WITHOUT_INDEX = {"X-Search-Index": "none"}
"""Sent by pages that do not search: reading the index is more than a third of the work of loading a page."""
BLANK = b'<!doctype html><html lang="en"><title>blank</title><link rel="icon" href="data:,">'
NO_INDEX = b'{"config": {"lang": ["en"], "separator": "[ ]+", "pipeline": [], "fields": {}}, "docs": []}'


def is_foreign(request: Request) -> bool:
    """Tell whether something is asked of a third party."""
    return not request.url.startswith(OWN)


class _Quiet(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        """Answer as any server would, but for an empty page, and pages that ask to be spared the index."""
        if self.path == "/blank":
            self._send("text/html", BLANK)
        elif self.path.endswith("/search_index.json") and self.headers.get("X-Search-Index") == "none":
            self._send("application/json", NO_INDEX)
        else:
            super().do_GET()

    def _send(self, kind: str, content: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a page that is closed early leaves requests behind."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine and yield its address."""
    with _Server(("127.0.0.1", 0), partial(_Quiet, directory=folder)) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
