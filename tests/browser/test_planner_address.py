"""What the planner makes of an address: a plan that somebody sent, a bookmark, ids of another day."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import KEY, keep
from tests.browser.planner_page import choose, plan, steps


@pytest.fixture(scope="session")
def small(small_site: Path, serve: Callable[[Path], str]) -> str:
    """Return the address of a site with a renamed and a retired concept."""
    return serve(small_site)


def test_a_plan_that_was_sent_changes_nothing_until_it_is_taken_over(page: Page, home: str) -> None:
    page.goto(f"{home}plan/")
    choose(page, "Adam")
    own = page.url
    page.goto(f"{home}how-to/")
    page.goto(f"{home}plan/#goals=derivative&known=set,function")
    note = page.locator("[data-sent]")
    expect(note).to_contain_text("counts 2 concepts as known that you have not marked")
    assert steps(page) == plan("derivative", known=("set", "function"))["path"]
    page.locator("ol.study-path > li").first.get_by_role("checkbox").click()
    assert len(steps(page)) == len(plan("derivative", known=("set", "function"))["path"]) - 1

    page.get_by_role("button", name="Show my own plan").click()
    expect(note).to_have_count(0)
    assert page.url == own

    page.goto(f"{home}how-to/")
    page.goto(f"{home}plan/#goals=derivative&known=set,function")
    page.get_by_role("button", name="Make it my plan").click()
    page.goto(f"{home}concepts/function/")
    expect(page.get_by_role("button", name="I know this")).to_have_attribute("aria-pressed", "true")
    page.goto(f"{home}progress/")
    page.get_by_role("button", name="Undo").click()
    page.goto(f"{home}plan/")
    expect(page.locator(".plan-goals > li")).to_have_text([re.compile("^Adam")])


def test_a_bookmark_of_ones_own_plan_goes_on_with_the_progress_since(page: Page, home: str) -> None:
    page.goto(f"{home}plan/")
    choose(page, "derivative")
    bookmark = page.url
    page.goto(f"{home}concepts/set/")
    page.get_by_role("button", name="I know this").click()
    page.goto(bookmark)
    expect(page.locator("ol.study-path")).to_be_visible()
    assert steps(page) == plan("derivative", known=("set",))["path"]
    expect(page.locator("[data-sent]")).to_have_count(0)


def test_ids_that_are_none_today_are_followed_or_named(page: Page, small: str) -> None:
    page.goto(f"{small}plan/#goals=mapping,nope,constructor&known=fuzzy-set")
    notes = page.locator("[data-notes] li")
    expect(notes).to_have_text(
        [
            "mapping is called Function now, and was taken so.",
            "There is no concept nope; it was left out.",
            "There is no concept constructor; it was left out.",
            "fuzzy-set was retired: It was out of scope.",
        ]
    )
    assert steps(page) == ["set", "function"]
    assert page.url.endswith("#goals=function")


def test_a_goal_that_only_a_newer_site_knows_is_kept(page: Page, home: str) -> None:
    stored = {"schema": 1, "concepts": {}, "plan": {"goals": ["of-tomorrow", "adam"]}}
    keep(page, home, json.dumps(stored))
    page.goto(f"{home}plan/")
    choose(page, "derivative")
    expect(page.locator(".plan-goals > li")).to_have_count(2)
    kept = json.loads(page.evaluate("(key) => localStorage.getItem(key)", KEY))
    assert sorted(kept["plan"]["goals"]) == ["adam", "derivative", "of-tomorrow"]


def test_drafts_are_left_out_unless_they_are_goals(page: Page, small: str) -> None:
    page.goto(f"{small}plan/#goals=event")
    expect(page.locator("ol.study-path > li")).to_have_count(2)
    assert steps(page) == ["set", "event"]
    page.goto(f"{small}plan/#goals=function")
    expect(page.locator(".plan-goals > li")).to_have_text([re.compile("^Function")])
    # The theme draws a page anew when only its fragment has changed, so what is seen twice is waited for.
    expect(page.locator("ol.study-path > li")).to_have_text([re.compile("Set"), re.compile("Function")])
