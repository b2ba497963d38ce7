"""Before and after an import: what it would do, and how it is taken back."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.browser.progress_files import FRIDAY, MONDAY, TUESDAY, file, known, learning
from tests.browser.progress_value import CHANGED_GRAPH, MODULES, graph
from tests.browser.scripts import Run


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
