"""What a reader does on the page of their progress, by keyboard and on a phone too."""

from __future__ import annotations

import json
import re
from typing import Literal

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, KEY, PHONE, TOO_WIDE, violations
from tests.browser.progress_files import file, known
from tests.browser.progress_page import (
    HOSTILE,
    MINE,
    THEIRS,
    arrive,
    button,
    choose,
    exported,
    marks,
    payload,
    said,
    stored,
)

COLORS: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def test_the_page_shows_where_the_reader_stands(page: Page, home: str) -> None:
    arrive(page, home)
    expect(page.locator(".progress-saved")).to_have_text("Saved in this browser.")
    expect(page.locator(".progress-figure")).to_contain_text(re.compile(r"^2 of \d+ concepts known$"))
    row = page.locator(".progress-areas li", has_text="Analysis")
    expect(row).to_contain_text(re.compile(r"2 of \d+ known, 1 being learned"))
    expect(page.locator("#learning + ul")).to_have_text(re.compile("Jacobian matrix since March 6, 2026"))
    expect(page.locator("#archive ~ ul").first).to_contain_text("old-view marked known on March 2, 2026.")
    expect(page.locator("#archive ~ ul").first).to_contain_text("Another page says it.")
    expect(page.locator("#unknown ~ ul").first).to_have_text("far-away known")
    row.get_by_role("link").click()
    page.wait_for_url("**/areas/analysis/")


def test_the_page_of_a_new_reader_says_how_to_begin(page: Page, home: str) -> None:
    arrive(page, home, None)
    expect(page.locator(".progress-whole")).to_contain_text("Mark a concept as known on its page")
    assert page.evaluate("localStorage.length") == page.evaluate(
        "Object.keys(localStorage).filter((key) => !key.includes('concept-graph')).length"
    )


def test_an_export_holds_everything_and_can_be_imported_elsewhere(page: Page, home: str) -> None:
    arrive(page, home)
    name, whole = exported(page)
    assert re.fullmatch(r"progress-\d{4}-\d\d-\d\d\.json", name)
    assert whole == MINE
    expect(said(page)).to_have_text(f"Exported as {name}.")
    page.evaluate("localStorage.clear()")
    page.reload()
    choose(page, whole).get_by_role("button", name="Merge").click()
    expect(said(page)).to_have_text("Merged: 4 new, 0 changed.")
    assert stored(page) == MINE


def test_an_import_is_previewed_merged_and_undone_by_keyboard(page: Page, home: str) -> None:
    # The browser hands over its dialog from the first listener on, but not at once.
    page.on("filechooser", lambda chooser: None)
    arrive(page, home)
    page.get_by_label("Import a file").focus()
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(payload(THEIRS))
    preview = page.get_by_role("region", name="What theirs.json would do")
    expect(preview.get_by_role("heading")).to_be_focused()
    assert preview.locator(".progress-groups > li").all_inner_texts() == [
        "1 new mark",
        "1 mark changes, for the file is later",
        "1 mark differs, but yours is later: a merge keeps it",
        "1 mark is the same",
        "1 mark is only here: to replace removes what a merge keeps",
    ]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(preview.get_by_text("Chain rule: known")).to_be_visible()
    assert stored(page) == MINE, "a preview changes nothing"
    for _ in range(5):
        page.keyboard.press("Tab")
    expect(button(page, "Merge")).to_be_focused()
    page.keyboard.press("Enter")
    expect(preview).to_have_count(0)
    expect(said(page)).to_have_text("Merged: 1 new, 1 changed.")
    expect(button(page, "Undo")).to_be_focused()
    assert marks(page) == {
        "gradient": "learning",
        "jacobian-matrix": "learning",
        "chain-rule": "known",
        "limit": "known",
        "far-away": "known",
    }
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text("The import is undone; what you marked since is kept.")
    expect(said(page)).to_be_focused()
    assert stored(page) == MINE


