"""The value of a reader's progress: its marks, and what a merge and a changed graph make of them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from tests.browser.progress_files import FILES, FRIDAY, MONDAY, TUESDAY, File, file, known, learning
from tests.browser.scripts import Run

NAMES = """
EMPTY knownOf learningOf stateOf sinceOf marked planOf planned merged moved read written compared undone
"""
MODULES = {"progress.js": NAMES, "graph.js": "graphOf"}


def graph(ids: list[str], redirects: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return what graph.json says of concepts that need nothing."""
    concepts = [
        {"id": id, "title": id.title(), "rank": rank, "prerequisites": [], "reasons": [], "aliases": []}
        for rank, id in enumerate(ids)
    ]
    return {"areas": [], "concepts": concepts, "sections": [], "redirects": redirects or {}}


CHANGED_GRAPH = graph(
    ["set", "function", "limit", "constructor"],
    {"old": "set", "older": "set", "event": "function", "gone": {"reason": "Too small to stand alone."}},
)


def changed(run: Run, body: str, mine: File, **values: Any) -> Any:
    """Return the file that an expression makes of ``mine``, and of the files ``theirs`` and so on."""
    script = f"""
    const of = (file) => read(JSON.stringify(file)).progress;
    return written({body});
    """
    return json.loads(run(script, MODULES, mine=mine, **values))


def test_nothing_is_known_at_first(run: Run) -> None:
    body = """
    const since = sinceOf(EMPTY, "set") ?? null;
    return [written(EMPTY), [...knownOf(EMPTY)], stateOf(EMPTY, "set"), since, planOf(EMPTY)];
    """
    assert run(body, MODULES) == ['{"archive":{},"concepts":{},"schema":1}', [], "open", None, {"goals": []}]


def test_a_mark_says_what_and_since_when(run: Run) -> None:
    body = """
    const progress = marked(marked(EMPTY, "set", "known", monday), "function", "learning", new Date(tuesday));
    const sets = [[...knownOf(progress)], [...learningOf(progress)]];
    return [...sets, stateOf(progress, "set"), sinceOf(progress, "function")];
    """
    assert run(body, MODULES, monday=MONDAY, tuesday=TUESDAY) == [["set"], ["function"], "known", TUESDAY]


def test_a_mark_taken_back_stays_with_its_date_and_its_other_fields(run: Run) -> None:
    mine = file({"set": known(MONDAY, questions={"q1": "right"})})
    assert changed(run, f"marked(of(mine), 'set', 'open', '{TUESDAY}')", mine)["concepts"] == {
        "set": {"state": "open", "since": TUESDAY, "questions": {"q1": "right"}}
    }


def test_marking_again_what_is_marked_changes_nothing(run: Run) -> None:
    body = """
    const known = marked(EMPTY, "set", "known", monday);
    return [marked(known, "set", "known", tuesday) === known, marked(EMPTY, "set", "open", monday) === EMPTY];
    """
    assert run(body, MODULES, monday=MONDAY, tuesday=TUESDAY) == [True, True]


def test_progress_cannot_be_changed_in_place(run: Run) -> None:
    body = """
    const progress = marked(EMPTY, "set", "known", monday);
    const knew = knownOf(progress);
    knew.add("function");
    return [Object.isFrozen(progress), Object.isFrozen(progress.concepts.get("set")), [...knownOf(progress)]];
    """
    assert run(body, MODULES, monday=MONDAY) == [True, True, ["set"]]


@pytest.mark.parametrize(
    "id", ["constructor", "to-string", "has-own-property", "prototype", "7", "constructor-0"]
)
def test_an_id_of_the_language_is_an_id_like_any_other(id: str, run: Run) -> None:
    body = """
    const progress = read(written(marked(EMPTY, id, "known", monday))).progress;
    return [stateOf(EMPTY, id), stateOf(progress, id), [...knownOf(progress)]];
    """
    assert run(body, MODULES, id=id, monday=MONDAY) == ["open", "known", [id]]


def test_a_plan_replaces_the_last_one_but_not_what_a_newer_site_noted_in_it(run: Run) -> None:
    mine = file(plan={"goals": ["set"], "hours": 5, "until": "2026-04-01", "since": MONDAY, "pace": "slow"})
    made = changed(run, f"planned(of(mine), {{goals: ['limit'], session: 25}}, '{TUESDAY}')", mine)
    assert made["plan"] == {"goals": ["limit"], "session": 25, "since": TUESDAY, "pace": "slow"}
    assert run("return planOf(read(text).progress)", MODULES, text=json.dumps(made)) == {
        "goals": ["limit"],
        "session": 25,
    }


# Two devices.


