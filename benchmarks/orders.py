"""Compare study orders by two figures, as a Markdown table.

    python benchmarks/orders.py [--graph DIR]

DIR is a graph's folder, or a YAML file that holds ``areas`` and ``concepts`` in one. Both figures
are taken along the whole order and as the mean over the study paths of all single goals, the goal
included: how often the area changes, and how far a prerequisite stands from its first use.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import fmean
from typing import Any

import click
import networkx as nx
import yaml

sys.path.insert(0, str(Path(__file__).parent.parent))

from conceptgraph.graph import Graph, concept_graph, depths, study_order, study_path
from conceptgraph.load import load
from conceptgraph.model import Concept
from conceptgraph.schema import corpus

Order = Callable[[Graph, Sequence[str]], list[str]]


def kahn_by_id(graph: Graph, areas: Sequence[str]) -> list[str]:
    return list(nx.lexicographical_topological_sort(graph))


def kahn_by_area(graph: Graph, areas: Sequence[str]) -> list[str]:
    area = graph.nodes(data="area")
    return list(nx.lexicographical_topological_sort(graph, key=lambda v: (areas.index(area[v]), v)))


def kahn_by_depth(graph: Graph, areas: Sequence[str]) -> list[str]:
    area, depth = graph.nodes(data="area"), depths(graph)
    return list(nx.lexicographical_topological_sort(graph, key=lambda v: (depth[v], areas.index(area[v]), v)))


def kahn_newest(graph: Graph, areas: Sequence[str]) -> list[str]:
    area = graph.nodes(data="area")
    return _greedy(graph, lambda v, here, freed: (-freed, areas.index(area[v]), v))


def kahn_in_area(graph: Graph, areas: Sequence[str]) -> list[str]:
    area = graph.nodes(data="area")
    return _greedy(graph, lambda v, here, freed: (area[v] != here, -freed, areas.index(area[v]), v))


def backward_kahn_in_area(graph: Graph, areas: Sequence[str]) -> list[str]:
    area, depth, needs = graph.nodes(data="area"), depths(graph), nx.reverse_view(graph)
    return _greedy(
        needs, lambda v, here, freed: (area[v] != here, -freed, -areas.index(area[v]), depth[v], v)
    )[::-1]


def search_by_id(graph: Graph, areas: Sequence[str]) -> list[str]:
    return _search(graph, areas, lambda u, v: u)


def search_deepest(graph: Graph, areas: Sequence[str]) -> list[str]:
    depth = depths(graph)
    return _search(graph, areas, lambda u, v: (-depth[u], u))


def search_own_area_last(graph: Graph, areas: Sequence[str]) -> list[str]:
    area, depth = graph.nodes(data="area"), depths(graph)
    return _search(graph, areas, lambda u, v: (area[u] == area[v], -depth[u], u))


def gathered(reach: int) -> Order:
    return lambda graph, areas: study_order(graph, areas, reach)


CANDIDATES: dict[str, Order] = {
    "Kahn, smallest id": kahn_by_id,
    "Kahn, areas in reading order": kahn_by_area,
    "Kahn, generation by generation": kahn_by_depth,
    "Kahn, most recently unlocked": kahn_newest,
    "Kahn, same area, then most recently unlocked": kahn_in_area,
    "Kahn from the end, same area, then most recently needed": backward_kahn_in_area,
    "depth-first, prerequisites by id": search_by_id,
    "depth-first, deepest prerequisite first": search_deepest,
    "depth-first, own area last, deepest first": search_own_area_last,
    "the same, gathered within 16 places": gathered(16),
    "the same, gathered within 32 places": gathered(32),
    "**the same, gathered within 48 places** (`study_order`)": study_order,
    "the same, gathered within 64 places": gathered(64),
    "the same, gathered without a limit": gathered(sys.maxsize),
}


def _greedy(graph: Graph, key: Callable[[str, str | None, int], tuple[Any, ...]]) -> list[str]:
    """Return a topological order; ``key`` sees the node, the area at hand, and when the node was freed."""
    missing = dict(graph.in_degree())
    freed = {node: -1 for node in graph if not missing[node]}
    order: list[str] = []
    here = None
    while freed:
        node = min(freed, key=lambda v: key(v, here, freed[v]))
        del freed[node]
        here = graph.nodes[node]["area"]
        for v in graph.successors(node):
            missing[v] -= 1
            if not missing[v]:
                freed[v] = len(order)
        order.append(node)
    return order


def _search(graph: Graph, areas: Sequence[str], key: Callable[[str, str], Any]) -> list[str]:
    """Return the finishing order of a depth-first search from the sinks; ``key`` orders prerequisites."""
    area, depth = graph.nodes(data="area"), depths(graph)
    sinks = [v for v in graph if not graph.out_degree(v)]
    needs: Graph = nx.DiGraph()
    needs.add_nodes_from(sorted(sinks, key=lambda v: (areas.index(area[v]), depth[v], v)))
    for v in graph:
        needs.add_edges_from((v, u) for u in sorted(graph.predecessors(v), key=lambda u: key(u, v)))
    return list(nx.dfs_postorder_nodes(needs))


def area_changes(graph: Graph, order: Sequence[str]) -> int:
    """Return how often two neighbors in the order differ in area."""
    area = graph.nodes(data="area")
    return sum(area[u] != area[v] for u, v in pairwise(order))


def first_use(graph: Graph, order: Sequence[str]) -> float:
    """Return the mean distance, in places, between a prerequisite and its first use."""
    place = {node: i for i, node in enumerate(order)}
    uses = {u: [place[v] for v in graph.successors(u) if v in place] for u in order}
    return fmean(min(later) - place[u] for u, later in uses.items() if later)


def row(name: str, graph: Graph, order: Sequence[str]) -> str:
    """Return one line of the table."""
    rank = {node: i for i, node in enumerate(order)}
    paths = [[*study_path(graph, rank, goal), goal] for goal in graph if graph.in_degree(goal)]
    changes = fmean(area_changes(graph, path) for path in paths)
    distance = fmean(first_use(graph, path) for path in paths)
    whole = f"{area_changes(graph, order)} | {first_use(graph, order):.1f}"
    return f"| {name} | {whole} | {changes:.2f} | {distance:.2f} |"


def read(path: Path) -> tuple[Graph, list[str]]:
    """Return the graph of a folder, or of one YAML file, and its areas in reading order."""
    if path.is_dir():
        found, _ = corpus(str(path), load(path)[0])
        return concept_graph(found.concepts.values()), [area.id for area in found.areas]
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return concept_graph(_outlined(data["concepts"])), [area["id"] for area in data["areas"]]


def _outlined(rows: list[dict[str, object]]) -> Iterator[Concept]:
    """Yield concepts of an outline, whose texts are not yet written."""
    fields = ("id", "title", "area", "level", "prerequisites")
    unwritten = {"minutes": 30, "summary": "-", "definition": "-"}
    for entry in rows:
        yield Concept.model_validate({**unwritten, **{name: entry[name] for name in fields}})


@click.command(help=__doc__)
@click.option("--graph", "path", type=click.Path(exists=True, path_type=Path), default="graph")
def main(path: Path) -> None:
    graph, areas = read(path)
    print("| order | changes of area | to first use | changes per path | to first use per path |")
    print("|---|--:|--:|--:|--:|")
    for name, order in CANDIDATES.items():
        print(row(name, graph, order(graph, areas)))


if __name__ == "__main__":
    main()
