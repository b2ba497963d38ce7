from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.deadline import Lacking, LeftOut, Uncovered, fit, left_out, worths
from conceptgraph.graph import Graph, concept_graph, study_order
from conceptgraph.model import Concept, Corpus, Item
from tests.conftest import concept, question
from tests.test_graph import AREAS, concepts

NUMBERS = st.lists(st.integers(1, 60), min_size=12, max_size=12)
WORTHS = st.lists(st.integers(0, 90), min_size=12, max_size=12)
GOALS = st.sets(st.sampled_from("abcdefghijkl"))


def item(key: str, *ids: str) -> Item:
    return Item.model_validate(
        {"key": key, "text": f"all of {key}", "section": "s", "origin": "prose", "concepts": ids}
    )


def corpus(found: list[Concept], *items: Item) -> Corpus:
    return Corpus(concepts={one.id: one for one in found}, checklist=items)


def of(graph: Graph, numbers: list[int]) -> dict[str, int]:
    return dict(zip(study_order(graph, AREAS), numbers, strict=False))


def closed(graph: Graph, path: list[str], chosen: list[str]) -> bool:
    return all(set(graph.predecessors(id)) & set(path) <= set(chosen) for id in chosen)


def fitted(found: list[Concept], budget: int, goals: list[str], **worth: int) -> list[str]:
    graph = concept_graph(found)
    path = study_order(graph, AREAS)
    return fit(graph, path, {one.id: one.minutes for one in found}, worth, goals, budget)


def test_a_concept_is_worth_its_questions_and_its_share_of_the_items_that_name_it() -> None:
    found = [concept("set", questions=[question([])] * 3), concept("event"), concept("limit")]
    items = (
        item("one", "set"),
        item("two", "set", "event"),
        item("three", "set", "event", "limit", "unwritten"),
    )

    assert worths(corpus(found, *items)) == {"set": 30 + 20 + 10 + 7, "event": 10 + 7, "limit": 7}


def test_what_is_worth_most_per_minute_comes_first_with_all_that_it_needs() -> None:
    found = [concept("a"), concept("b", ["a"]), concept("c"), concept("d", ["b", "c"])]

    assert fitted(found, 60, ["d"], a=0, b=90, c=40, d=10) == ["a", "b"]
    assert fitted(found, 30, ["d"], a=0, b=90, c=40, d=10) == ["c"]


def test_a_path_that_fits_is_taken_whole() -> None:
    found = [concept("a"), concept("b", ["a"])]

    assert fitted(found, 60, ["b"], a=0, b=0) == ["a", "b"]
    assert fitted(found, 59, ["b"], a=0, b=0) == ["a"]
    assert fitted(found, 29, ["b"], a=9, b=9) == []


def test_a_goal_within_reach_is_reached_though_other_steps_are_worth_more() -> None:
    found = [
        concept("dull"),
        concept("goal", ["dull"]),
        concept("rich", minutes=60),
        concept("far", ["rich"]),
    ]

    assert fitted(found, 60, ["goal", "far"], dull=0, goal=0, rich=500, far=0) == ["dull", "goal"]
    assert fitted(found, 90, ["goal", "far"], dull=0, goal=0, rich=500, far=0) == ["rich", "far"]


@given(concepts(), NUMBERS, WORTHS, GOALS, st.integers(0, 300))
def test_a_plan_is_closed_fits_and_reaches_a_goal_that_can_be_reached(
    found: list[Concept], numbers: list[int], values: list[int], goals: set[str], budget: int
) -> None:
    graph = concept_graph(found)
    path = study_order(graph, AREAS)
    minutes, worth = of(graph, numbers), of(graph, values)
    chosen = fit(graph, path, minutes, worth, goals, budget)
    lacking = left_out(graph, corpus(found), path, chosen, goals)
    alone = [fit(graph, path, minutes, dict.fromkeys(path, 0), [goal], budget) for goal in goals & set(path)]

    assert chosen == [id for id in path if id in set(chosen)]
    assert closed(graph, path, chosen)
    assert sum(minutes[id] for id in chosen) <= budget
    assert any(goals & set(one) for one in alone) == bool(goals & set(chosen))
    assert {goal.id for goal in lacking.goals} == goals & set(path) - set(chosen)


@given(concepts(), NUMBERS, WORTHS, st.integers(0, 300))
def test_no_step_that_fits_is_left_out(
    found: list[Concept], numbers: list[int], values: list[int], budget: int
) -> None:
    graph = concept_graph(found)
    path = study_order(graph, AREAS)
    minutes = of(graph, numbers)
    chosen = fit(graph, path, minutes, of(graph, values), [], budget)
    left = budget - sum(minutes[id] for id in chosen)
    startable = [id for id in path if id not in chosen and set(graph.predecessors(id)) <= set(chosen)]

    assert [id for id in startable if minutes[id] <= left] == []


def test_an_exchange_mends_what_greed_spoils() -> None:
    """Best per minute first would fill the hour with 40 minutes, and no other step fits."""
    found = [concept("a", minutes=40), concept("b"), concept("c")]

    assert fitted(found, 60, [], a=50, b=34, c=34) == ["b", "c"]
    assert best(found, 60, {"a": 50, "b": 34, "c": 34}) == 68


def best(found: list[Concept], budget: int, worth: dict[str, int]) -> int:
    sets = [chosen for size in range(len(found) + 1) for chosen in combinations(found, size)]
    fitting = [chosen for chosen in sets if sum(one.minutes for one in chosen) <= budget]
    return max(sum(worth[one.id] for one in chosen) for chosen in fitting)


@pytest.fixture
def risk() -> LeftOut:
    found = [
        concept("set", questions=[question([])]),
        concept("function", ["set"], questions=[question([])] * 2),
        concept("limit", ["function"], minutes=45, questions=[question([])] * 4),
        concept("event", ["set"]),
    ]
    items = [item("sets", "set"), item("limits", "set", "limit", "function"), item("chance", "event", "odds")]
    graph = concept_graph(found)
    path = ["set", "function", "limit", "event"]
    return left_out(graph, corpus(found, *items), path, ["set", "event"], ["limit", "event", "odds"])


def test_what_is_left_out_is_said_with_what_it_risks(risk: LeftOut) -> None:
    assert risk == LeftOut(
        steps=("function", "limit"),
        minutes=75,
        goals=(Lacking("limit", 75),),
        items=(Uncovered("limits", "all of limits", ("limit", "function")),),
        questions=6,
    )


def test_nothing_is_at_risk_where_all_fits() -> None:
    found = [concept("set")]
    nothing: dict[str, Any] = {"steps": (), "minutes": 0, "goals": (), "items": (), "questions": 0}

    assert left_out(
        concept_graph(found), corpus(found, item("sets", "set")), ["set"], ["set"], ["set"]
    ) == LeftOut(**nothing)
