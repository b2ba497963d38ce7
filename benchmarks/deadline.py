"""Compare the plans that fit a deadline with the best ones, found by exhaustive search, as a Markdown table.

    python benchmarks/deadline.py [--graph DIR] [--count N]

Small graphs of two kinds, random ones and closed pieces of a real graph; each is the learning path of 10 to
17 steps to one to four goals. Budgets are shares of what the whole path takes. The ratio is
the worth of the plan over that of the best closed set of steps that fits; a plan that reaches no goal where
one can be reached counts as 0. The last lines say
how long the whole real graph with every concept as a goal takes in a browser.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import fmean

import click
import networkx as nx

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.modules import page_beside_modules
from conceptgraph.deadline import GOAL, fit, worths
from conceptgraph.graph import Graph, concept_graph, study_order
from conceptgraph.load import load
from conceptgraph.model import Corpus
from conceptgraph.plan import learning_path
from conceptgraph.schema import corpus

TIMED = """async ([concepts, needs, path, budgets]) => {
  const { fit } = await import("./deadline.js");
  const graph = { concepts: new Map(concepts), needs: new Map(needs) };
  return budgets.map((budget) => {
    const begin = performance.now();
    return [fit(graph, path, path, budget).length, performance.now() - begin];
  });
}"""
SHARES = (0.2, 0.35, 0.5, 0.7, 0.85)
FEWEST, STEPS = 10, 17


@dataclass(frozen=True, slots=True)
class Case:
    graph: Graph
    path: Sequence[str]
    minutes: Mapping[str, int]
    worth: Mapping[str, int]
    goals: Sequence[str]

    def budgets(self) -> Iterator[int]:
        whole = sum(self.minutes[id] for id in self.path)
        yield from (int(whole * share) for share in SHARES)

    def merit(self, chosen: Sequence[str]) -> tuple[bool, int]:
        reached = set(chosen).intersection(self.goals)
        return bool(reached), sum(self.worth[id] for id in chosen) + GOAL * len(reached)


def ratio(case: Case, budget: int) -> float:
    chosen = fit(case.graph, case.path, case.minutes, case.worth, case.goals, budget)
    (reaches, worth), (can_reach, most) = case.merit(chosen), optimum(case, budget)
    if can_reach and not reaches:
        return 0.0
    return worth / most if most else 1.0


def optimum(case: Case, budget: int) -> tuple[bool, int]:
    """Return the best merit of all closed subsets of the path that fit."""
    place = {id: at for at, id in enumerate(case.path)}
    # Sets as bits, with the minutes that they take, whether they reach a goal, and their worth.
    closed = [(0, 0, False, 0)]
    for id, at in place.items():
        needs = sum(1 << place[need] for need in case.graph.predecessors(id) if need in place)
        minutes, (reaches, worth) = case.minutes[id], case.merit([id])
        closed += [
            (kept | 1 << at, spent + minutes, reached or reaches, total + worth)
            for kept, spent, reached, total in closed
            if kept & needs == needs and spent + minutes <= budget
        ]
    return max((reached, worth) for _, _, reached, worth in closed)


def random_graph(random: Random) -> Case:
    """Return steps that each need some of the six before."""
    ids = [f"n{place:02}" for place in range(STEPS)]
    graph: Graph = nx.DiGraph()
    graph.add_nodes_from(ids)
    for place, id in enumerate(ids):
        density = random.choice((0.1, 0.25, 0.4))
        graph.add_edges_from(
            (need, id) for need in ids[max(place - 6, 0) : place] if random.random() < density
        )
    minutes = {id: random.randrange(5, 95, 5) for id in ids}
    worth = {id: random.randrange(120) for id in ids}
    return Case(graph, ids, minutes, worth, ids)


def paths(random: Random, whole: Case) -> Case:
    """Return the path to one to four goals of a graph that together need few steps."""
    rank = {id: place for place, id in enumerate(whole.path)}
    while True:
        goals: list[str] = []
        number = random.randint(1, 4)
        for goal in random.sample(whole.path, len(whole.path)):
            if len(goals) < number and len(learning_path(whole.graph, rank, [*goals, goal], ())) <= STEPS:
                goals.append(goal)
        path = learning_path(whole.graph, rank, goals, ())
        if len(path) >= FEWEST:
            return Case(whole.graph, path, whole.minutes, whole.worth, goals)


def whole_case(found: Corpus) -> Case:
    graph = concept_graph(found.concepts.values())
    path = study_order(graph, [area.id for area in found.areas])
    minutes = {id: concept.minutes for id, concept in found.concepts.items()}
    return Case(graph, path, minutes, worths(found), path)


@click.command(help=__doc__)
@click.option("--graph", "folder", default=Path("graph"), type=click.Path(exists=True, path_type=Path))
@click.option("--count", default=200, show_default=True, help="How many graphs of each kind.")
def main(folder: Path, count: int) -> None:
    sources, _ = load(folder)
    found, _ = corpus(folder.name, sources)
    whole = whole_case(found)
    kinds = {
        "random": [paths(Random(seed), random_graph(Random(seed))) for seed in range(count)],
        "pieces of the graph": [paths(Random(seed), whole) for seed in range(count)],
    }
    print("| graphs | plans | mean ratio | worst ratio | optimal |")
    print("|---|--:|--:|--:|--:|")
    for kind, cases in kinds.items():
        ratios = [ratio(case, budget) for case in cases for budget in case.budgets()]
        best = fmean(one == 1 for one in ratios)
        print(f"| {kind} | {len(ratios)} | {fmean(ratios):.4f} | {min(ratios):.3f} | {best:.1%} |")
    print()
    for budget, (size, passed) in zip(whole.budgets(), timed(whole), strict=True):
        print(f"{size} of {len(whole.path)} concepts in {budget} minutes: {passed:.0f} ms")


def timed(case: Case) -> list[tuple[int, float]]:
    """Return for each budget how many steps the browser's plan has, and the milliseconds that it took."""
    concepts = [[id, {"minutes": case.minutes[id], "worth": case.worth[id]}] for id in case.path]
    needs = [[id, [{"id": need} for need in case.graph.predecessors(id)]] for id in case.path]
    with page_beside_modules() as page:
        found = page.evaluate(TIMED, [concepts, needs, list(case.path), list(case.budgets())])
    return [(size, passed) for size, passed in found]


if __name__ == "__main__":
    main()
