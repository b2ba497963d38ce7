"""What becomes of a reader's progress when the graph has changed."""

from __future__ import annotations

import json

from hypothesis import given

from tests.browser.progress_files import FILES, MONDAY, TUESDAY, File, file, known, learning
from tests.browser.progress_value import CHANGED_GRAPH, MODULES, changed
from tests.browser.scripts import Run


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
