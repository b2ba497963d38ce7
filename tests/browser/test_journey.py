"""The way of a reader by keyboard alone: placement, plan, study, and back after the browser was closed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from tests.browser.chromium import executable
from tests.browser.conftest import ARGUMENTS, DESK, PHONE, TOO_WIDE, concepts

GOAL = "What do you want to be able to explain?"
KNOWN = {"set", "function", "limit", "derivative", "vector", "matrix"}
"""What the reader of this journey knows, and answers yes to."""


@contextmanager
def opened(browser: Browser, profile: Path, size: ViewportSize) -> Iterator[BrowserContext]:
    """Open a browser with a reader's own profile; closed, it leaves what it keeps on disk."""
    context = browser.browser_type.launch_persistent_context(
        profile, executable_path=executable(), args=ARGUMENTS, viewport=size, accept_downloads=True
    )
    try:
        yield context
    finally:
        context.close()


def reach(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus, as somebody without a mouse does."""
    expect(target).to_be_visible()
    for _ in range(400):
        if target.evaluate("(element) => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{target} is not reached by Tab")


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    reach(page, target)
    page.keyboard.press(key)


def path(page: Page) -> list[str]:
    expect(page.locator("ol.study-path > li").first).to_be_visible()
    return concepts(page.locator("ol.study-path > li"))


def frontier(page: Page) -> list[str]:
    return concepts(page.locator(".plan-result ul.frontier > li"))


def main_button(page: Page, name: str) -> Locator:
    return page.get_by_role("main").get_by_role("button", name=name, exact=True)


def take_the_placement(page: Page, titles: dict[str, str]) -> None:
    """Answer by the keys that the buttons name, until there is a result, and take it over."""
    press(page, page.get_by_role("link", name="Find out what you know"))
    press(page, page.get_by_role("button", name="For everything"))
    result = page.get_by_role("heading", name="What you seem to know")
    asked: list[str] = []
    while not result.is_visible():
        heading = page.get_by_role("heading", name="Can you explain")
        title = heading.inner_text().removeprefix("Can you explain ").removesuffix("?")
        asked.append(titles[title])
        assert len(asked) <= 20
        page.keyboard.press("y" if titles[title] in KNOWN else "n")
        expect(heading.or_(result)).not_to_have_text(f"Can you explain {title}?")
    assert 10 <= len(asked) == len(set(asked))
    press(page, main_button(page, "Take over as known"))


def choose_two_goals_and_ten_hours(page: Page) -> None:
    for typed in ("normalizing fl", "ada"):
        reach(page, page.get_by_role("combobox", name=GOAL))
        page.keyboard.type(typed)
        expect(page.get_by_role("option").first).to_be_visible()
        page.keyboard.press("Enter")
    expect(page.locator(".plan-goals > li")).to_have_count(2)
    reach(page, page.get_by_label("Hours you have"))
    page.keyboard.type("10")
    page.keyboard.press("Tab")
    expect(page.locator("#left-out")).to_be_visible()


def study(page: Page) -> str:
    """Read the first page that is ready, mark it there, and return to the plan."""
    ready = frontier(page)
    press(page, page.locator(f".plan-result .frontier li[data-concept='{ready[0]}'] a"))
    page.wait_for_url(f"**/concepts/{ready[0]}/")
    press(page, page.get_by_role("button", name="I know this"), "Space")
    expect(page.get_by_role("button", name="I know this")).to_have_attribute("aria-pressed", "true")
    press(page, page.get_by_role("link", name="your plan"))
    page.wait_for_url("**/plan/**")
    assert ready[0] not in path(page)
    assert frontier(page) != ready
    return ready[0]


def export(page: Page) -> Path:
    reach(page, main_button(page, "Export as a file"))
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    return Path(download.value.path())


def clear(page: Page) -> None:
    press(page, main_button(page, "Clear my progress"))
    press(page, main_button(page, "Clear all"))
    expect(page.locator(".progress-figure")).to_contain_text("0 of")


def bring_back(page: Page) -> None:
    """Choose the file that the page's dialog offers by keyboard, look at the preview, take it."""
    press(page, page.get_by_label("Import a file"))
    expect(page.get_by_role("heading", name="would do")).to_be_visible()
    press(page, main_button(page, "Merge"))


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_way_of_a_reader_by_keyboard(
    size: Any, browser: Browser, home: str, graph: dict[str, Any], tmp_path: Path
) -> None:
    titles = {concept["title"]: id for id, concept in graph.items()}
    with opened(browser, tmp_path / "profile", size) as context:
        page = context.new_page()
        page.goto(home)
        take_the_placement(page, titles)
        press(page, page.get_by_role("main").get_by_role("link", name="plan").first)
        page.wait_for_url("**/plan/**")
        choose_two_goals_and_ten_hours(page)
        assert sum(graph[id]["minutes"] for id in path(page)) <= 600
        studied = [study(page) for _ in range(3)]
        assert len(set(studied)) == 3
        left, ready, address = path(page), frontier(page), page.url
        assert page.evaluate(TOO_WIDE) <= 0

    with opened(browser, tmp_path / "profile", size) as context:
        page = context.new_page()
        file = tmp_path / "progress.json"
        page.on("filechooser", lambda chooser: chooser.set_files(file))
        page.goto(f"{home}plan/")
        assert (path(page), frontier(page), page.url) == (left, ready, address)
        press(page, page.get_by_role("link", name="take it along as a file"))
        page.wait_for_url("**/progress/")
        shutil.copy(export(page), file)
        marks = json.loads(file.read_text())["concepts"]
        assert {marks[id]["state"] for id in studied} == {"known"}
        clear(page)
        page.goto(f"{home}plan/")
        expect(page.locator(".plan-empty")).to_be_visible()
        assert page.url == f"{home}plan/"
        page.goto(f"{home}progress/")
        bring_back(page)
        page.goto(f"{home}plan/")
        assert (path(page), frontier(page), page.url) == (left, ready, address)