def test_of_two_marks_the_later_wins_and_what_only_the_other_says_is_kept(run: Run) -> None:
    mine = file(
        {"set": known(MONDAY, questions={"q1": 1}), "limit": learning(TUESDAY), "event": known(TUESDAY)},
        color="red",
        a=1,
    )
    theirs = file(
        {"set": learning(TUESDAY, questions={"q1": 2, "q2": 2}), "limit": known(MONDAY), "flow": known()},
        color="blue",
        b=2,
    )
    assert changed(run, "merged(of(mine), of(theirs))", mine, theirs=theirs) == {
        **file(
            {
                "set": learning(TUESDAY, questions={"q1": 2, "q2": 2}),
                "limit": learning(TUESDAY),
                "event": known(TUESDAY),
                "flow": known(),
            },
            archive={},
        ),
        "color": "red",
        "a": 1,
        "b": 2,
    }


def test_of_two_marks_of_one_moment_the_stronger_wins(run: Run) -> None:
    mine, theirs = file({"set": learning()}), file({"set": known()})
    for a, b in ((mine, theirs), (theirs, mine)):
        assert changed(run, "merged(of(mine), of(theirs))", a, theirs=b)["concepts"] == {"set": known()}


def test_the_later_plan_wins_as_a_whole(run: Run) -> None:
    mine = file(plan={"goals": ["set"], "hours": 5, "since": MONDAY, "pace": "slow"})
    theirs = file(plan={"goals": ["limit"], "since": TUESDAY})
    for a, b in ((mine, theirs), (theirs, mine)):
        assert changed(run, "merged(of(mine), of(theirs))", a, theirs=b)["plan"] == {
            "goals": ["limit"],
            "since": TUESDAY,
            "pace": "slow",
        }


def marks(whole: File) -> dict[str, tuple[str, str]]:
    return {id: (entry["state"], entry["since"]) for id, entry in whole["concepts"].items()}


@settings(deadline=None)
@given(FILES, FILES)
def test_a_merge_is_the_same_from_both_sides_and_done_once(run: Run, mine: File, theirs: File) -> None:
    body = """
    const [a, b] = [mine, theirs].map((text) => read(text).progress);
    const both = merged(a, b);
    const again = [a, b, both].map((one) => written(merged(both, one)));
    return { ab: written(both), ba: written(merged(b, a)), again };
    """
    made = run(body, MODULES, mine=json.dumps(mine), theirs=json.dumps(theirs))
    whole = json.loads(made["ab"])
    assert marks(whole) == marks(json.loads(made["ba"]))
    assert made["again"] == [made["ab"]] * 3
    assert set(whole["concepts"]) == set(mine["concepts"]) | set(theirs["concepts"])
    for id, (state, since) in (*marks(mine).items(), *marks(theirs).items()):
        assert marks(whole)[id] == (state, since) or marks(whole)[id][1] >= since
    for one in (mine, theirs):
        assert set(one) <= set(whole)
        for id, entry in one["concepts"].items():
            assert set(entry) <= set(whole["concepts"][id])


# A graph that has changed.


def test_a_renamed_id_takes_its_mark_along_and_the_plan_follows(run: Run) -> None:
    mine = file(
        {"old": known(MONDAY, note="mine")},
        plan={"goals": ["old", "set", "limit"], "hours": 3, "since": MONDAY},
    )
    assert changed(run, "moved(of(mine), graphOf(data))", mine, data=CHANGED_GRAPH) == file(
        {"set": known(MONDAY, note="mine")},
        archive={},
        plan={"goals": ["set", "limit"], "hours": 3, "since": MONDAY},
    )


def test_of_merged_ids_the_later_mark_counts_and_other_fields_stay(run: Run) -> None:
    mine = file({"set": learning(TUESDAY, a=1), "old": known(MONDAY, b=2), "older": known(TUESDAY, c=3)})
    assert changed(run, "moved(of(mine), graphOf(data))", mine, data=CHANGED_GRAPH)["concepts"] == {
        "set": known(TUESDAY, a=1, b=2, c=3)
    }


def test_a_retired_id_goes_to_the_archive_with_its_reason(run: Run) -> None:
    mine = file({"gone": known(note=1)}, plan={"goals": ["gone", "set"], "since": MONDAY})
    assert changed(run, "moved(of(mine), graphOf(data))", mine, data=CHANGED_GRAPH) == file(
        archive={"gone": known(note=1, goal=True, reason="Too small to stand alone.")},
        plan={"goals": ["set"], "since": MONDAY},
    )


def test_an_archived_id_that_exists_again_comes_back(run: Run) -> None:
    mine = file(archive={"limit": {**known(), "reason": "Gone."}, "far": {**known(), "reason": "Gone."}})
    assert changed(run, "moved(of(mine), graphOf(data))", mine, data=CHANGED_GRAPH) == file(
        {"limit": known()}, archive={"far": {**known(), "reason": "Gone."}}
    )


def test_what_a_newer_site_may_know_stays_where_it_is(run: Run) -> None:
    body = """
    const progress = read(text).progress;
    return moved(progress, graphOf(data)) === progress;
    """
    mine = file({"diffusion": known(), "set": known()}, plan={"goals": ["diffusion"], "since": MONDAY})
    assert run(body, MODULES, text=json.dumps(mine), data=CHANGED_GRAPH) is True


