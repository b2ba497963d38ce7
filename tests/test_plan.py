from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.graph import concept_graph, study_order
from conceptgraph.model import Concept
from conceptgraph.plan import frontier, learning_path, reasons, without_drafts
from tests.conftest import concept
from tests.test_graph import AREAS, concepts

CASES = sorted((Path(__file__).parent / "plans").glob("*.json"))
IDS = st.sets(st.sampled_from("abcdefghijkl"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_plans(path: Path) -> None:
    """The browser's planner is held to the same files."""
    case: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    graph = concept_graph(
        concept(id, node["prerequisites"], area=node["area"]) for id, node in case["graph"].items()
    )
    rank = {id: place for place, id in enumerate(study_order(graph, case["areas"]))}

    assert learning_path(graph, rank, case["goals"], case["known"]) == case["plan"], case["name"]
    assert frontier(graph, rank, case["known"]) == case["frontier"], case["name"]


@given(concepts(), IDS, IDS)
def test_learning_path_is_complete_and_holds_nothing_else(
    found: list[Concept], goals: set[str], known: set[str]
) -> None:
    graph = concept_graph(found)
    rank = {id: place for place, id in enumerate(study_order(graph, AREAS))}
    path = learning_path(graph, rank, goals, known)
    unknown = graph.subgraph(set(graph) - known)

    assert path == sorted(set(path), key=rank.__getitem__)
    assert (goals - known) & set(graph) <= set(path)
    assert all(set(graph.predecessors(id)) <= known | set(path) for id in path)
    assert all(id in unknown and ({id} | nx.descendants(unknown, id)) & goals for id in path)


@given(concepts(), IDS)
def test_learning_path_starts_at_the_frontier(found: list[Concept], known: set[str]) -> None:
    graph = concept_graph(found)
    rank = {id: place for place, id in enumerate(study_order(graph, AREAS))}
    path, ready = learning_path(graph, rank, list(graph), known), frontier(graph, rank, known)

    assert path[:1] == ready[:1]
    assert set(ready) <= set(path)


def test_reasons_name_the_later_steps_nearest_first() -> None:
    graph = concept_graph(
        [
            concept("set"),
            concept("event", ["set"]),
            concept("function", ["set"]),
            concept("limit", ["set", "function"]),
        ]
    )

    assert reasons(graph, ["set", "function", "limit"]) == {
        "set": [("function", "function uses set"), ("limit", "limit uses set")],
        "function": [("limit", "limit uses function")],
        "limit": [],
    }


def test_without_drafts_passes_on_what_they_need() -> None:
    graph = concept_graph(
        [
            concept("set"),
            concept("function", ["set"], status="draft"),
            concept("sequence", ["function"], status="draft"),
            concept("limit", ["sequence"]),
            concept("open-set", ["limit", "sequence", "set"]),
        ]
    )
    kept = without_drafts(graph)

    assert list(kept) == ["limit", "open-set", "set"]
    assert sorted(kept.edges(data="reason")) == [
        ("limit", "open-set", "open-set uses limit"),
        ("set", "limit", "by way of Sequence"),
        ("set", "open-set", "open-set uses set"),
    ]
    assert nx.is_frozen(kept)
