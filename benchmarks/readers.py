"""Readers to try the placement on, drawn by rules of their own.

The model imagines readers (``docs/javascripts/readers.js``) of the first three kinds too, by other
rules and numbers; it was made with these kinds in mind, so expect less of readers unlike any of them.
A reader is the set of what is known. Four kinds: who learned for goals, who studied area by area, whose
ability meets the difficulty of concepts, and any of these with early things forgotten.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import networkx as nx

from conceptgraph.atlas import Atlas
from conceptgraph.graph import depths


@dataclass(frozen=True, slots=True)
class Ground:
    """What readers are drawn on: concepts in study order, and what stands below each."""

    order: list[str]
    needs: dict[str, list[str]]
    closed: dict[str, frozenset[str]]
    area: dict[str, str]
    depth: dict[str, int]


Draw = Callable[[Ground, Random], set[str]]


def ground(atlas: Atlas) -> Ground:
    graph = atlas.graph
    return Ground(
        order=list(atlas.order),
        needs={id: list(graph.predecessors(id)) for id in atlas.order},
        closed={id: frozenset(nx.ancestors(graph, id)) | {id} for id in atlas.order},
        area={id: atlas.corpus.concepts[id].area for id in atlas.order},
        depth=dict(depths(graph)),
    )


def learned_for_goals(ground: Ground, random: Random) -> set[str]:
    """Return all that one to ten concepts rest on, with them."""
    goals = random.sample(ground.order, min(random.randint(1, 10), len(ground.order)))
    return set().union(*(ground.closed[goal] for goal in goals))


def studied_by_area(ground: Ground, random: Random) -> set[str]:
    """Return seven areas of ten, each up to some depth, and what that rests on."""
    known: set[str] = set()
    for area in sorted(set(ground.area.values())):
        if random.random() < 0.3:
            continue
        ids = [id for id in ground.order if ground.area[id] == area]
        deepest = random.choice(sorted({ground.depth[id] for id in ids}))
        known.update(*(ground.closed[id] for id in ids if ground.depth[id] <= deepest))
    return known


def as_able(ground: Ground, random: Random) -> set[str]:
    """Return what ability, which differs by area, lifts above a concept's depth and some luck."""
    ability = random.gauss(0.5, 0.25)
    shift = {area: random.gauss(0, 0.2) for area in sorted(set(ground.area.values()))}
    top = max(ground.depth.values()) or 1
    known: set[str] = set()
    for id in ground.order:
        ahead = ability + shift[ground.area[id]] + random.gauss(0, 0.15) - ground.depth[id] / top
        if ahead > 0 and known.issuperset(ground.needs[id]):
            known.add(id)
    return known


def forgetful(ground: Ground, random: Random) -> set[str]:
    """Return what one of the others knows without a tenth of the lowest third: no closed set."""
    known = random.choice((learned_for_goals, studied_by_area, as_able))(ground, random)
    early = max(ground.depth.values()) / 3
    return {id for id in sorted(known) if ground.depth[id] > early or random.random() > 0.1}


KINDS: dict[str, Draw] = {
    "learned for goals": learned_for_goals,
    "studied area by area": studied_by_area,
    "as able": as_able,
    "forgetful": forgetful,
}
