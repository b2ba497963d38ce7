"""The planner of the browser is held to that of Python: the same cases, and the same lists at random."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from conceptgraph.graph import Graph, concept_graph, study_order
from conceptgraph.model import Concept
from conceptgraph.plan import frontier, learning_path, reasons, without_drafts
from tests.browser.scripts import Run
from tests.conftest import concept
from tests.test_graph import AREAS, concepts
from tests.test_plan import CASES, IDS

MODULES = {
    "graph.js": "graphOf withoutDrafts",
    "plan.js": "learningPath frontier reasons opens chain readyOf",
}
PLANS = """
const graph = withoutDrafts(graphOf(data));
const path = learningPath(graph, goals, new Set(known));
return { path, frontier: frontier(graph, new Set(known)), reasons: [...reasons(graph, path)] };
"""
ABOUT = """
const graph = graphOf(data);
const path = learningPath(graph, goals, new Set(known));
const later = reasons(graph, path);
const opened = opens(path, later);
return {
  opened: [...opened],
  ready: readyOf(graph, path, new Set(known), opened),
  chain: path.map((id) => [id, chain(later, new Set(goals), id).map((link) => link.id)]),
};
"""


def exported(graph: Graph, areas: list[str]) -> dict[str, Any]:
    """Return what graph.json says of a graph, as far as plans read it."""
    entries = [
        {
            "id": id,
            "title": graph.nodes[id]["title"],
            "minutes": graph.nodes[id]["minutes"],
            "rank": rank,
            "prerequisites": list(graph.predecessors(id)),
            "reasons": [graph.edges[need, id]["reason"] for need in graph.predecessors(id)],
            "aliases": [],
            **({"draft": True} if graph.nodes[id]["draft"] else {}),
        }
        for rank, id in enumerate(study_order(graph, areas))
    ]
    return {"areas": [], "concepts": entries, "sections": [], "redirects": {}}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_plans(path: Path, run: Run) -> None:
    """Python's planner is held to the same files."""
    case: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    graph = concept_graph(
        concept(id, node["prerequisites"], area=node["area"]) for id, node in case["graph"].items()
    )
    data = exported(graph, case["areas"])
    made = run(PLANS, MODULES, data=data, goals=case["goals"], known=case["known"])

    assert made["path"] == case["plan"], case["name"]
    assert made["frontier"] == case["frontier"], case["name"]


@given(concepts(), IDS, IDS, IDS)
def test_both_planners_give_the_same_lists(
    run: Run, found: list[Concept], goals: set[str], known: set[str], drafts: set[str]
) -> None:
    whole = concept_graph(
        one.model_copy(update={"status": "draft"}) if one.id in drafts else one for one in found
    )
    rank = {id: place for place, id in enumerate(study_order(whole, AREAS))}
    graph = without_drafts(whole)
    path = learning_path(graph, rank, goals, known)
    data = exported(whole, AREAS)
    made = run(PLANS, MODULES, data=data, goals=sorted(goals), known=sorted(known))

    assert made["path"] == path
    assert made["frontier"] == frontier(graph, rank, known)
    needed = {id: [(need["id"], need["reason"]) for need in later] for id, later in made["reasons"]}
    assert needed == reasons(graph, path)


def test_the_frontier_of_a_plan_starts_with_what_opens_most(run: Run) -> None:
    graph = concept_graph(
        [
            concept("event"),
            concept("set"),
            concept("function", ["set"]),
            concept("limit", ["function", "event"]),
        ]
    )
    about = run(ABOUT, MODULES, data=exported(graph, ["a"]), goals=["limit"], known=[])

    assert dict(about["opened"]) == {"event": 1, "set": 2, "function": 1, "limit": 0}
    assert about["ready"] == ["set", "event"]


def test_a_step_is_explained_by_the_shortest_way_to_a_goal(run: Run) -> None:
    graph = concept_graph(
        [
            concept("set"),
            concept("function", ["set"]),
            concept("limit", ["function"]),
            concept("integral", ["limit", "set"]),
            concept("flow", ["integral"]),
        ]
    )
    about = run(ABOUT, MODULES, data=exported(graph, ["a"]), goals=["flow", "limit"], known=[])

    assert dict(about["chain"]) == {
        "set": ["function", "limit"],
        "function": ["limit"],
        "limit": [],
        "integral": ["flow"],
        "flow": [],
    }
