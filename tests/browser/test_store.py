"""Where progress is kept: two tabs, storage that refuses, content that cannot be read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.scripts import HEAD, Run

MODULES = {
    "store.js": "openStore siteKey",
    "progress.js": "EMPTY marked knownOf learningOf stateOf merged read written",
}
# A storage that counts characters, and refuses whatever is said to it to refuse.
FAKE = """
const fake = (had = {}, room = Infinity) => {
  const kept = new Map(Object.entries(had));
  const refused = new Set();
  const may = (call) => { if (refused.has(call)) throw new DOMException("no", "SecurityError"); };
  const size = () => [...kept].reduce((sum, [key, text]) => sum + key.length + text.length, 0);
  const storage = {
    getItem(key) { may("getItem"); return kept.get(key) ?? null; },
    removeItem(key) { may("removeItem"); kept.delete(key); },
    setItem(key, text) {
      may("setItem");
      const before = kept.get(key);
      kept.set(key, text);
      if (size() <= storage.room) return;
      if (before === undefined) kept.delete(key); else kept.set(key, before);
      throw new DOMException("full", "QuotaExceededError");
    },
    room, kept, refused,
  };
  return storage;
};
const now = () => new Date("2026-03-06T10:00:00Z");
const open = (storage) => openStore({ storage, key: "k", now });
const know = (id) => (progress) => marked(progress, id, "known", "2026-03-02T10:00:00Z");
const known = (store) => [...knownOf(store.progress)].sort();
const said = (store) => [store.status, store.reason];
"""
SET: dict[str, Any] = {
    "schema": 1,
    "concepts": {"set": {"state": "known", "since": "2026-03-02T10:00:00.000Z"}},
    "archive": {},
}
NEWER = '{"schema":2,"concepts":{"set":"seen"}}'


def told(run: Run, body: str, **values: Any) -> Any:
    return run(FAKE + body, MODULES, **values)


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


@pytest.mark.parametrize(
    "calls", [["getItem"], ["setItem"], ["getItem", "setItem"], ["getItem", "setItem", "removeItem"]]
)
def test_storage_that_throws_leaves_progress_in_memory(calls: list[str], run: Run) -> None:
    body = """
    const storage = fake();
    for (const call of calls) storage.refused.add(call);
    const store = open(storage);
    store.update(know("set"));
    store.update(know("limit"), "import");
    const blocked = [said(store), known(store), store.undoable.label];
    store.undo();
    const back = known(store);
    store.refresh();
    store.forget();
    storage.refused.clear();
    store.update(know("event"));
    return [blocked, back, said(store), known(open(storage)), store.asides];
    """
    assert told(run, body, calls=calls) == [
        [["unsaved", "blocked"], ["limit", "set"], "import"],
        ["set"],
        ["saved", ""],
        ["event", "set"],
        [],
    ]


def test_without_any_storage_everything_works_in_memory(run: Run) -> None:
    body = """
    const store = open(null);
    store.update(know("set"), "import");
    const before = [said(store), known(store), store.asides];
    store.undo();
    store.removeAside("k");
    return [...before, known(store), store.undoable];
    """
    assert told(run, body) == [["unsaved", "blocked"], ["set"], [], [], None]


def test_storage_that_takes_everything_and_keeps_nothing_is_noticed(run: Run) -> None:
    body = """
    const store = open({ getItem: () => null, setItem() {}, removeItem() {} });
    store.update(know("set"));
    store.update(know("limit"));
    return [said(store), known(store)];
    """
    assert told(run, body) == [["unsaved", "blocked"], ["limit", "set"]]


def test_full_storage_is_tried_again_with_the_next_change(run: Run) -> None:
    body = """
    const storage = fake({}, 10);
    const [store, other] = [open(storage), open(storage)];
    store.update(know("set"));
    const full = [said(store), store.waiting, known(store), storage.kept.size];
    storage.room = Infinity;
    other.update(know("limit"));
    store.update(know("event"));
    return [full, said(store), store.waiting, known(open(storage))];
    """
    assert told(run, body) == [
        [["unsaved", "full"], True, ["set"], 0],
        ["saved", ""],
        False,
        ["event", "limit", "set"],
    ]


def test_what_could_not_be_read_again_is_not_written(run: Run) -> None:
    body = """
    const storage = fake();
    const store = open(storage);
    store.update(know("set"));
    const large = read(JSON.stringify({ schema: 1, note: "x".repeat(999_950) })).progress;
    store.update((progress) => merged(progress, large));
    return [said(store), known(store), known(open(storage)), storage.kept.get("k").length < 200];
    """
    assert told(run, body) == [["unsaved", "full"], ["set"], ["set"], True]


@pytest.mark.parametrize(
    "text", ["{", "", "[]", '{"schema": "new"}', '{"schema":1,"a":' + "[" * 50 + "]" * 50 + "}"]
)
def test_corrupt_content_is_put_aside_and_offered(text: str, run: Run) -> None:
    body = """
    const storage = fake({ k: text });
    const store = open(storage);
    store.update(know("set"));
    const found = [said(store), store.asides, known(open(storage))];
    store.removeAside("k.aside");
    return [...found, store.asides, known(store)];
    """
    aside = [{"key": "k.aside", "text": text}]
    assert told(run, body, text=text) == [["saved", ""], aside, ["set"], [], ["set"]]


def test_content_read_in_part_is_put_aside_whole_and_the_part_is_used(run: Run) -> None:
    text = json.dumps({**SET, "concepts": {**SET["concepts"], "limit": {"state": "mastered"}}})
    body = """
    const storage = fake({ k: text });
    const store = open(storage);
    return [said(store), known(store), store.asides, known(open(storage)), open(storage).asides.length];
    """
    assert told(run, body, text=text) == [
        ["saved", ""],
        ["set"],
        [{"key": "k.aside", "text": text}],
        ["set"],
        1,
    ]


def test_where_the_copy_takes_the_last_room_nothing_counts_as_saved(run: Run) -> None:
    body = """
    const storage = fake({ k: "{" }, "k".length + 1 + "k.aside".length + 1);
    const store = open(storage);
    const first = said(store);
    store.refresh();
    const again = said(store);
    storage.room = Infinity;
    store.refresh();
    return [first, again, said(store), store.asides, known(open(storage))];
    """
    full, aside = ["unsaved", "full"], {"key": "k.aside", "text": "{"}
    assert told(run, body) == [full, full, ["saved", ""], [aside], []]


def test_no_copy_is_put_over_another(run: Run) -> None:
    body = """
    const storage = fake();
    const store = open(storage);
    store.update(know("set"));
    for (const text of ["{1", "{2", "{2", "{3"]) { storage.kept.set("k", text); store.refresh(); }
    const all = store.asides;
    store.removeAside("k.aside.2");
    storage.kept.set("k", "{4");
    store.refresh();
    return [all, store.asides.map(({ text }) => text), known(open(storage))];
    """
    assert told(run, body) == [
        [
            {"key": "k.aside", "text": "{1"},
            {"key": "k.aside.2", "text": "{2"},
            {"key": "k.aside.3", "text": "{3"},
        ],
        ["{1", "{4", "{3"],
        ["set"],
    ]


@pytest.mark.parametrize("hindrance", ["storage.room = 10", "for (let n = 0; n < 9; n += 1) put(n)"])
def test_corrupt_content_with_no_room_beside_it_stays_until_the_reader_removes_it(
    hindrance: str, run: Run
) -> None:
    body = """
    const storage = fake({ k: "{broken" });
    const put = (n) => storage.kept.set(n ? `k.aside.${n + 1}` : "k.aside", `{${n}`);
    HINDRANCE;
    const store = open(storage);
    store.update(know("set"));
    const stuck = [said(store), known(store), storage.kept.get("k"), store.asides[0]];
    storage.room = Infinity;
    store.removeAside("k");
    return [stuck, said(store), known(open(storage))];
    """
    assert told(run, body.replace("HINDRANCE", hindrance)) == [
        [["unsaved", "aside"], ["set"], "{broken", {"key": "k", "text": "{broken"}],
        ["saved", ""],
        ["set"],
    ]


def test_a_newer_schema_is_never_written_over(run: Run) -> None:
    body = """
    const storage = fake({ k: text });
    const store = open(storage);
    store.update(know("set"));
    store.update(() => EMPTY, "clear");
    store.undo();
    store.removeAside("k");
    store.refresh();
    return [said(store), known(store), store.asides, storage.kept.get("k")];
    """
    assert told(run, body, text=NEWER) == [
        ["unsaved", "newer"],
        ["set"],
        [{"key": "k", "text": NEWER}],
        NEWER,
    ]


def test_a_tab_of_the_older_site_keeps_off_once_a_newer_one_has_written(run: Run) -> None:
    body = """
    const storage = fake();
    const store = open(storage);
    store.update(know("set"));
    storage.kept.set("k", text);
    store.update(know("limit"));
    return [said(store), known(store), storage.kept.get("k")];
    """
    assert told(run, body, text=NEWER) == [["unsaved", "newer"], ["limit", "set"], NEWER]


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
        context.route("**/blank", lambda route: route.fulfill(body=HEAD, content_type="text/html"))
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
