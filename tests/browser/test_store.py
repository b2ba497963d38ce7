"""Where progress is kept: two tabs, storage that refuses, content that cannot be read."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.fake_storage import SET, told
from tests.browser.scripts import Run


def test_a_change_is_stored_and_told(run: Run) -> None:
    body = """
    const storage = fake();
    const store = open(storage);
    const heard = [];
    const end = store.subscribe((one) => heard.push(known(one)));
    store.update(know("set"));
    end();
    store.update(know("limit"));
    return [said(store), heard, known(open(storage)), [...storage.kept.keys()]];
    """
    assert told(run, body) == [["saved", ""], [["set"]], ["limit", "set"], ["k"]]


def test_opening_a_store_writes_nothing(run: Run) -> None:
    body = """
    const storage = fake();
    storage.refused.add("setItem");
    return [said(open(storage)), storage.kept.size];
    """
    assert told(run, body) == [["saved", ""], 0]


def test_two_tabs_do_not_undo_each_other(run: Run) -> None:
    body = """
    const storage = fake();
    const [one, other] = [open(storage), open(storage)];
    one.update(know("set"));
    other.update(know("limit"));
    one.update(know("event"));
    const before = known(other);
    other.refresh();
    return [known(one), before, known(other), known(open(storage))];
    """
    all_three = ["event", "limit", "set"]
    assert told(run, body) == [all_three, ["limit", "set"], all_three, all_three]


def test_a_listener_that_fails_stops_neither_the_store_nor_the_others(run: Run) -> None:
    body = """
    const store = open(fake());
    const faults = [];
    const note = (event) => { faults.push(event.message); event.preventDefault(); };
    addEventListener("error", note);
    const heard = [];
    store.subscribe(() => { throw new Error("mine"); });
    store.subscribe(() => heard.push(known(store)));
    store.update(know("set"));
    removeEventListener("error", note);
    return [heard, faults.length];
    """
    assert told(run, body) == [[["set"]], 1]


def test_the_last_labelled_change_is_taken_back_even_after_a_reload(run: Run) -> None:
    body = """
    const storage = fake();
    const store = open(storage);
    store.update(know("set"));
    store.update(() => EMPTY, "clear");
    store.update(know("limit"));
    const again = open(storage);
    const step = again.undoable;
    again.undo();
    return [step, known(again), again.undoable, known(open(storage)), [...storage.kept.keys()]];
    """
    assert told(run, body) == [
        {"label": "clear", "when": "2026-03-06T10:00:00.000Z"},
        ["limit", "set"],
        None,
        ["limit", "set"],
        ["k"],
    ]


def test_a_step_for_which_there_is_no_room_takes_the_place_of_the_one_before(run: Run) -> None:
    body = """
    const storage = fake();
    const store = open(storage);
    store.update(know("set"), "first");
    storage.room = [...storage.kept].reduce((sum, [key, text]) => sum + key.length + text.length, 0) + 100;
    store.update(know("limit"), "second");
    const step = store.undoable.label;
    store.undo();
    return [said(store), step, known(store), open(storage).undoable];
    """
    assert told(run, body) == [["saved", ""], "second", ["set"], None]


def test_what_could_be_taken_back_can_be_removed_for_good(run: Run) -> None:
    body = """
    const storage = fake();
    const store = open(storage);
    store.update(know("set"));
    store.update(() => EMPTY, "clear");
    store.forget();
    return [store.undoable, [...storage.kept.values()].some((text) => text.includes("set"))];
    """
    assert told(run, body) == [None, False]


def test_undo_makes_room_in_storage_for_progress_itself(run: Run) -> None:
    body = """
    const storage = fake();
    const store = open(storage);
    store.update(know("set"));
    store.update(know("limit"), "import");
    storage.room = [...storage.kept].reduce((sum, [key, text]) => sum + key.length + text.length, 0);
    store.update(know("event"));
    const kept = [...storage.kept.keys()];
    const step = store.undoable.label;
    store.undo();
    return [said(store), kept, step, known(open(storage))];
    """
    assert told(run, body) == [["saved", ""], ["k"], "import", ["event", "set"]]


@pytest.mark.parametrize("text", ["{", "null", "{}", '{"before": "{", "after": "{"}', '{"before": 5}'])
def test_a_step_that_nobody_wrote_is_none(text: str, run: Run) -> None:
    body = """
    const store = open(fake({ "k.undo": text }));
    store.update(know("set"));
    store.undo();
    return [store.undoable, known(store)];
    """
    assert told(run, body, text=text) == [None, ["set"]]


def test_the_key_carries_the_path_of_the_site(run: Run) -> None:
    body = "return addresses.map(siteKey);"
    addresses = [
        "https://a.example/atlas/javascripts/store.js",
        "http://127.0.0.1:8000/javascripts/store.js?v=1",
    ]
    assert told(run, body, addresses=addresses) == ["/atlas/.concept-graph", "/.concept-graph"]


@pytest.fixture
def tabs(browser: Browser, blank: Page) -> Iterator[tuple[Page, Page]]:
    """Yield two tabs of one reader, with the site's own store in each as ``store``."""
    body = """
    const [{ siteStore }, progress] = await Promise.all([import("./store.js"), import("./progress.js")]);
    Object.assign(window, progress, { store: siteStore(), again: siteStore() });
    """
    with browser.new_context() as context:
        pages = context.new_page(), context.new_page()
        for page in pages:
            page.goto(blank.url)
            page.evaluate(f"async () => {{ {body} }}")
        yield pages


def test_a_page_has_one_store_and_another_tab_hears_of_its_changes(tabs: tuple[Page, Page]) -> None:
    one, other = tabs
    other.evaluate(
        "void store.subscribe(() => { document.body.textContent = [...knownOf(store.progress)].join(' '); })"
    )
    one.evaluate("store.update((progress) => marked(progress, 'set', 'known', new Date()))")
    expect(other.locator("body")).to_have_text("set")
    assert one.evaluate("store === again") is True
    one.evaluate("localStorage.clear()")
    expect(other.locator("body")).to_have_text("")


def test_a_page_that_comes_back_looks_again_at_what_is_stored(tabs: tuple[Page, Page]) -> None:
    page, _ = tabs
    page.evaluate("text => localStorage.setItem(store.key, text)", json.dumps(SET))
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert page.evaluate("[...knownOf(store.progress)]") == ["set"]
