"""The page of the planner as a test uses it, and what the command says to the same questions."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page, expect

from conceptgraph import guide
from conceptgraph.guide import Frame
from conceptgraph.takeaway import plan_json
from tests.browser.conftest import concepts
from tests.built import real_atlas


def plan(*goals: str, known: tuple[str, ...] = (), frame: Frame | None = None) -> Any:
    """Return what the command prints to the same question, as JSON."""
    return json.loads(plan_json(guide.plan(real_atlas(), goals, known, frame=frame or Frame())))


def steps(page: Page) -> list[str]:
    expect(page.locator("ol.study-path > li").first).to_be_visible()
    return concepts(page.locator("ol.study-path > li"))


def frontier(page: Page) -> list[str]:
    return concepts(page.locator(".plan-result ul.frontier > li"))


def choose(page: Page, typed: str) -> None:
    """Choose a goal as one types it."""
    field = page.get_by_role("combobox", name="What do you want to be able to explain?")
    field.focus()
    page.keyboard.type(typed)
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(field).to_have_value("")
