"""Serve a built site on this machine, build it again on a change, and reload the pages that are open."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from conceptgraph.write import GENERATED

RELOAD = "/__reload"
_SCRIPT = f'new EventSource("{RELOAD}").onmessage = () => location.reload();\n'
QUIET = 0.3
"""Seconds without a further change before a build starts: an editor saves in several steps."""


class Changes(FileSystemEventHandler):
    """Notes that something changed and wakes whoever waits for it."""

    def __init__(self, docs: Path) -> None:
        self.generated = tuple(str(docs.resolve() / name) for name in GENERATED)
        self.happened = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in ("opened", "closed_no_write") or str(event.src_path).startswith(
            self.generated
        ):
            return
        self.happened.set()

    def wait(self) -> None:
        """Return when something has changed and nothing has for a moment."""
        self.happened.wait()
        while self.happened.is_set():
            self.happened.clear()
            self.happened.wait(QUIET)


class Pages:
    """Counts builds; open pages wait for the next one."""

    def __init__(self) -> None:
        self.builds = 0
        self.built = threading.Condition()

    def announce(self) -> None:
        with self.built:
            self.builds += 1
            self.built.notify_all()

    def wait_for_next(self, seen: int, seconds: float) -> int:
        with self.built:
            self.built.wait_for(lambda: self.builds > seen, seconds)
            return self.builds


class Handler(SimpleHTTPRequestHandler):
    """Serves the files of a site, with a script in each page that waits for the next build."""

    def __init__(self, *args: Any, pages: Pages, **kwargs: Any) -> None:
        self.pages = pages
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        if self.path == RELOAD:
            self._wait()
        elif self.path == f"{RELOAD}.js":
            self._send(_SCRIPT.encode(), "text/javascript")
        elif (page := self._page()) is not None:
            tag = f'<script src="{RELOAD}.js"></script></body>'.encode()
            self._send(page.read_bytes().replace(b"</body>", tag), "text/html; charset=utf-8")
        else:
            super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: what went wrong stands in the browser."""

    def _page(self) -> Path | None:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path /= "index.html"
        return path if path.suffix == ".html" and path.is_file() else None

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _wait(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        seen = self.pages.builds
        try:
            while (now := self.pages.wait_for_next(seen, seconds=15)) == seen:
                self.wfile.write(b": still here\n\n")
                self.wfile.flush()
            self.wfile.write(f"data: {now}\n\n".encode())
        except OSError:
            pass  # the page was closed


def serve(
    port: int,
    site: Path,
    watched: Sequence[Path],
    build: Callable[[], bool],
    say: Callable[[str], None],
) -> None:
    """Build, serve until interrupted, build again on each change; ``build`` tells whether it succeeded."""
    changes, pages = Changes(watched[-1]), Pages()
    observer = Observer()
    for folder in watched:
        observer.schedule(changes, str(folder), recursive=True)
    observer.start()
    try:
        while not build():
            say("Waiting for a change that mends it.")
            changes.wait()
        with _server(port, site, pages) as server:
            say(f"Serving http://127.0.0.1:{server.server_address[1]}/ (Ctrl+C ends)")
            while True:
                changes.wait()
                if build():
                    pages.announce()
                    say("Built again.")
    except KeyboardInterrupt:
        say("Ended.")
    finally:
        observer.stop()


@contextlib.contextmanager
def _server(port: int, site: Path, pages: Pages) -> Iterator[ThreadingHTTPServer]:
    """Serve the site in the background as long as the context lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, pages=pages, directory=str(site)))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
