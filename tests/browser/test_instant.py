"""The theme may swap pages without loading them: nothing is lost, nothing is left behind."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import follow

WRITES = """() => {
  window.writes = 0;
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = function (key, value) {
    if (key.endsWith(".concept-graph")) window.writes += 1;
    setItem.call(this, key, value);
  };
}"""


def test_marks_and_plans_live_on_over_swapped_pages(swapping: Page) -> None:
    page = swapping
    follow(page, "Plan", "plan/")
    page.get_by_role("combobox", name="What do you want").fill("jacobian")
    page.keyboard.press("Enter")
    first = page.locator("ol.study-path > li").first
    title = first.locator("a").inner_text()
    first.locator("a").click()
    expect(page.locator("h1")).to_contain_text(title)
    expect(page.locator("h1")).to_be_focused()
    page.get_by_role("button", name="I know this").click()
    follow(page, "Home", "")
    expect(page.locator(".standing")).to_contain_text("1 of 240 concepts known")
    follow(page, "Plan", "plan/")
    expect(page.locator("ol.study-path > li").first.locator("a")).not_to_have_text(title)
    page.go_back()
    expect(page.locator(".standing")).to_contain_text("1 of 240 concepts known")
    assert page.evaluate("window.stayed")


def test_a_page_that_was_left_does_nothing_more(swapping: Page) -> None:
    page = swapping
    for _ in range(3):
        for name, path in (("Plan", "plan/"), ("Map", "map/"), ("Checklist", "checklist/"), ("Home", "")):
            follow(page, name, path)
    follow(page, "Checklist", "checklist/")
    page.evaluate(WRITES)
    boxes = page.get_by_role("checkbox", name="I know Trace")
    boxes.first.check()
    assert page.evaluate("window.writes") == 1
    assert all(box.is_checked() for box in boxes.all())
    assert page.locator("iframe").count() == 0
    assert page.locator(".list-head").count() == page.locator(".checklist-section").count()
    assert page.evaluate("window.stayed")
