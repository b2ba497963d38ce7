"""The browser's plans under a deadline are those of Python."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.deadline import GOAL, fit, left_out
from conceptgraph.graph import concept_graph, study_order
from conceptgraph.model import Concept, Corpus
from conceptgraph.plan import learning_path
from tests.browser.scripts import Run
from tests.browser.test_plan import exported
from tests.conftest import question
from tests.test_deadline import GOALS, NUMBERS, WORTHS, item, of
from tests.test_graph import AREAS, concepts

MODULES = {"graph.js": "graphOf", "plan.js": "learningPath", "deadline.js": "fit leftOut GOAL"}
PLANS = """
const graph = graphOf(data);
const path = learningPath(graph, goals, new Set(known));
const kept = fit(graph, path, goals, budget);
return { kept, left: leftOut(graph, path, kept, goals) };
"""
ITEMS = [item("one", "a", "b"), item("two", "b", "constructor"), item("three", *"cdefghijkl")]
SECTIONS = [
    {"id": "s", "title": "S", "items": [one.model_dump(include={"key", "text", "concepts"})]} for one in ITEMS
]


def test_a_goal_is_worth_ten_questions_in_both(run: Run) -> None:
    assert run("return GOAL;", {"deadline.js": "GOAL"}) == GOAL == 100


@given(concepts(), NUMBERS, WORTHS, GOALS, st.sets(st.sampled_from("abc")), st.integers(0, 300))
def test_both_languages_choose_and_leave_out_the_same(
    run: Run,
    found: list[Concept],
    numbers: list[int],
    values: list[int],
    goals: set[str],
    known: set[str],
    budget: int,
) -> None:
    minutes, worth = of(concept_graph(found), numbers), of(concept_graph(found), values)
    found = [
        one.model_copy(
            update={"minutes": minutes[one.id], "questions": (question([]),) * (worth[one.id] % 5)}
        )
        for one in found
    ]
    graph = concept_graph(found)
    rank = {id: place for place, id in enumerate(study_order(graph, AREAS))}
    path = learning_path(graph, rank, goals, known)
    kept = fit(graph, path, minutes, worth, goals, budget)
    risk = left_out(
        graph, Corpus(concepts={one.id: one for one in found}, checklist=tuple(ITEMS)), path, kept, goals
    )
    data: dict[str, Any] = {**exported(graph, AREAS), "sections": SECTIONS}
    for entry in data["concepts"]:
        entry |= {"worth": worth[entry["id"]], "questions": worth[entry["id"]] % 5}
    made = run(PLANS, MODULES, data=data, goals=sorted(goals), known=sorted(known), budget=budget)

    assert made["kept"] == kept
    assert made["left"] == as_json(risk)


def as_json(value: Any) -> Any:
    """Return a value of the program as it comes out of JSON."""
    return json.loads(json.dumps(value, default=asdict))