@settings(deadline=None)
@given(FILES)
def test_a_changed_graph_loses_nothing(run: Run, mine: File) -> None:
    body = """
    const graph = graphOf(data);
    const once = moved(read(text).progress, graph);
    return { file: written(once), still: moved(once, graph) === once };
    """
    made = run(body, MODULES, text=json.dumps(mine), data=CHANGED_GRAPH)
    whole = json.loads(made["file"])
    assert made["still"]
    ends = {"old": "set", "older": "set", "event": "function"}
    for part in ("concepts", "archive"):
        for id, entry in mine[part].items():
            places = [whole[place].get(ends.get(id, id), {"since": ""}) for place in ("concepts", "archive")]
            assert any(now["since"] >= entry["since"] for now in places)
            assert any(set(entry) - {"reason"} <= set(now) for now in places)
    for goal in mine.get("plan", {"goals": []})["goals"]:
        end = ends.get(goal, goal)
        assert end in whole["plan"]["goals"] or whole["archive"][end]["goal"]


# Before and after an import.


def test_a_preview_tells_what_is_new_what_changes_and_what_stays(run: Run) -> None:
    mine = file(
        {"set": known(), "function": learning(), "limit": known(FRIDAY), "constructor": known()},
        plan={"goals": ["set"], "since": MONDAY},
    )
    theirs = file(
        {
            "set": known(TUESDAY),
            "function": known(TUESDAY),
            "limit": learning(TUESDAY),
            "event": known(),
            "open": {"state": "open", "since": MONDAY},
        },
        archive={"gone": {**known(), "reason": "Gone."}},
        plan={"goals": ["limit"], "since": TUESDAY},
    )
    body = """
    const [a, b] = [mine, theirs].map((file) => read(JSON.stringify(file)).progress);
    return compared(a, b, graphOf(data));
    """
    data = graph(["set", "function", "limit", "constructor", "open"])
    assert run(body, MODULES, mine=mine, theirs=theirs, data=data) == {
        "added": [{"id": "event", "from": "open", "to": "known"}],
        "changed": [{"id": "function", "from": "learning", "to": "known"}],
        "same": ["set"],
        "older": [{"id": "limit", "from": "known", "to": "learning"}],
        "onlyMine": ["constructor"],
        "unknown": ["event"],
        "archived": ["gone"],
        "plan": "new",
    }


@pytest.mark.parametrize(
    ("mine", "theirs", "said"),
    [
        (None, None, "none"),
        ({"goals": ["set"], "since": MONDAY}, None, "none"),
        (None, {"goals": ["set"], "since": MONDAY}, "new"),
        ({"goals": ["set"], "since": FRIDAY}, {"goals": ["set"], "since": MONDAY}, "same"),
        ({"goals": ["set"], "since": FRIDAY}, {"goals": ["limit"], "since": MONDAY}, "older"),
    ],
)
def test_a_preview_tells_which_plan_wins(mine: Any, theirs: Any, said: str, run: Run) -> None:
    body = """
    const of = (plan) => read(JSON.stringify({ schema: 1, plan: plan ?? undefined })).progress;
    const [a, b] = [of(mine), of(theirs)];
    return compared(a, b, graphOf(data)).plan;
    """
    assert run(body, MODULES, mine=mine, theirs=theirs, data=graph(["set", "limit"])) == said


def test_taking_an_import_back_keeps_what_was_marked_since(run: Run) -> None:
    body = """
    const [a, b] = [mine, theirs].map((file) => read(JSON.stringify(file)).progress);
    const both = merged(a, b);
    const since = marked(marked(both, "limit", "known", friday), "set", "open", friday);
    return [written(undone(both, a, both)) === written(a), written(undone(since, a, both))];
    """
    mine, theirs = file({"set": known()}), file({"function": known(), "set": learning(TUESDAY)}, a=1)
    whole, kept = run(body, MODULES, mine=mine, theirs=theirs, friday=FRIDAY)
    assert whole is True
    assert json.loads(kept) == file(
        {"limit": known(FRIDAY), "set": {"state": "open", "since": FRIDAY}}, archive={}
    )


def test_an_import_is_taken_back_even_where_its_ids_have_moved_since(run: Run) -> None:
    body = """
    const before = read(JSON.stringify(mine)).progress;
    const after = merged(before, read(JSON.stringify(theirs)).progress);
    const now = moved(after, graphOf(data));
    const back = undone(now, before, after);
    return { file: written(back), known: [...knownOf(back)] };
    """
    made = run(
        body, MODULES, mine=file({"limit": known()}), theirs=file({"old": known()}), data=CHANGED_GRAPH
    )
    assert json.loads(made["file"]) == file({"limit": known(), "set": known()}, archive={})
    assert made["known"] == ["limit", "set"]
