"""What a reader does on the placement's page, by keyboard and on a phone too."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, KEY, PHONE, TOO_WIDE, Faults, keep, violations
from tests.browser.test_reader import SCHEME

MONDAY = "2026-03-02T10:00:00.000Z"
QUESTION = re.compile(r"^Can you explain .+\?$")


def arrive(page: Page, home: str, known: tuple[str, ...] = (), goals: tuple[str, ...] = ()) -> None:
    """Open the page as a reader who has marked concepts and chosen goals before."""
    concepts = {id: {"state": "known", "since": MONDAY} for id in known}
    plan = {"goals": [*goals], "since": MONDAY}
    keep(page, home, json.dumps({"schema": 1, "concepts": concepts, "plan": plan}))
    page.goto(f"{home}placement/")
    expect(page.get_by_role("button", name="For everything")).to_be_visible()


def marks(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.evaluate("(key) => localStorage.getItem(key)", KEY))["concepts"]
    return found


def begun(page: Page, home: str, keys: str, **had: tuple[str, ...]) -> None:
    """Begin and press a key at each question."""
    arrive(page, home, **had)
    page.get_by_role("button", name="For everything").click()
    for number, key in enumerate(keys, start=1):
        expect(page.locator(".placement-status")).to_have_text(f"Question {number} of at most 20")
        page.keyboard.press(key)


def test_a_placement_by_keyboard_is_corrected_and_taken_over_in_one_step(page: Page, home: str) -> None:
    arrive(page, home, known=("limit",))
    page.get_by_role("button", name="For everything").focus()
    page.keyboard.press("Enter")
    for number, key in enumerate("yynyu", start=1):
        expect(page.locator(".placement-status")).to_have_text(f"Question {number} of at most 20")
        expect(page.get_by_role("heading", name=QUESTION)).to_be_focused()
        page.keyboard.press(key)
    stop = page.get_by_role("button", name="Stop and see the result")
    stop.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What you seem to know")).to_be_focused()
    assert set(marks(page)) == {"limit"}

    boxes = page.locator(".placement-group:not(.placement-doubtful) li")
    dropped = boxes.first.get_attribute("data-concept")
    ticked = page.locator(".placement-list input:checked").count()
    boxes.first.locator("input").focus()
    page.keyboard.press("Space")
    expect(page.locator(".placement-count")).to_have_text(f"{ticked - 1} concepts ticked")
    page.get_by_role("button", name="Take over as known").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name=f"{ticked - 1} concepts taken over as known")).to_be_focused()
    taken = marks(page)
    assert len(taken) == ticked
    assert taken["limit"] == {"state": "known", "since": MONDAY}
    assert dropped not in taken
    page.get_by_role("link", name="On to your plan").click()
    page.wait_for_url("**/plan/")


def test_back_returns_to_the_last_question_and_then_to_the_choice(page: Page, home: str) -> None:
    begun(page, home, "y")
    expect(page.locator(".placement-status")).to_have_text("Question 2 of at most 20")
    second = page.locator("#question").inner_text()
    page.keyboard.press("Backspace")
    expect(page.locator(".placement-status")).to_have_text("Question 1 of at most 20")
    page.keyboard.press("y")
    expect(page.locator("#question")).to_have_text(second)
    page.keyboard.press("Backspace")
    expect(page.locator(".placement-status")).to_have_text("Question 1 of at most 20")
    page.get_by_role("button", name="Back", exact=True).click()
    expect(page.get_by_role("button", name="For everything")).to_be_visible()


def test_leaving_halfway_saves_nothing(page: Page, home: str) -> None:
    begun(page, home, "yyyy", known=("set",))
    page.goto(f"{home}placement/")

    expect(page.get_by_role("button", name="For everything")).to_be_visible()
    assert marks(page) == {"set": {"state": "known", "since": MONDAY}}


def test_with_goals_only_what_leads_to_them_can_be_asked(page: Page, home: str) -> None:
    arrive(page, home, goals=("gradient",))
    page.get_by_role("button", name="For my goals").click()
    path = page.evaluate(
        """async ([home]) => {
          const { learningPath } = await import(home + "javascripts/plan.js");
          const { loadGraph } = await import(home + "javascripts/site.js");
          const graph = await loadGraph();
          return learningPath(graph, ["gradient"], new Set()).map((id) => graph.concepts.get(id).title);
        }""",
        [home],
    )
    result = page.get_by_role("heading", name="What you seem to know")
    question = page.locator("#question")
    for _ in range(20):
        expect(question.or_(result)).to_be_visible()
        if result.is_visible():
            break
        asked = question.inner_text()
        assert asked.removeprefix("Can you explain ").removesuffix("?") in path
        page.keyboard.press("y")
        expect(question.filter(has_text=asked)).to_have_count(0)
    expect(result).to_be_visible()
    titles = page.locator(".placement-list li label > span:last-child").all_inner_texts()
    assert set(titles) <= set(path)


def test_a_question_of_the_concepts_own_page_helps_to_be_honest(page: Page, home: str) -> None:
    begun(page, home, "")
    fold = page.locator(".placement-check details")
    answer = fold.locator(".prose")
    expect(fold).to_be_visible()
    expect(answer).to_be_hidden()
    fold.locator("summary").click()
    expect(answer).to_be_visible()
    assert answer.inner_text().strip()
    assert page.locator(".placement-check [id]").count() == 0


def test_without_the_concepts_page_the_question_stands_alone(page: Page, home: str, faults: Faults) -> None:
    faults.expect("404")
    page.route("**/concepts/**", lambda route: route.fulfill(status=404, body=""))
    begun(page, home, "yn")

    expect(page.get_by_role("heading", name=QUESTION)).to_be_focused()
    expect(page.locator(".placement-check")).to_be_empty()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("colors", ["light", "dark"])
def test_every_step_is_accessible_and_fits(size: Any, colors: Any, page: Page, home: str) -> None:
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=colors)
    arrive(page, home)
    assert page.locator("body").get_attribute("data-md-color-scheme") == SCHEME[colors]
    assert violations(page) == []
    page.get_by_role("button", name="For everything").click()
    page.locator(".placement-check details").wait_for()
    for fold in page.locator(".placement-question summary").all():
        fold.click()
    assert page.evaluate(TOO_WIDE) <= 0
    assert violations(page) == []
    page.get_by_role("button", name="Yes, I can").click()
    page.get_by_role("button", name="Stop and see the result").click()
    expect(page.locator(".placement-list li").first).to_be_visible()
    assert page.evaluate(TOO_WIDE) <= 0
    assert violations(page) == []


def test_without_scripts_the_page_says_what_it_would_do(unscripted: Page, home: str) -> None:
    unscripted.goto(f"{home}placement/")

    expect(unscripted.get_by_text("This page needs a script.")).to_be_visible()
    expect(unscripted.get_by_role("button", name="For everything")).to_have_count(0)
