"""The planner as a person uses it: by keyboard, and on a phone too."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from conceptgraph.guide import Frame
from tests.browser.conftest import DESK, PHONE, TOO_WIDE, Faults, concepts, violations
from tests.browser.planner_page import choose, frontier, plan, steps
from tests.built import ROOT, command


def test_goals_chosen_by_typing_give_the_path_of_the_command(page: Page, home: str) -> None:
    page.goto(f"{home}plan/")
    choose(page, "normalizing fl")
    choose(page, "SVD")
    expect(page.locator(".plan-goals > li")).to_have_count(2)
    asked = ("normalizing-flow", "singular-value-decomposition")
    done = command("path", *asked, "--format", "json", "--graph", ROOT / "graph")
    wanted = json.loads(done.stdout)

    assert steps(page) == wanted["path"] == plan(*asked)["path"]
    assert sorted(frontier(page)) == sorted(wanted["ready"])
    assert page.url.endswith("/plan/#goals=singular-value-decomposition,normalizing-flow")


def test_the_finder_is_worked_by_the_arrow_keys(page: Page, home: str) -> None:
    page.goto(f"{home}plan/")
    field = page.get_by_role("combobox", name="What do you want to be able to explain?")
    field.focus()
    page.keyboard.type("gradient")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    second = page.get_by_role("option").nth(1)
    expect(second).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", second.get_attribute("id") or "")
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Escape")
    expect(field).to_have_value("")
    page.keyboard.type("no such thing")
    expect(page.get_by_role("status").filter(has_text="No concept is called")).to_be_visible()


@pytest.mark.parametrize(
    ("label", "option", "chip"),
    [
        ("A whole area", "Information theory", "All of Information theory"),
        ("A section of the checklist", "Programming", "Checklist, Programming"),
    ],
)
def test_a_whole_area_or_section_can_be_the_goal(
    label: str, option: str, chip: str, page: Page, home: str
) -> None:
    page.goto(f"{home}plan/")
    select = page.get_by_label(label)
    select.select_option(label=select.locator("option", has_text=option).inner_text())
    select.locator("xpath=following-sibling::button").click()
    expect(page.locator(".plan-goals > li")).to_have_count(1)
    expect(page.locator(".plan-goals > li")).to_contain_text(chip)
    goals = re.findall(r"[a-z0-9-]+", page.url.partition("goals=")[2])
    assert len(goals) > 1
    assert steps(page) == plan(*goals)["path"]

    page.get_by_role("button", name=re.compile("Remove the goal")).click()
    expect(page.locator(".plan-goals")).to_have_count(0)


def test_every_step_says_what_it_is_for_and_leads_on_to_the_goal(page: Page, home: str) -> None:
    page.goto(f"{home}plan/#goals=normalizing-flow")
    titles = {step["id"]: step["title"] for step in plan("normalizing-flow")["steps"]}
    ids, rows = steps(page), page.locator("ol.study-path > li")
    for row, id in zip(rows.all(), ids, strict=True):
        reason = row.locator(".reason").inner_text()
        if id == "normalizing-flow":
            assert reason == "One of your goals."
        else:
            assert any(reason.startswith(f"For {title}: ") for title in titles.values()), reason
    unfolded = rows.first.locator("details.why")
    unfolded.locator("summary").focus()
    page.keyboard.press("Enter")
    links = unfolded.locator("li").all_inner_texts()
    assert links[0].startswith(f"{titles[steps(page)[0]]} → ")
    assert "→ Normalizing flow: " in links[-1]


def test_a_tick_shortens_the_path_moves_the_frontier_and_can_be_taken_back(page: Page, home: str) -> None:
    page.goto(f"{home}plan/")
    choose(page, "normalizing flow")
    before = steps(page)
    first = page.locator("ol.study-path > li").first.get_by_role("checkbox")
    first.focus()
    page.keyboard.press("Space")

    assert steps(page) == plan("normalizing-flow", known=(before[0],))["path"] == before[1:]
    next_box = page.locator("ol.study-path > li").first.get_by_role("checkbox")
    expect(next_box).to_be_focused()
    page.get_by_role("button", name="Undo").click()
    assert steps(page) == before


def test_hours_cut_the_plan_as_the_command_does_and_say_what_that_risks(page: Page, home: str) -> None:
    page.goto(f"{home}plan/#goals=normalizing-flow,adam")
    hours = page.get_by_label("Hours you have")
    hours.fill("10")
    hours.press("Tab")
    wanted = plan("adam", "normalizing-flow", frame=Frame(budget=600))
    expect(page.locator("#left-out")).to_be_visible()

    assert steps(page) == wanted["path"]
    assert sum(step["minutes"] for step in wanted["steps"]) <= 600
    left = concepts(page.locator("ol.left-out > li"))
    assert sorted(left + steps(page)) == sorted(plan("adam", "normalizing-flow")["path"])
    expect(page.locator(".plan-risks")).to_contain_text("Normalizing flow is not reached")
    assert "hours=10" in page.url


def test_sessions_are_named_where_they_start(page: Page, home: str) -> None:
    page.goto(f"{home}plan/#goals=derivative&session=60")
    wanted = plan("derivative", frame=Frame(session=60))["sessions"]
    assert steps(page) == plan("derivative")["path"]
    heads = page.locator("ol.study-path .session").all_inner_texts()
    assert len(heads) == len(wanted) > 1
    assert [head.partition(",")[0] for head in heads] == [f"Session {n + 1}" for n in range(len(wanted))]


def test_a_plan_can_be_taken_away_as_the_command_writes_it(page: Page, home: str) -> None:
    page.goto(f"{home}plan/#goals=derivative&known=set&session=60&until=2999-12-31")
    taken = {}
    for button, name in (
        ("Markdown checklist", "study-plan.md"),
        ("Calendar file", "study-plan.ics"),
        ("JSON", "study-plan.json"),
    ):
        with page.expect_download() as found:
            page.get_by_role("button", name=button).click()
        assert found.value.suggested_filename == name
        taken[name] = Path(found.value.path()).read_bytes().decode()

    wanted = plan("derivative", known=("set",), frame=Frame(session=60))
    assert json.loads(taken["study-plan.json"])["path"] == wanted["path"]
    assert taken["study-plan.md"].count("- [ ] [") == sum(len(s["steps"]) for s in wanted["sessions"])
    assert f"({home}concepts/derivative/)" in taken["study-plan.md"]
    assert taken["study-plan.ics"].startswith("BEGIN:VCALENDAR\r\n")
    assert taken["study-plan.ics"].count("BEGIN:VEVENT") == len(wanted["sessions"])


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("colors", ["light", "dark"])
def test_a_full_plan_fits_every_screen_and_reader(size: Any, colors: Any, page: Page, home: str) -> None:
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=colors, reduced_motion="reduce")
    page.goto(f"{home}plan/#goals=normalizing-flow,adam,nope&known=set,function&hours=12&session=45")
    expect(page.locator("#left-out")).to_be_visible()
    page.locator(".plan-held summary").click()
    page.locator(".left-out").locator("xpath=preceding-sibling::summary").click()
    assert violations(page) == []
    assert page.evaluate(TOO_WIDE) <= 0
    page.get_by_role("combobox", name="What do you want to be able to explain?").press_sequentially("norm")
    expect(page.get_by_role("option").first).to_be_visible()
    assert violations(page) == []
    assert page.evaluate(TOO_WIDE) <= 0


def test_without_scripts_the_page_says_where_the_answers_stand(unscripted: Page, home: str) -> None:
    unscripted.goto(f"{home}plan/")
    expect(unscripted.locator(".needs-script")).to_contain_text("Before you start")


def test_a_graph_that_cannot_be_loaded_is_said(page: Page, home: str, faults: Faults) -> None:
    faults.expect("Failed to load resource", "Failed to fetch")
    page.route("**/graph.json", lambda route: route.abort())
    page.goto(f"{home}plan/")
    expect(page.get_by_role("alert")).to_contain_text("could not be loaded")
