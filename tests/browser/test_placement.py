"""The placement on small graphs, whose right answers can be told by eye."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.scripts import Run

MODULES = {
    "graph.js": "graphOf",
    "placement.js": "begin nextQuestion answered undone placed MOST",
    "readers.js": "WAYS imagined randomFrom shapeOf",
}
INTERVIEW = """
const graph = graphOf(data);
const knows = new Set(truth);
const start = begin(graph, wish ?? {});
const asked = [];
let state = start;
for (let id = nextQuestion(state); id !== undefined && asked.length < most; id = nextQuestion(state)) {
  state = answered(state, id, knows.has(id) ? "yes" : "no");
  asked.push(id);
}
return { asked, known: placed(state).known };
"""
ANSWERS = """
const graph = graphOf(data);
let state = begin(graph, wish ?? {});
for (const [id, reply] of replies) state = answered(state, id, reply);
const { known, unsure, chance } = placed(state);
return { known, unsure, chance: [...chance], next: nextQuestion(state) ?? null };
"""
CHAIN = [f"step-{number:02}" for number in range(15)]


def graph(needs: dict[str, list[str]], area: str = "a") -> dict[str, Any]:
    """Return what graph.json says of concepts in study order, as far as a placement reads it."""
    entries = [
        {
            "id": id,
            "title": id,
            "area": area,
            "rank": rank,
            "prerequisites": before,
            "reasons": ["" for _ in before],
        }
        for rank, (id, before) in enumerate(needs.items())
    ]
    return {"areas": [], "concepts": entries, "sections": [], "redirects": {}}


def chain(ids: list[str]) -> dict[str, Any]:
    return graph({id: ids[place - 1 : place] if place else [] for place, id in enumerate(ids)})


def answers(run: Run, data: dict[str, Any], replies: list[list[str]], **wish: Any) -> dict[str, Any]:
    made: dict[str, Any] = run(ANSWERS, MODULES, data=data, replies=replies, wish=wish)
    return {**made, "chance": dict(made["chance"])}


@pytest.mark.parametrize("length", range(16))
def test_five_true_answers_place_a_reader_on_a_chain_of_fifteen(length: int, run: Run) -> None:
    truth = CHAIN[:length]
    made = run(INTERVIEW, MODULES, data=chain(CHAIN), truth=truth, most=5, wish={})

    assert made["known"] == truth
    assert len(made["asked"]) == len(set(made["asked"])) <= 5


def test_an_answer_that_contradicts_the_others_is_outvoted(run: Run) -> None:
    replies = [["step-10", "no"], ["step-12", "yes"], ["step-13", "yes"], ["step-14", "yes"]]

    assert answers(run, chain(CHAIN), replies)["known"] == CHAIN


def test_a_yes_raises_what_a_concept_rests_on_and_a_no_lowers_what_rests_on_it(run: Run) -> None:
    data = chain(CHAIN)
    before = answers(run, data, [])["chance"]
    yes = answers(run, data, [["step-07", "yes"]])["chance"]
    no = answers(run, data, [["step-07", "no"]])["chance"]

    assert no["step-07"] < before["step-07"] < yes["step-07"]
    assert all(yes[id] >= before[id] for id in CHAIN[:8])
    assert all(no[id] <= before[id] for id in CHAIN[7:])


def test_not_sure_says_less_than_either_answer(run: Run) -> None:
    data = chain(CHAIN)
    yes, unsure, no = (
        answers(run, data, [["step-07", reply]])["chance"]["step-07"] for reply in ("yes", "unsure", "no")
    )

    assert no < unsure < yes


def test_what_is_placed_as_known_is_closed_under_prerequisites(run: Run) -> None:
    needs = {"a": [], "b": [], "c": ["a"], "d": ["a", "b"], "e": ["c", "d"], "f": ["d"]}
    for replies in ([["e", "yes"], ["a", "no"]], [["f", "yes"], ["c", "no"]], [["b", "no"], ["c", "yes"]]):
        known = set(answers(run, graph(needs), replies)["known"])
        assert all(known.issuperset(needs[id]) for id in known), replies


def test_the_same_answers_give_the_same_questions_and_the_same_result(run: Run) -> None:
    once, again = (
        run(INTERVIEW, MODULES, data=chain(CHAIN), truth=CHAIN[:6], most=20, wish={}) for _ in range(2)
    )

    assert once == again


def test_an_answer_taken_back_leaves_nothing_behind(run: Run) -> None:
    body = """
    const start = begin(graphOf(data));
    const back = undone(answered(start, "step-07", "yes"));
    const same = [back, start].map((state) => [nextQuestion(state), [...placed(state).chance]]);
    return { back: same[0], start: same[1], undone: undone(start) === start };
    """
    made = run(body, MODULES, data=chain(CHAIN))

    assert made["back"] == made["start"]
    assert made["undone"]


def test_only_what_is_in_scope_is_asked_and_placed(run: Run) -> None:
    made = answers(run, chain(CHAIN), [], scope=["step-02", "step-00", "step-01", "nowhere"])

    assert list(made["chance"]) == ["step-00", "step-01", "step-02"]
    assert made["next"] in CHAIN[:3]


def test_what_the_reader_has_marked_is_known_and_never_asked(run: Run) -> None:
    made = run(
        INTERVIEW,
        MODULES,
        data=chain(CHAIN),
        truth=CHAIN[:9],
        most=20,
        wish={"known": ["step-08", "step-03"]},
    )

    assert made["known"] == CHAIN[:9]
    assert not {"step-08", "step-03"} & set(made["asked"])


def test_there_are_at_most_twenty_questions_and_none_where_all_is_settled(run: Run) -> None:
    apart: dict[str, list[str]] = {f"island-{number:02}": [] for number in range(60)}
    truth = list(apart)[::2]
    made = run(INTERVIEW, MODULES, data=graph(apart), truth=truth, most=99, wish={})

    assert len(made["asked"]) == 20
    assert answers(run, graph({}), []) == {"known": [], "unsure": [], "chance": {}, "next": None}


def test_ids_of_the_browser_are_ids_like_any_other(run: Run) -> None:
    ids = ["constructor", "toString", "valueOf"]
    made = answers(run, chain(ids), [["toString", "yes"], ["valueOf", "no"]])

    assert made["known"] == ["constructor", "toString"]


def test_imagined_readers_know_what_their_knowledge_rests_on(run: Run) -> None:
    body = """
    const shape = shapeOf(graphOf(data), graphOf(data).order);
    return WAYS.map((way) => [...imagined(shape, 200, randomFrom(7), [way])]);
    """
    needs = {"a": [], "b": [], "c": ["a"], "d": ["a", "b"], "e": ["c", "d"], "f": ["d"]}
    place = {id: number for number, id in enumerate(needs)}
    for rows in run(body, MODULES, data=graph(needs)):
        readers = [rows[start : start + 6] for start in range(0, len(rows), 6)]
        for id, before in needs.items():
            assert all(reader[place[need]] for reader in readers if reader[place[id]] for need in before)
        assert len({tuple(reader) for reader in readers}) > 5
