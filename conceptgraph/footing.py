"""Two states of a graph on one footing: what of each can be read in both, under the present ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import networkx as nx

from conceptgraph.check import Checked
from conceptgraph.graph import Ancestry, Graph, ancestry, depths, redundant_edges, study_order


@dataclass(frozen=True)
class Footing:
    """A checked graph under the ids of ``present``; ``unread`` are the concepts that cannot be compared.

    Order, depths and chain are those of what can be compared, so that a file that cannot be read
    changes none of them; they are empty where the graph has a cycle.
    """

    checked: Checked
    present: Mapping[str, str]
    unread: frozenset[str]

    def now(self, id: str) -> str:
        """Return the present id of a concept."""
        return self.present.get(id, id)

    @cached_property
    def acyclic(self) -> bool:
        return bool(nx.is_directed_acyclic_graph(self.checked.graph))

    @cached_property
    def order(self) -> list[str]:
        areas = [area.id for area in self.checked.corpus.areas]
        # Under the ids of this side, for they too decide the order.
        graph = self.checked.graph
        part = nx.restricted_view(graph, [id for id in graph if self.now(id) in self.unread], [])
        return [self.now(id) for id in study_order(nx.DiGraph(part), areas)] if self.acyclic else []

    @cached_property
    def depth(self) -> dict[str, int]:
        return depths(self.graph) if self.acyclic else {}

    @cached_property
    def longest_chain(self) -> tuple[str, ...]:
        """The longest chain of prerequisites, of several the first by id from its end."""
        graph, depth = self.graph, self.depth
        if not depth:
            return ()
        chain = [min(depth, key=lambda id: (-depth[id], id))]
        while depth[chain[-1]]:
            before = (id for id in graph.predecessors(chain[-1]) if depth[id] == depth[chain[-1]] - 1)
            chain.append(min(before))
        return tuple(reversed(chain))

    @cached_property
    def whole(self) -> Graph:
        """The whole graph under the present ids."""
        renamed = {old: new for old, new in self.present.items() if old in self.checked.graph}
        return nx.relabel_nodes(self.checked.graph, renamed) if renamed else self.checked.graph

    @cached_property
    def graph(self) -> Graph:
        """The part that can be compared."""
        return nx.DiGraph(nx.restricted_view(self.whole, self.unread & self.whole.nodes, []))

    @cached_property
    def known(self) -> Ancestry:
        return ancestry(self.graph)

    @cached_property
    def redundant(self) -> set[tuple[str, str]]:
        return redundant_edges(self.graph) if self.acyclic else set()

    @cached_property
    def reasons(self) -> dict[tuple[str, str], str]:
        """The reason of every edge that a file states, also of those that lead nowhere."""
        return {
            (self.now(need.id), self.now(concept.id)): need.reason
            for concept in self.checked.corpus.concepts.values()
            for need in concept.prerequisites
            if self.now(concept.id) not in self.unread
        }

    def minutes(self, ids: Iterable[str]) -> int:
        return sum(self.graph.nodes[id]["minutes"] for id in ids)


def footings(base: Checked, head: Checked, present: Mapping[str, str]) -> tuple[Footing, Footing]:
    """Return both states on one footing."""
    unread = frozenset(
        present.get(id, id) for side in (base, head) for id in side.corpus.ids - side.corpus.concepts.keys()
    )
    return Footing(base, present, unread), Footing(head, {}, unread)
