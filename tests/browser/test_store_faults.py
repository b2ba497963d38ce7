"""What the store does where storage fails, or holds what this site cannot read: nothing is lost."""

from __future__ import annotations

import json

import pytest

from tests.browser.fake_storage import NEWER, SET, told
from tests.browser.scripts import Run


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
