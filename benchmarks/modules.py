"""The browser's own modules in an empty page, for benchmarks that run them in a Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, Route, sync_playwright

from tests.browser.chromium import executable

MODULES = Path(__file__).parents[1] / "docs/javascripts"


@contextmanager
def page_beside_modules() -> Iterator[Page]:
    """Yield an empty page for which the modules of docs/javascripts stand beside it."""
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=executable()) as browser:
        page = browser.new_page()
        page.route("**/*", _answer)
        page.goto("http://modules.test/blank")
        yield page


def _answer(route: Route) -> None:
    """Answer with a module, or an empty page."""
    path = MODULES / route.request.url.rpartition("/")[2]
    if path.is_file():
        route.fulfill(path=path, content_type="text/javascript")
    else:
        route.fulfill(body="<!doctype html><title>blank</title>", content_type="text/html")