def test_a_replacement_takes_the_file_as_it_is_and_can_be_undone_after_a_reload(
    page: Page, home: str
) -> None:
    arrive(page, home)
    choose(page, THEIRS).get_by_role("button", name="Replace").click()
    expect(said(page)).to_have_text("Replaced by what the file holds.")
    assert stored(page) == {**THEIRS, "archive": {}}
    page.reload()
    button(page, "Undo").click()
    expect(said(page)).to_contain_text("The replacement is undone")
    assert stored(page) == MINE


def test_an_import_can_be_left_alone(page: Page, home: str) -> None:
    arrive(page, home)
    preview = choose(page, THEIRS)
    preview.get_by_role("button", name="Cancel").click()
    expect(preview).to_have_count(0)
    expect(page.get_by_label("Import a file")).to_be_focused()
    expect(said(page)).to_have_text("Nothing was changed.")
    assert stored(page) == MINE
    expect(choose(page, THEIRS)).to_be_visible()


def test_a_file_can_be_dropped(page: Page, home: str) -> None:
    arrive(page, home)
    page.locator(".progress-drop").evaluate(
        """(zone, text) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([text], "theirs.json"));
          for (const kind of ["dragover", "drop"]) {
            zone.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
          }
        }""",
        json.dumps(THEIRS),
    )
    expect(page.get_by_role("region", name="What theirs.json would do")).to_contain_text("1 new mark")


def test_a_preview_follows_what_is_marked_meanwhile(page: Page, home: str) -> None:
    arrive(page, home)
    preview = choose(page, file({"chain-rule": known()}))
    expect(preview).to_contain_text("1 new mark")
    other = page.context.new_page()
    arrive(other, home, file({"chain-rule": known()}))
    expect(preview).to_contain_text("1 mark is the same")
    expect(page.locator(".progress-figure")).to_contain_text("1 of")


def test_clearing_is_asked_for_in_the_page_and_can_be_undone_by_keyboard(page: Page, home: str) -> None:
    arrive(page, home)
    button(page, "Clear my progress").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Clear all marks and the plan?")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(button(page, "Clear my progress")).to_be_focused()
    assert stored(page) == MINE
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text("All marks and the plan are cleared.")
    expect(page.locator(".progress-figure")).to_contain_text("0 of")
    assert stored(page) == file(archive={})
    expect(button(page, "Undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".progress-figure")).to_contain_text("2 of")
    assert stored(page) == MINE


def test_after_clearing_the_earlier_progress_can_be_removed_for_good(page: Page, home: str) -> None:
    arrive(page, home)
    button(page, "Clear my progress").click()
    button(page, "Clear all").click()
    button(page, "Remove the earlier progress").click()
    expect(said(page)).to_have_text("The earlier progress is removed for good.")
    assert "gradient" not in page.evaluate("Object.values(localStorage).join()")
    expect(button(page, "Undo")).to_have_count(0)


def test_the_page_with_all_that_it_can_show_fits_every_screen_and_reader(page: Page, home: str) -> None:
    arrive(page, home)
    page.evaluate("(key) => localStorage.setItem(`${key}.aside`, '{broken')", KEY)
    found = {}
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        for colors in COLORS:
            page.emulate_media(color_scheme=colors, reduced_motion="reduce")
            page.reload()
            choose(page, THEIRS).get_by_role("button", name="Merge").click()
            choose(page, HOSTILE).locator("summary").last.click()
            button(page, "Clear my progress").click()
            found[f"{size['width']} {colors}"] = violations(page)
            assert page.evaluate(TOO_WIDE) <= 0
            low = page.locator(".progress :is(button, input, summary, .progress-areas a)").evaluate_all(
                "all => all.map((one) => [one.outerHTML, one.getBoundingClientRect().height])"
                ".filter(([, height]) => height < 24)"
            )
            assert low == []
    assert {where: faults for where, faults in found.items() if faults} == {}


def test_without_scripts_the_page_says_what_it_would_do(unscripted: Page, home: str) -> None:
    unscripted.goto(f"{home}progress/")
    expect(unscripted.get_by_text("This page needs a script.")).to_be_visible()
