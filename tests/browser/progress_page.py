"""The page of progress as a test opens and presses it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.conftest import KEY, keep
from tests.browser.progress_files import FRIDAY, MONDAY, TUESDAY, File, file, known, learning

MINE = file(
    {"gradient": known(), "jacobian-matrix": learning(FRIDAY), "limit": known(), "far-away": known()},
    archive={"old-view": {**known(), "reason": "Another page says it."}},
    plan={"goals": ["gradient"], "since": MONDAY},
    device="desk",
)
THEIRS = file(
    {
        "gradient": learning(TUESDAY),
        "jacobian-matrix": known(TUESDAY),
        "chain-rule": known(),
        "limit": known(),
    }
)
HOSTILE = """
{"schema": 1, "concepts": {
 "<img src=x onerror=alert(1)>": {"state": "known"}, "__proto__": {"state": "known"},
 "gradient": {"state": "known", "since": "9999-01-01T00:00:00Z", "title": "<b>bold</b>"}, "limit": "known",
 "constructor": {"state": "known", "since": "2026-03-02T10:00:00Z"}}}
"""


def arrive(page: Page, home: str, stored: str | File | None = MINE) -> None:
    """Open the page as a reader for whom a text is stored already."""
    if stored is not None:
        keep(page, home, stored if isinstance(stored, str) else json.dumps(stored))
    page.goto(f"{home}progress/")
    expect(page.locator(".progress-areas li").first).to_be_visible()


def stored(page: Page) -> File:
    """Return what the browser keeps, without what does not matter here."""
    found: File = json.loads(page.evaluate("(key) => localStorage.getItem(key)", KEY))
    return found


def marks(page: Page) -> dict[str, str]:
    return {id: entry["state"] for id, entry in stored(page)["concepts"].items()}


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("main").get_by_role("button", name=name, exact=True)


def said(page: Page) -> Locator:
    return page.locator(".progress-message[role=status]")


def payload(content: str | File, name: str = "theirs.json") -> FilePayload:
    text = content if isinstance(content, str) else json.dumps(content)
    return FilePayload(name=name, mimeType="application/json", buffer=text.encode())


def choose(page: Page, content: str | File) -> Locator:
    """Choose a file; return the preview."""
    page.get_by_label("Import a file").set_input_files(payload(content))
    return page.get_by_role("region", name="What theirs.json would do")


def exported(page: Page) -> tuple[str, Any]:
    with page.expect_download() as download:
        button(page, "Export as a file").click()
    return download.value.suggested_filename, json.loads(Path(download.value.path()).read_text())
