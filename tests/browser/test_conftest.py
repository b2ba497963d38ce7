"""The browser's fixtures see what they are meant to see."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.conftest import Faults

HEAD = '<!doctype html><html lang="en"><title>t</title><link rel="icon" href="data:,">'


def test_a_served_page_is_drawn_and_its_script_runs(
    tmp_path: Path, page: Page, serve: Callable[[Path], str]
) -> None:
    (tmp_path / "index.html").write_text(
        f"{HEAD}<p>old</p><script>document.querySelector('p').textContent = 'new'</script>"
    )
    page.goto(serve(tmp_path))
    assert page.locator("p").inner_text() == "new"


def test_faults_are_noted(tmp_path: Path, page: Page, faults: Faults, serve: Callable[[Path], str]) -> None:
    faults.expect("Failed to load resource")  # the picture's, which comes when it comes
    (tmp_path / "index.html").write_text(
        f"{HEAD}<script>throw new Error('broken')</script><img alt='' src='https://example.org/a.png'>"
    )
    page.goto(serve(tmp_path))
    page.evaluate("0")  # one round trip, after which the page's messages are here
    assert {"broken", "asked for https://example.org/a.png"} <= set(faults)
    faults.clear()


def test_a_fault_that_is_expected_is_left_out_and_no_other() -> None:
    faults = Faults()
    faults.expect("404", "offline")
    for fault in ("a 404 came", "is undefined", "it is offline"):
        faults.append(fault)
    assert faults == ["is undefined"]
