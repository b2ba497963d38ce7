"""A learner's questions to the graph: what to study for a goal, and what can be started now.

``known`` may name concepts that the graph no longer holds: a reader's progress outlives every change
of the graph. Where drafts are not wanted, pass the graph that ``without_drafts`` returns.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import networkx as nx

from conceptgraph.graph import Graph


def learning_path(
    graph: Graph, rank: Mapping[str, int], goals: Iterable[str], known: Collection[str]
) -> list[str]:
    """Return what a backward search from the goals meets when it stops at known concepts, in study order.

    Goals that are known, or that the graph does not hold, ask for nothing.

    >>> graph = nx.DiGraph([("set", "function"), ("function", "limit"), ("limit", "integral")])
    >>> rank = {"set": 0, "function": 1, "limit": 2, "integral": 3}
    >>> learning_path(graph, rank, ["integral"], known={"function"})
    ['limit', 'integral']
    """
    passed = set(known)
    met = set()
    ahead = [goal for goal in goals if goal in graph]
    while ahead:
        node = ahead.pop()
        if node not in passed:
            passed.add(node)
            met.add(node)
            ahead.extend(graph.predecessors(node))
    return sorted(met, key=rank.__getitem__)


def frontier(graph: Graph, rank: Mapping[str, int], known: Collection[str]) -> list[str]:
    """Return, in study order, what is not known while all its prerequisites are.

    >>> graph = nx.DiGraph([("set", "function"), ("function", "limit"), ("set", "event")])
    >>> frontier(graph, {"set": 0, "function": 1, "limit": 2, "event": 3}, known={"set"})
    ['function', 'event']
    """
    done = set(known)
    ready = (node for node in graph if node not in done and done.issuperset(graph.predecessors(node)))
    return sorted(ready, key=rank.__getitem__)


def reasons(graph: Graph, path: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """Return for each step of a path which later steps need it, and for what, nearest first.

    >>> graph = nx.DiGraph()
    >>> graph.add_edge("set", "function", reason="a domain is a set")
    >>> reasons(graph, ["set", "function"])
    {'set': [('function', 'a domain is a set')], 'function': []}
    """
    place = {node: i for i, node in enumerate(path)}
    return {
        node: [
            (v, graph.edges[node, v]["reason"])
            for v in sorted(place.keys() & graph.successors(node), key=place.__getitem__)
        ]
        for node in path
    }


def without_drafts(graph: Graph) -> Graph:
    """Return the frozen graph without its drafts, where what a draft needs passes on to its dependents.

    >>> graph = nx.DiGraph([("set", "function"), ("function", "limit")])
    >>> graph.add_node("function", title="Function", draft=True)
    >>> list(without_drafts(graph).edges(data="reason"))
    [('set', 'limit', 'by way of Function')]
    """
    kept: Graph = nx.DiGraph(graph)
    for draft in [node for node, is_draft in graph.nodes(data="draft") if is_draft]:
        reason = f"by way of {graph.nodes[draft]['title']}"
        kept.add_edges_from(
            (u, v, {"reason": reason})
            for u in kept.predecessors(draft)
            for v in kept.successors(draft)
            if not kept.has_edge(u, v)
        )
        kept.remove_node(draft)
    nx.freeze(kept)
    return kept
