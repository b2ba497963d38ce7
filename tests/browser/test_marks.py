"""Marks on every page that lists concepts: one tick, the same everywhere, and what pages count from it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import KEY, concepts


def kept(page: Page) -> Any:
    return json.loads(page.evaluate("(key) => localStorage.getItem(key)", KEY))


def state(page: Page, id: str) -> str:
    return str(kept(page)["concepts"][id]["state"])


def test_a_concept_is_marked_as_known_or_being_learned_and_taken_back(page: Page, home: str) -> None:
    page.goto(f"{home}concepts/gradient/")
    known, learning = (page.get_by_role("button", name=name) for name in ("I know this", "Learning it"))
    known.click()
    expect(known).to_have_attribute("aria-pressed", "true")
    assert state(page, "gradient") == "known"
    learning.click()
    expect(known).to_have_attribute("aria-pressed", "false")
    assert state(page, "gradient") == "learning"
    learning.click()
    assert state(page, "gradient") == "open"


def test_a_page_says_how_much_of_what_it_uses_is_known(page: Page, home: str, graph: dict[str, Any]) -> None:
    needs = graph["jacobian-matrix"]["prerequisites"]
    page.goto(f"{home}concepts/jacobian-matrix/")
    line = page.locator(".ready-line")
    expect(line).to_be_hidden()
    boxes = page.locator(".prerequisites").get_by_role("checkbox")
    expect(boxes).to_have_count(len(needs))
    boxes.first.check()
    expect(line).to_have_text(f"You know 1 of the {len(needs)} concepts that this page uses.")
    for box in boxes.all():
        box.check()
    expect(line).to_have_text("You are ready: you know all that this page uses.")
    marked = page.locator(".prerequisites > li").first
    expect(marked).to_have_attribute("data-state", "known")


def test_a_goal_from_its_own_page_stands_in_the_plan(page: Page, home: str) -> None:
    page.goto(f"{home}concepts/adam/")
    page.get_by_role("button", name="Add to my plan").click()
    expect(page.locator(".plan-place")).to_contain_text("in your plan")
    page.goto(f"{home}plan/")
    expect(page.locator(".plan-goals > li")).to_contain_text(["Adam"])
    page.goto(f"{home}concepts/adam/")
    page.get_by_role("button", name="In my plan").click()
    page.goto(f"{home}plan/")
    expect(page.locator(".plan-empty")).to_be_visible()


@pytest.mark.parametrize("path", ["areas/analysis/", "map/", "checklist/", "concepts/limit/"])
def test_a_tick_on_any_list_counts_everywhere(path: str, page: Page, home: str) -> None:
    page.goto(f"{home}{path}")
    box = page.get_by_role("main").get_by_role("checkbox", name="I know").first
    box.check()
    id = str(box.get_attribute("data-tick"))
    assert state(page, id) == "known"
    page.goto(f"{home}concepts/{id}/")
    expect(page.get_by_role("button", name="I know this")).to_have_attribute("aria-pressed", "true")


def test_an_area_counts_and_becomes_goals_as_a_whole(page: Page, home: str, graph: dict[str, Any]) -> None:
    ids = [id for id, concept in graph.items() if concept["area"] == "information-theory"]
    page.goto(f"{home}areas/information-theory/")
    head = page.locator(".list-head")
    expect(head).to_contain_text(f"0 of {len(ids)} concepts known")
    page.locator(".area-list").get_by_role("checkbox").first.check()
    expect(head).to_contain_text(f"1 of {len(ids)} concepts known")
    head.get_by_role("button").click()
    assert sorted(kept(page)["plan"]["goals"]) == sorted(ids)


def test_an_item_of_the_checklist_is_known_when_all_that_covers_it_is(page: Page, home: str) -> None:
    page.goto(f"{home}checklist/")
    item = page.locator("[data-item]:not(:has([data-item]))", has=page.locator(".covers ~ .covers")).first
    head = item.locator("xpath=ancestor::div[@class='checklist-section']").locator(".list-head")
    expect(head).to_contain_text("0 of")
    boxes = item.get_by_role("checkbox")
    boxes.first.check()
    expect(item).to_have_attribute("data-done", "false")
    for box in boxes.all():
        box.check()
    expect(item).to_have_attribute("data-done", "true")
    expect(head).not_to_contain_text("0 of")


def test_home_says_where_the_reader_is_and_where_to_go_on(page: Page, home: str) -> None:
    page.goto(home)
    expect(page.locator(".area-cards .area-size").first).to_be_visible()
    expect(page.locator(".standing h2")).to_have_count(0)
    page.goto(f"{home}concepts/set/")
    page.get_by_role("button", name="I know this").click()
    page.goto(f"{home}concepts/function/")
    page.get_by_role("button", name="Learning it").click()
    page.goto(home)
    standing = page.locator(".standing")
    expect(standing).to_contain_text("1 of 240 concepts known")
    expect(standing).to_contain_text("Continue with Function, which you are learning.")
    expect(page.locator(".area-cards li[data-area='analysis']")).to_contain_text("1 of 21 concepts known")
    ready = standing.locator(".frontier > li")
    assert "function" in concepts(ready)
    standing.get_by_role("checkbox", name="I know Function").focus()
    page.keyboard.press("Space")
    expect(standing).to_contain_text("2 of 240 concepts known")
    expect(ready.first.get_by_role("checkbox")).to_be_focused()


def test_where_nothing_can_be_saved_the_page_works_and_says_so(page: Page, home: str) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } })"
    )
    page.goto(f"{home}concepts/set/")
    note = page.locator(".not-saved")
    expect(note).to_be_hidden()
    page.get_by_role("button", name="I know this").click()
    expect(page.get_by_role("button", name="I know this")).to_have_attribute("aria-pressed", "true")
    expect(note).to_contain_text("Not saved")
    expect(note.get_by_role("link", name="Export it")).to_be_visible()
