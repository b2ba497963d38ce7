from __future__ import annotations

from random import Random

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.graph import (
    Graph,
    ancestry,
    concept_graph,
    cycles,
    depths,
    redundant_edges,
    study_order,
    study_path,
    transitive_reduction,
    unlocks,
)
from conceptgraph.model import Concept
from tests.conftest import concept

AREAS = ["a", "b", "c"]


@st.composite
def concepts(draw: st.DrawFn, cyclic: bool = False) -> list[Concept]:
    """Return up to 12 concepts in three areas, whose ids say nothing about their order."""
    ids = draw(st.permutations("abcdefghijkl"))[: draw(st.integers(0, 12))]
    found = []
    for place, id in enumerate(ids):
        candidates = ids if cyclic else ids[:place]
        needs = draw(st.lists(st.sampled_from(candidates), unique=True, max_size=4)) if candidates else []
        found.append(concept(id, needs, area=draw(st.sampled_from(AREAS))))
    return found


def ring(size: int) -> Graph:
    ids = [f"n{i:05}" for i in range(size)]
    return concept_graph(concept(id, [ids[i - 1]]) for i, id in enumerate(ids))


def chain(size: int) -> Graph:
    ids = [f"n{i:05}" for i in range(size)]
    return concept_graph(concept(id, ids[max(i - 1, 0) : i]) for i, id in enumerate(ids))


def test_graph_carries_what_the_pages_show() -> None:
    graph = concept_graph(
        [
            concept("limit", ["function"], area="analysis", minutes=45, status="draft"),
            concept("function", area="analysis", level="foundational"),
        ]
    )

    assert dict(graph.nodes(data=True)) == {
        "function": {
            "area": "analysis",
            "minutes": 30,
            "level": "foundational",
            "title": "Function",
            "draft": False,
        },
        "limit": {"area": "analysis", "minutes": 45, "level": "core", "title": "Limit", "draft": True},
    }
    assert list(graph.edges(data=True)) == [("function", "limit", {"reason": "limit uses function"})]


def test_graph_is_frozen() -> None:
    with pytest.raises(nx.NetworkXError, match="Frozen"):
        concept_graph([concept("set")]).add_node("function")


def test_graph_leaves_out_prerequisites_that_do_not_exist() -> None:
    graph = concept_graph([concept("limit", ["function", "fucntion"]), concept("function")])

    assert list(graph) == ["function", "limit"]
    assert list(graph.edges) == [("function", "limit")]


@given(concepts(), st.randoms())
def test_results_do_not_depend_on_the_order_of_the_concepts(found: list[Concept], random: Random) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)
    one, other = concept_graph(found), concept_graph(shuffled)

    assert list(one) == list(other)
    assert study_order(one, AREAS) == study_order(other, AREAS)


def test_cycles_tell_each_component_once_and_no_self_loop() -> None:
    graph = concept_graph(
        [
            concept("a", ["b"]),
            concept("b", ["c"]),
            concept("c", ["a", "free"]),
            concept("x", ["y"]),
            concept("y", ["x", "a"]),
            concept("self", ["self"]),
            concept("free"),
        ]
    )

    assert cycles(graph) == [["a", "b", "c"], ["x", "y"]]


def test_cycles_take_the_short_way() -> None:
    graph = concept_graph(
        [concept("a", ["b", "c"]), concept("b", ["c"]), concept("c", ["d"]), concept("d", ["a"])]
    )

    assert cycles(graph) == [["a", "c", "d"]]


@given(concepts(cyclic=True))
def test_cycles_are_found_exactly_where_components_are_cyclic(found: list[Concept]) -> None:
    graph = concept_graph(found)
    components = [ids for ids in nx.strongly_connected_components(graph) if len(ids) > 1]
    told = cycles(graph)

    assert len(told) == len(components)
    for cycle in told:
        assert any(set(cycle) <= ids and cycle[0] == min(ids) for ids in components)
        assert len(set(cycle)) == len(cycle)
        assert all(graph.has_edge(need, id) for id, need in zip(cycle, cycle[1:] + cycle[:1], strict=True))


def test_cycles_of_a_ring_of_15000() -> None:
    (cycle,) = cycles(ring(15_000))

    assert cycle[:3] == ["n00000", "n14999", "n14998"]
    assert len(cycle) == 15_000


