"""The value of a reader's progress: its marks and its plan."""

from __future__ import annotations

import json

import pytest

from tests.browser.progress_files import MONDAY, TUESDAY, file, known
from tests.browser.progress_value import MODULES, changed
from tests.browser.scripts import Run


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
