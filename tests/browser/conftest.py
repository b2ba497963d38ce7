"""A real Chromium for the tests, and a server for what it looks at."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, ViewportSize, sync_playwright

from tests.browser.chromium import executable
from tests.browser.scripts import blank as blank
from tests.browser.scripts import run as run

# It looks up nothing but loopback, and keeps its own services quiet. Playwright adds --no-sandbox,
# without which Chromium refuses to run as root.
ARGUMENTS = [
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]


PHONE = ViewportSize(width=390, height=844)
DESK = ViewportSize(width=1280, height=800)
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WITHOUT_INDEX = {"X-Search-Index": "none"}
"""Sent by pages that do not search: reading the index is more than a third of the work of loading a page."""
NO_INDEX = b'{"config": {"lang": ["en"], "separator": "[ ]+", "pipeline": [], "fields": {}}, "docs": []}'
axe = Axe()


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong with a page, each with the element."""
    found = axe.run(page).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Yield a Chromium for all tests."""
    path = executable()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


class Faults(list[str]):
    """What went wrong in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.due: tuple[str, ...] = ()

    def expect(self, *texts: str) -> None:
        """Take faults with one of the texts for what the test is about.

        A browser reports a request that failed in its own time, also after the test has ended, so
        a list that is cleared then could fill again.
        """
        self.due = texts

    def append(self, fault: str) -> None:
        if not any(text in fault for text in self.due):
            super().append(fault)


@pytest.fixture
def faults() -> Faults:
    """Return what went wrong in ``page``; a test may say which faults it brings about."""
    return Faults()


@pytest.fixture
def page(browser: Browser, faults: Faults) -> Iterator[Page]:
    """Yield an empty page; fail the test where a script failed, or something was asked of a third party."""

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            faults.append(message.text)

    def on_error(error: Error) -> None:
        faults.append(error.message)

    def on_request(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:", "about:")):
            faults.append(f"asked for {request.url}")

    with browser.new_context() as context:
        context.on("request", on_request)
        page = context.new_page()
        page.set_extra_http_headers(WITHOUT_INDEX)
        page.on("console", on_console)
        page.on("pageerror", on_error)
        yield page
    assert faults == []


class _Quiet(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        """Answer as any server would, but for a page that asks to be spared the index of the search."""
        if self.path.endswith("/search_index.json") and self.headers.get("X-Search-Index") == "none":
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(NO_INDEX)
        else:
            super().do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Yield a function that serves a folder and returns its address."""
    with ExitStack() as stack:

        def start(folder: Path) -> str:
            server = stack.enter_context(
                ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder))
            )
            thread = Thread(target=server.serve_forever)
            thread.start()
            stack.callback(thread.join)
            stack.callback(server.shutdown)
            return f"http://127.0.0.1:{server.server_port}/"

        yield start


@pytest.fixture(scope="session")
def home(real_site: Path, serve: Callable[[Path], str]) -> str:
    """Return the address of the real site."""
    return serve(real_site)


@pytest.fixture
def unscripted(browser: Browser) -> Iterator[Page]:
    """Yield a page of a reader who has switched scripts off."""
    with browser.new_context(java_script_enabled=False) as context:
        yield context.new_page()


@pytest.fixture(scope="session")
def graph(real_site: Path) -> dict[str, Any]:
    """Return the concepts of graph.json by id."""
    whole = json.loads((real_site / "graph.json").read_text(encoding="utf-8"))
    return {concept["id"]: concept for concept in whole["concepts"]}