def test_ancestry_of_a_cycle_includes_itself() -> None:
    before = ancestry(concept_graph([concept("a", ["b"]), concept("b", ["a", "c"]), concept("c")]))

    assert before.of("a") == {"a", "b", "c"}
    assert before.of("c") == frozenset()


@given(concepts(cyclic=True))
def test_ancestry_is_what_networkx_reaches(found: list[Concept]) -> None:
    graph = concept_graph(found)
    before = ancestry(graph)

    for v in graph:
        needs = list(graph.predecessors(v))
        reached = set(needs).union(*(nx.ancestors(graph, u) for u in needs))
        assert before.of(v) == reached
        assert {u for u in graph if before.is_ancestor(u, v)} == reached


@given(concepts())
def test_transitive_reduction_is_that_of_networkx(found: list[Concept]) -> None:
    graph = concept_graph(found)
    reduced = transitive_reduction(graph)

    assert set(reduced.edges) == set(nx.transitive_reduction(graph).edges)
    assert set(graph.edges) - set(reduced.edges) == redundant_edges(graph)
    assert all(nx.ancestors(graph, v) == nx.ancestors(reduced, v) for v in graph)
    assert dict(reduced.nodes(data=True)) == dict(graph.nodes(data=True))


def test_depth_is_the_longest_way() -> None:
    graph = concept_graph([concept("a"), concept("b", ["a"]), concept("c", ["a", "b"]), concept("d")])

    assert depths(graph) == {"a": 0, "b": 1, "c": 2, "d": 0}


def test_study_order_puts_a_prerequisite_right_before_its_use() -> None:
    graph = concept_graph(
        [
            concept("set"),
            concept("function", ["set"]),
            concept("limit", ["function"]),
            concept("vector", area="b"),
            concept("matrix", ["vector"], area="b"),
            concept("jacobian", ["limit", "matrix"]),
        ]
    )

    assert study_order(graph, ["a", "b"]) == ["vector", "matrix", "set", "function", "limit", "jacobian"]


def test_study_order_follows_the_reading_order_of_the_areas() -> None:
    graph = concept_graph([concept("x", area="a"), concept("y", area="b"), concept("z", area="unlisted")])

    assert study_order(graph, ["a", "b"]) == ["x", "y", "z"]
    assert study_order(graph, ["b", "a"]) == ["y", "x", "z"]


def test_study_order_gathers_an_area_only_within_reach() -> None:
    graph = concept_graph(
        [concept("a1"), concept("b1", ["a1"], area="b"), concept("a2"), concept("b2", ["a2"], area="b")]
    )

    assert study_order(graph, ["a", "b"], reach=0) == ["a1", "b1", "a2", "b2"]
    assert study_order(graph, ["a", "b"], reach=1) == ["a1", "a2", "b1", "b2"]


@given(concepts(), st.integers(0, 12))
def test_study_order_is_topological_and_complete(found: list[Concept], reach: int) -> None:
    graph = concept_graph(found)
    order = study_order(graph, AREAS, reach)
    rank = {id: place for place, id in enumerate(order)}

    assert sorted(order) == list(graph)
    assert all(rank[u] < rank[v] for u, v in graph.edges)


def test_study_path_and_unlocks_are_in_study_order() -> None:
    graph = concept_graph(
        [
            concept("d", ["b", "c"]),
            concept("b", ["a"]),
            concept("c", ["a"]),
            concept("a"),
            concept("e", ["a"]),
        ]
    )
    rank = {"a": 0, "e": 1, "c": 2, "b": 3, "d": 4}

    assert study_path(graph, rank, "d") == ["a", "c", "b"]
    assert study_path(graph, rank, "a") == []
    assert unlocks(graph, rank, "a") == ["e", "c", "b"]
    assert unlocks(graph, rank, "d") == []


def test_a_chain_of_15000_needs_no_recursion() -> None:
    graph = chain(15_000)
    order = study_order(graph, ["a"])

    assert order == list(graph)
    assert cycles(graph) == []
    assert depths(graph)["n14999"] == 14_999
    assert ancestry(graph).is_ancestor("n00000", "n14999")
    assert redundant_edges(graph) == set()
