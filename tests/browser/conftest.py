"""A real Chromium for the tests, and a server for what it looks at."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Locator,
    Page,
    Request,
    ViewportSize,
    expect,
    sync_playwright,
)

from tests.browser.chromium import executable
from tests.browser.scripts import blank as blank
from tests.browser.scripts import run as run
from tests.browser.server import WITHOUT_INDEX, is_foreign, served

# What Playwright switches off, for its list does not add to ours but makes way for it.
SWITCHED_OFF = [
    *("AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync"),
    *("DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay"),
    *("MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch"),
    *("TcpPortRandomizationWin", "ThirdPartyStoragePartitioning"),
    # The list under the address bar is two pages of its own, loaded with every window for nobody to see.
    *("WebUIOmniboxAimPopup", "WebUIOmniboxPopup"),
]
# It looks up nothing but loopback, and keeps its own services quiet. Playwright adds --no-sandbox,
# without which Chromium refuses to run as root.
ARGUMENTS = [
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--disable-background-networking",
    "--disable-component-update",
    f"--disable-features={','.join(SWITCHED_OFF)}",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]


PHONE = ViewportSize(width=390, height=844)
DESK = ViewportSize(width=1280, height=800)
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
KEY = "/.concept-graph"
"""Under which a site at the root of its host keeps a reader's progress."""
axe = Axe()
# The machine may be busy with much else; what holds is seen at once.
expect.set_options(timeout=30_000)


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong with a page, each with the element."""
    found = axe.run(page).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


def keep(page: Page, home: str, text: str) -> None:
    """Have the browser keep a text as a reader's progress, as if from an earlier visit."""
    page.goto(f"{home}blank")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])


def concepts(rows: Locator) -> list[str]:
    """Return the concepts of a list's rows in order."""
    found: list[str] = rows.evaluate_all("all => all.map((row) => row.dataset.concept)")
    return found


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
        if is_foreign(request):
            faults.append(f"asked for {request.url}")

    with browser.new_context() as context:
        context.on("request", on_request)
        page = context.new_page()
        page.set_extra_http_headers(WITHOUT_INDEX)
        page.on("console", on_console)
        page.on("pageerror", on_error)
        yield page
    assert faults == []


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Yield a function that serves a folder and returns its address."""
    with ExitStack() as stack:
        yield lambda folder: stack.enter_context(served(folder))


@pytest.fixture(scope="session")
def home(real_site: Path, serve: Callable[[Path], str]) -> str:
    """Return the address of the real site."""
    return serve(real_site)


@pytest.fixture
def swapping(page: Page, home: str, real_site: Path) -> Page:
    """Return a page of a site that knows its address, whose pages the theme swaps."""
    paths = sorted(path.parent.relative_to(real_site).as_posix() for path in real_site.rglob("index.html"))
    urls = [home if path == "." else f"{home}{path}/" for path in paths]
    sitemap = f"<urlset>{''.join(f'<url><loc>{url}</loc></url>' for url in urls)}</urlset>"
    page.route("**/sitemap.xml", lambda route: route.fulfill(body=sitemap, content_type="application/xml"))
    with page.expect_response("**/sitemap.xml"):
        page.goto(home)
    page.evaluate("window.stayed = true")
    return page


def follow(page: Page, name: str, path: str) -> None:
    """Go on to a page by the navigation that every page has."""
    page.get_by_role("navigation", name="Navigation").get_by_role("link", name=name, exact=True).click()
    expect(page).to_have_url(re.compile(rf":\d+/{path}(#|$)"))


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
