"""What to study where the time does not suffice: worth of a concept, the plan that fits, what it leaves out.

The plan is closed under prerequisites and takes no longer than the budget. One that reaches a goal comes
before any that reaches none; among those it is worth as much as the search of ``knapsack`` can find, which
``benchmarks/deadline.py`` compares with the optimum. ``docs/javascripts/deadline.js`` gives the same answers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from conceptgraph.graph import Graph
from conceptgraph.knapsack import chosen
from conceptgraph.model import Corpus, Item

QUESTION, ITEM = 10, 20
"""What an interview question is worth, and what an item of the checklist is, shared by its concepts."""
GOAL = 100
"""What a goal is worth besides, within the plan that leads to it."""


def worths(corpus: Corpus) -> dict[str, int]:
    """Return what knowing each concept is worth in an interview, rounded to an integer."""
    worth = {id: Fraction(QUESTION * len(concept.questions)) for id, concept in corpus.concepts.items()}
    for item in corpus.checklist:
        named = [id for id in item.concepts if id in worth]
        for id in named:
            worth[id] += Fraction(ITEM, len(named))
    return {id: int(whole + Fraction(1, 2)) for id, whole in worth.items()}


def fit(
    graph: Graph,
    path: Sequence[str],
    minutes: Mapping[str, int],
    worth: Mapping[str, int],
    goals: Collection[str],
    budget: int,
) -> list[str]:
    """Return the steps of a learning path to take within a budget of minutes, in study order."""
    if sum(minutes[id] for id in path) <= budget:
        return list(path)
    values = [worth[id] + (GOAL if id in goals else 0) for id in path]
    aims = [at for at, id in enumerate(path) if id in goals]
    places = chosen([minutes[id] for id in path], values, closures(graph, path), aims, budget)
    return [path[at] for at in places]


def closures(graph: Graph, path: Sequence[str]) -> list[list[int]]:
    """Return for each step the places of all that it rests on within the path, itself the last."""
    place = {id: at for at, id in enumerate(path)}
    found: list[list[int]] = []
    for at, id in enumerate(path):
        needs = (place[need] for need in graph.predecessors(id) if need in place)
        found.append(sorted({at}.union(*(found[need] for need in needs))))
    return found


@dataclass(frozen=True, slots=True)
class Lacking:
    """A goal that the plan does not reach, and the minutes that it still lacks."""

    id: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Uncovered:
    """An item of the checklist, and the steps left out that it names."""

    key: str
    text: str
    concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The steps of a path that a plan leaves out, and what that risks."""

    steps: tuple[str, ...]
    minutes: int
    goals: tuple[Lacking, ...]
    items: tuple[Uncovered, ...]
    questions: int


def left_out(
    graph: Graph, corpus: Corpus, path: Sequence[str], kept: Collection[str], goals: Collection[str]
) -> LeftOut:
    """Return what a plan leaves out of a learning path, goals in its order, items in the checklist's."""
    concepts = corpus.concepts
    missing = [id for id in path if id not in kept]
    unreached = [
        Lacking(goal, sum(concepts[path[at]].minutes for at in below if path[at] not in kept))
        for goal, below in zip(path, closures(graph, path), strict=True)
        if goal in goals and goal not in kept
    ]
    return LeftOut(
        steps=tuple(missing),
        minutes=sum(concepts[id].minutes for id in missing),
        goals=tuple(unreached),
        items=tuple(_uncovered(corpus.checklist, missing)),
        questions=sum(len(concepts[id].questions) for id in missing),
    )


def _uncovered(items: Sequence[Item], missing: Sequence[str]) -> Iterator[Uncovered]:
    for item in items:
        named = tuple(id for id in item.concepts if id in missing)
        if named:
            yield Uncovered(item.key, item.text, named)
