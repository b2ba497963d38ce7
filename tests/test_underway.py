from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.graph import ancestry
from conceptgraph.underway import Stand, Underway, underway


def after(old: str, new: str, *edges: str) -> Underway:
    """Return what a new order does; concepts are letters, an edge is two of them."""
    graph = nx.DiGraph([(edge[0], edge[1]) for edge in edges])
    graph.add_nodes_from(new)
    return underway(old, new, ancestry(graph))


def test_the_same_order_changes_nothing() -> None:
    assert after("abc", "abc") == Underway(places=3)


def test_what_comes_last_touches_nobody() -> None:
    assert after("abc", "abcd", "cd") == Underway(places=3)


def test_a_new_concept_is_before_those_who_have_passed_its_place() -> None:
    found = after("abcd", "abxcd")

    assert (found.places, found.touched, found.owing, found.jumped) == (4, 2, 0, ())
    assert found.worst == Stand("c", ("x",), ())


def test_what_something_done_needs_now_is_owed() -> None:
    found = after("abcd", "abxcd", "xd")

    assert (found.touched, found.owing) == (2, 1)
    assert found.worst == Stand("d", ("x",), ("x",))


def test_who_has_begun_a_block_that_moved_behind_another_has_all_of_that_before_it() -> None:
    found = after("abcxyz", "xyzabc")

    assert found.touched == 5
    assert found.jumped == ("a", "b", "c")
    assert found.worst == Stand("a", ("x", "y", "z"), ())


def test_what_is_gone_touches_nobody() -> None:
    assert after("abcd", "acd") == Underway(places=3)


@given(st.permutations("abcdefgh"), st.integers(0, 8))
def test_figures_are_those_of_counting_one_by_one(drawn: list[str], kept: int) -> None:
    # An order in which h, a and b stand as their edges want it.
    edges = dict(zip(sorted("hab", key=drawn.index), "ahb", strict=True))
    new = [edges.get(id, id) for id in drawn]
    old = "abcdefgh"[:kept]
    found = after(old, "".join(new), "ah", "hb")
    graph = nx.DiGraph([("a", "h"), ("h", "b")])
    overtaken, owed = [], []
    for count in range(1, len(old) + 1):
        done = set(old[:count])
        last = max(map(new.index, done))
        overtaken.append([id for id in new[:last] if id not in done])
        needed = {u for id in done if id in graph for u in nx.ancestors(graph, id)}
        owed.append(needed - done)
    assert found.touched == sum(map(bool, overtaken))
    assert found.owing == sum(map(bool, owed))
    if found.worst:
        assert len(found.worst.owed) == max(map(len, owed))


@pytest.mark.parametrize(("new", "jumped"), [("bacd", "a"), ("bcda", "a"), ("dcba", "cba"), ("acbd", "b")])
def test_the_fewest_concepts_that_explain_an_order(new: str, jumped: str) -> None:
    assert after("abcd", new).jumped == tuple(jumped)
