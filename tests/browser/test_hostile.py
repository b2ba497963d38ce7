"""A graph in which every field is an attack, opened page by page: nothing of it runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page

LOOKED = """Promise.all([...document.images].map((image) => image.complete || new Promise((done) => {
  for (const end of ["load", "error"]) image.addEventListener(end, done);
})))"""
"""Ends when each picture has been loaded, or could not be and has said so."""
PWNED = "window.pwned !== undefined || document.querySelector('[onclick], [onload], [onerror]') !== null"


@pytest.fixture(scope="session")
def home(hostile_site: Path, serve: Callable[[Path], str]) -> str:
    """Return the address of the hostile site."""
    return serve(hostile_site)


@pytest.fixture
def dialogs(page: Page) -> list[str]:
    """Return what pages have tried to say in dialogs."""
    said: list[str] = []

    def on_dialog(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", on_dialog)
    return said


def paths(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def ran(page: Page) -> bool:
    """Tell whether a script of the data ran in the page or in a frame of it."""
    return any(frame.evaluate(PWNED) for frame in page.frames)


def test_nothing_runs_on_any_page(page: Page, home: str, hostile_site: Path, dialogs: list[str]) -> None:
    for path in paths(hostile_site):
        page.goto(home + path)
        for link in page.locator("main a[href]").evaluate_all(
            "all => all.map((a) => a.getAttribute('href'))"
        ):
            assert not link.strip().lower().startswith(("javascript:", "data:", "vbscript:")), path
        assert not ran(page), path
    assert dialogs == []


def test_nothing_runs_without_the_policy_either(browser: Browser, home: str, hostile_site: Path) -> None:
    # The policy is the second lock; this looks at the first.
    with browser.new_context(bypass_csp=True) as context:
        page = context.new_page()
        for path in paths(hostile_site):
            page.goto(home + path)
            assert not ran(page), path


@pytest.mark.parametrize("typed", ["script", "img", "pwned", "config", "constructor"])
def test_nothing_runs_in_the_search(typed: str, browser: Browser, home: str) -> None:
    with browser.new_context(bypass_csp=True) as context:
        page = context.new_page()
        page.goto(home)
        page.locator(".home-search").click()
        page.get_by_role("textbox", name="Search").press_sequentially(typed)
        page.locator(".md-search-result__meta", has_text=re.compile("match|No ")).wait_for()
        page.evaluate(LOOKED)
        assert not ran(page)
        assert page.locator(".md-search-result img, .md-search-result script").count() == 0


def test_text_is_shown_as_it_was_typed(page: Page, home: str) -> None:
    page.goto(f"{home}concepts/script/")
    assert "<script>pwned=1</script>" in page.locator("h1").inner_text()
    assert page.locator(".aliases").inner_text().startswith('Also called "><img src=x onerror=pwned=1>, ')
    assert '--8<-- "README.md"' in page.locator("#example + .prose").inner_text()
    assert page.title().startswith("<script>pwned=1</script> - ")


@pytest.mark.parametrize(
    "canary",
    ["<script>pwned = 1</script>", "<img src=x onerror='pwned = 1'>", "<p onclick='pwned = 1'>x</p>"],
)
def test_what_runs_would_be_seen(canary: str, browser: Browser, home: str, hostile_site: Path) -> None:
    text = (hostile_site / "concepts/script/index.html").read_text(encoding="utf-8")
    with browser.new_context(bypass_csp=True) as context:
        page = context.new_page()
        page.route(
            "**/infected/",
            lambda route: route.fulfill(body=text.replace("<h1", f"{canary}<h1"), content_type="text/html"),
        )
        page.goto(f"{home}concepts/infected/")
        page.wait_for_function(PWNED)
        assert ran(page)
