"""The page of progress with files and stores that are hostile, broken, newer or full."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import KEY
from tests.browser.progress_files import file
from tests.browser.progress_page import (
    HOSTILE,
    MINE,
    THEIRS,
    arrive,
    button,
    choose,
    exported,
    marks,
    said,
    stored,
)


def test_what_a_hostile_file_says_stays_text(page: Page, home: str) -> None:
    arrive(page, home, None)
    preview = choose(page, HOSTILE)
    expect(preview).to_contain_text("2 new marks")
    expect(preview).to_contain_text("1 concept is not on this site")
    preview.get_by_text("4 things in it cannot be used").click()
    expect(preview).to_contain_text("“<img src=x onerror=alert(1)>” cannot be the id of a concept")
    expect(preview).to_contain_text("“gradient” has a date in the future")
    preview.get_by_role("button", name="Merge").click()
    expect(said(page)).to_have_text("Merged: 2 new, 0 changed.")
    assert marks(page) == {"gradient": "known", "constructor": "known"}
    assert page.locator(".progress img, .progress b").count() == 0


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "It is not JSON."),
        ("[]", "It is not a file of progress: it does not say its schema."),
        ('{"schema": 2}', "It has schema 2, and this site knows those up to 1."),
        ('{"schema": 1, "a": ' + "[" * 60_000 + "]" * 60_000 + "}", "It is nested deeper than 20 levels."),
        (json.dumps(file(note="x" * 1_000_001)), "It is longer than 1000000 characters."),
        ("x" * 4_000_001, "It is too large for a file of progress."),
    ],
    ids=["half", "list", "newer", "deep", "long", "huge"],
)
def test_a_file_that_cannot_be_read_changes_nothing(content: str, reason: str, page: Page, home: str) -> None:
    arrive(page, home)
    choose(page, content)
    expect(said(page)).to_have_text(f"This file cannot be imported. {reason} Nothing was changed.")
    assert stored(page) == MINE
    expect(choose(page, THEIRS)).to_be_visible()


def test_what_cannot_be_read_is_put_aside_for_download_until_it_is_removed(page: Page, home: str) -> None:
    arrive(page, home, "{broken")
    expect(page.locator(".progress-saved")).to_have_text("Saved in this browser.")
    with page.expect_download() as download:
        button(page, "Download copy 1").click()
    assert Path(download.value.path()).read_text() == "{broken"
    page.reload()
    button(page, "Remove copy 1").click()
    expect(said(page)).to_have_text("Copy 1 is removed.")
    expect(said(page)).to_be_focused()
    assert "{broken" not in page.evaluate("Object.values(localStorage)")


def test_progress_of_a_newer_site_stays_untouched_and_can_be_downloaded(page: Page, home: str) -> None:
    newer = '{"schema":2,"concepts":{"gradient":"seen"}}'
    arrive(page, home, newer)
    expect(page.locator(".progress-saved")).to_contain_text(
        "Not saved: your progress was written by a newer version of this site"
    )
    choose(page, THEIRS).get_by_role("button", name="Replace").click()
    expect(page.locator(".progress-figure")).to_contain_text("3 of")
    assert page.evaluate("(key) => localStorage.getItem(key)", KEY) == newer
    expect(button(page, "Remove copy 1")).to_have_count(0)
    with page.expect_download() as download:
        button(page, "Download copy 1").click()
    assert Path(download.value.path()).read_text() == newer


@pytest.mark.parametrize(
    ("hindrance", "words"),
    [
        (
            "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } })",
            "Not saved: this browser keeps nothing for this site",
        ),
        (
            "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }",
            "Not saved: this browser's store for this site is full",
        ),
    ],
    ids=["blocked", "full"],
)
def test_where_nothing_can_be_saved_the_page_says_so_and_exports(
    hindrance: str, words: str, page: Page, home: str
) -> None:
    page.add_init_script(hindrance)
    page.goto(f"{home}progress/")
    choose(page, THEIRS).get_by_role("button", name="Merge").click()
    expect(page.locator(".progress-saved")).to_contain_text(words)
    expect(page.locator(".not-saved")).to_be_hidden()
    expect(page.locator(".progress-figure")).to_contain_text("3 of")
    assert exported(page)[1] == {**THEIRS, "archive": {}}
    button(page, "Undo").click()
    expect(page.locator(".progress-figure")).to_contain_text("0 of")
