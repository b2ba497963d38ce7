"""The progress of two devices becomes one."""

from __future__ import annotations

import json

from hypothesis import given

from tests.browser.progress_files import FILES, MONDAY, TUESDAY, File, file, known, learning
from tests.browser.progress_value import MODULES, changed
from tests.browser.scripts import Run


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
