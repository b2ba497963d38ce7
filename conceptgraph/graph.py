"""Concepts -> a frozen networkx DiGraph, and what follows from its shape.

An edge ``u -> v`` says: learn u before v. So the predecessors of a concept are its prerequisites,
its ancestors are all that it rests on, its successors are what it unlocks. Every function but
``concept_graph``, ``cycles`` and ``ancestry`` takes a DAG; that is the caller's to check.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TypeAlias

import networkx as nx

from conceptgraph.model import Concept

Graph: TypeAlias = "nx.DiGraph[str]"

REACH = 48
"""How many places a concept may move within the study order to stay with its area.

Fewer, and paths change areas more often; more, and first uses are far (``benchmarks/orders.py``).
"""


def concept_graph(concepts: Iterable[Concept]) -> Graph:
    """Return the frozen graph of the concepts, the same for every order in which they come.

    A prerequisite that is none of the concepts is left out; the check reports it.

    >>> text = {"level": "core", "minutes": 30, "summary": "One.", "definition": "Two."}
    >>> root = Concept(id="set", title="Set", area="analysis", prerequisites=[], **text)
    >>> needs = [{"id": "set", "reason": "a domain is a set"}]
    >>> leaf = Concept(id="function", title="Function", area="analysis", prerequisites=needs, **text)
    >>> graph = concept_graph([leaf, root])
    >>> list(graph.edges(data="reason"))
    [('set', 'function', 'a domain is a set')]
    """
    graph: Graph = nx.DiGraph()
    ordered = sorted(concepts, key=lambda concept: concept.id)
    for concept in ordered:
        shown = concept.model_dump(include={"area", "minutes", "level", "title"})
        graph.add_node(concept.id, **shown, draft=concept.status == "draft")
    for concept in ordered:
        for need in sorted(concept.prerequisites, key=lambda need: need.id):
            if need.id in graph:
                graph.add_edge(need.id, concept.id, reason=need.reason)
    nx.freeze(graph)
    return graph


def cycles(graph: Graph) -> list[list[str]]:
    """Return one short cycle of every cyclic component; each id needs the next, the last the first.

    A cycle starts at the smallest id of its component. Self-loops are not among them.

    >>> cycles(nx.DiGraph([("b", "a"), ("c", "b"), ("a", "c"), ("c", "d")]))
    [['a', 'b', 'c']]
    """
    components = nx.strongly_connected_components(graph)
    return sorted(_cycle(graph.subgraph(ids).reverse()) for ids in components if len(ids) > 1)


def _cycle(needs: Graph) -> list[str]:
    """Return a shortest cycle through the smallest node of a strongly connected graph."""
    start = min(needs)
    parent = dict(nx.bfs_predecessors(needs, start, sort_neighbors=sorted))
    cycle = [next(node for node in parent if needs.has_edge(node, start))]
    while cycle[-1] != start:
        cycle.append(parent[cycle[-1]])
    return cycle[::-1]


@dataclass(frozen=True, slots=True)
class Ancestry:
    """Who comes before whom: a bit for each concept, and for each concept the bits of its ancestors.

    Ten thousand sets of thousands of ids would not fit; ten thousand integers do.
    """

    ids: tuple[str, ...]
    bits: Mapping[str, int]
    before: Mapping[str, int]

    def is_ancestor(self, u: str, v: str) -> bool:
        """Tell whether u must be learned before v."""
        return bool(self.before[v] & self.bits[u])

    def of(self, node: str) -> frozenset[str]:
        """Return the ancestors of one concept."""
        digits = reversed(f"{self.before[node]:b}")
        return frozenset(id for id, digit in zip(self.ids, digits, strict=False) if digit == "1")


def ancestry(graph: Graph) -> Ancestry:
    """Return who comes before whom; on a cycle, every concept comes before itself.

    >>> before = ancestry(nx.DiGraph([("set", "function"), ("function", "limit")]))
    >>> before.is_ancestor("set", "limit"), before.is_ancestor("limit", "set")
    (True, False)
    >>> sorted(before.of("limit"))
    ['function', 'set']
    """
    components = nx.condensation(graph)
    ids = tuple(id for c in nx.topological_sort(components) for id in sorted(components.nodes[c]["members"]))
    bits = {id: 1 << place for place, id in enumerate(ids)}
    before: dict[str, int] = {}
    for component in nx.topological_sort(components):
        members = components.nodes[component]["members"]
        ancestors = 0
        for u in {u for v in members for u in graph.predecessors(v)}:
            ancestors |= bits[u] | before.get(u, 0)
        before.update(dict.fromkeys(members, ancestors))
    return Ancestry(ids, bits, before)


def redundant_edges(graph: Graph) -> set[tuple[str, str]]:
    """Return the edges that a longer way implies.

    >>> redundant_edges(nx.DiGraph([("a", "b"), ("b", "c"), ("a", "c")]))
    {('a', 'c')}
    """
    known = ancestry(graph)
    implied: set[tuple[str, str]] = set()
    for v in graph:
        further = 0
        for u in graph.predecessors(v):
            further |= known.before[u]
        implied |= {(u, v) for u in graph.predecessors(v) if known.bits[u] & further}
    return implied


def transitive_reduction(graph: Graph) -> Graph:
    """Return the frozen graph without its redundant edges: what drawings show.

    >>> list(transitive_reduction(nx.DiGraph([("a", "b"), ("b", "c"), ("a", "c")])).edges)
    [('a', 'b'), ('b', 'c')]
    """
    reduced: Graph = nx.DiGraph(nx.restricted_view(graph, [], redundant_edges(graph)))
    nx.freeze(reduced)
    return reduced


def depths(graph: Graph) -> dict[str, int]:
    """Return the length of the longest path that leads to each concept.

    >>> depths(nx.DiGraph([("a", "b"), ("b", "c"), ("a", "c")]))
    {'a': 0, 'b': 1, 'c': 2}
    """
    depth: dict[str, int] = {}
    for node in nx.topological_sort(graph):
        depth[node] = max((depth[u] + 1 for u in graph.predecessors(node)), default=0)
    return depth


def study_order(graph: Graph, areas: Sequence[str], reach: int = REACH) -> list[str]:
    """Return the one total order of all concepts: topological, and thread by thread.

    Goals are taken in the reading order of the areas, each right behind what it still needs. Then
    two sweeps, one from the end and one from the start, draw concepts of an area together that are
    at most ``reach`` places apart.

    >>> graph = nx.DiGraph([("set", "function"), ("set", "event"), ("function", "density")])
    >>> area = {"set": "analysis", "function": "analysis", "event": "chance", "density": "chance"}
    >>> nx.set_node_attributes(graph, area, "area")
    >>> study_order(graph, ["analysis", "chance"])
    ['set', 'function', 'event', 'density']
    """
    order = _goal_by_goal(graph, areas)
    order = _gather(nx.reverse_view(graph), order[::-1], reach)[::-1]
    return _gather(graph, order, reach)


def _goal_by_goal(graph: Graph, areas: Sequence[str]) -> list[str]:
    """Return the finishing order of a depth-first search from the sinks toward their prerequisites.

    The deepest prerequisite comes first and those of the own area last, so that they touch.
    """
    area, depth = graph.nodes(data="area"), depths(graph)
    reading = {id: place for place, id in enumerate(areas)}
    sinks = [node for node in graph if not graph.out_degree(node)]
    needs: Graph = nx.DiGraph()
    needs.add_nodes_from(sorted(sinks, key=lambda v: (reading.get(area[v], len(areas)), depth[v], v)))
    for v in graph:
        before = sorted(graph.predecessors(v), key=lambda u: (area[u] == area[v], -depth[u], u))
        needs.add_edges_from((v, u) for u in before)
    return list(nx.dfs_postorder_nodes(needs))


def _gather(graph: Graph, order: Sequence[str], reach: int) -> list[str]:
    """Return the order sorted topologically again, staying in an area while that is within reach."""
    area = graph.nodes(data="area")
    place = {node: i for i, node in enumerate(order)}
    missing = dict(graph.in_degree())
    ready: defaultdict[str | None, list[int]] = defaultdict(list)
    taken: dict[str, None] = {}

    def release(node: str) -> None:
        heappush(ready[area[node]], place[node])
        heappush(ready[None], place[node])

    def first(key: str | None) -> int | None:
        while ready[key] and order[ready[key][0]] in taken:
            heappop(ready[key])
        return ready[key][0] if ready[key] else None

    for node in (v for v in order if not missing[v]):
        release(node)
    here = None
    while (soonest := first(None)) is not None:
        near = first(here)
        node = order[near if near is not None and near - soonest <= reach else soonest]
        taken[node], here = None, area[node]
        for v in graph.successors(node):
            missing[v] -= 1
            if not missing[v]:
                release(v)
    return list(taken)


def study_path(graph: Graph, rank: Mapping[str, int], goal: str) -> list[str]:
    """Return the ancestors of a goal in study order.

    >>> graph = nx.DiGraph([("set", "function"), ("function", "limit"), ("limit", "integral")])
    >>> study_path(graph, {"set": 0, "function": 1, "limit": 2, "integral": 3}, "limit")
    ['set', 'function']
    """
    return sorted(nx.ancestors(graph, goal), key=rank.__getitem__)


def unlocks(graph: Graph, rank: Mapping[str, int], node: str) -> list[str]:
    """Return the successors of a concept in study order.

    >>> graph = nx.DiGraph([("limit", "integral"), ("limit", "derivative")])
    >>> unlocks(graph, {"limit": 0, "derivative": 1, "integral": 2}, "limit")
    ['derivative', 'integral']
    """
    return sorted(graph.successors(node), key=rank.__getitem__)
