"""Graph -> positions on the map: columns from left to right, a lane for each area, few crossings.

Every coordinate is an integer in pixels at full size, and the same graph always gives the same ones.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from conceptgraph.crossing import Rows, uncross
from conceptgraph.graph import Graph

WIDTH, HEIGHT = 192, 58
"""Pixels: the size of a concept's box, which holds three lines of text."""

COLUMN, ROW = WIDTH + 76, HEIGHT + 14
"""Pixels from one column to the next, and from one row to the next."""

HEADER, PADDING, GAP = 26, 10, 12
"""Pixels: a lane's title, the space under its last row, the space between two lanes."""

SPARE = 0.4
"""Columns beyond those of the longest path, as a share of them: staggered boxes let fewer edges cross."""

KEPT = 1024
"""Sets of upper lanes that are pursued at once: all of them, and so the best order, up to ten areas."""


@dataclass(frozen=True, slots=True)
class Lane:
    """The horizontal band of an area; bottom lies below its last box."""

    area: str
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands: the center of each concept's box, and the lanes from top to bottom."""

    centers: Mapping[str, tuple[int, int]]
    lanes: tuple[Lane, ...]


def layout(reduced: Graph, depth: Mapping[str, int], areas: Sequence[str]) -> Layout:
    """Return the positions of a transitively reduced DAG; ``areas`` are the lanes that there may be."""
    area = dict(reduced.nodes(data="area"))
    most = _most(area, depth)
    lanes = _lanes(lane_order(reduced, areas), most)
    rows = {lane.area: _rows(lane) for lane in lanes}
    taken: Counter[tuple[str, int]] = Counter()
    places: dict[str, tuple[int, int]] = {}
    for id in sorted(reduced, key=lambda id: (depth[id], id)):
        top, step, _ = rows[area[id]]
        places[id] = depth[id], top + step * taken[area[id], depth[id]]
        taken[area[id], depth[id]] += 1
    longest = max(depth.values(), default=0)
    allowed = {id: rows[area[id]] for id in reduced}
    found = uncross(places, sorted(reduced.edges), allowed, longest + int(SPARE * longest))
    return Layout({id: (found[id][0] * COLUMN + WIDTH // 2, found[id][1]) for id in reduced}, lanes)


def lane_order(reduced: Graph, areas: Sequence[str]) -> list[str]:
    """Return the areas that have concepts, ordered so that edges pass over as few lanes as can be.

    Upper lanes are chosen one after the other; of all ways to choose the same ones only the best goes on.
    """
    area = dict(reduced.nodes(data="area"))
    used = [one for one in areas if one in set(area.values())]
    between = Counter(frozenset((area[u], area[v])) for u, v in reduced.edges if area[u] != area[v])
    ways: dict[frozenset[str], tuple[int, list[str]]] = {frozenset(): (0, [])}
    for _ in used:
        further: dict[frozenset[str], tuple[int, list[str]]] = {}
        for above, (passed, order) in sorted(ways.items(), key=lambda way: way[1][0])[:KEPT]:
            for one in (one for one in used if one not in above):
                upper = above | {one}
                cut = sum(count for pair, count in between.items() if len(pair & upper) == 1)
                if upper not in further or passed + cut < further[upper][0]:
                    further[upper] = passed + cut, [*order, one]
        ways = further
    ((_, best),) = ways.values()
    reading = {one: place for place, one in enumerate(areas)}
    # Upside down it is as good; what is read first stands further up.
    upward = sum(reading[a] > reading[b] for place, a in enumerate(best) for b in best[place + 1 :])
    return best[::-1] if upward * 4 > len(best) * (len(best) - 1) else best


def _most(area: Mapping[str, str], depth: Mapping[str, int]) -> dict[str, int]:
    """Return how many concepts of each area share a depth at most."""
    most: defaultdict[str, int] = defaultdict(int)
    for (one, _), count in Counter((area[id], depth[id]) for id in area).items():
        most[one] = max(most[one], count)
    return dict(most)


def _lanes(areas: Sequence[str], most: Mapping[str, int]) -> tuple[Lane, ...]:
    lanes, top = [], 0
    for area in areas:
        # Where several concepts share a column, one row stays free, so that they can move.
        rows = most[area] + (most[area] > 1)
        bottom = top + HEADER + rows * ROW + PADDING
        lanes.append(Lane(area, top, bottom))
        top = bottom + GAP
    return tuple(lanes)


def _rows(lane: Lane) -> Rows:
    return Rows(lane.top + HEADER + HEIGHT // 2, ROW, (lane.bottom - lane.top - HEADER) // ROW)
