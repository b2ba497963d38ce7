"""Graph -> positions on the map: columns by depth, lanes by area, barycenter order inside a lane.

Every coordinate is an integer in pixels at full size, and the same graph always gives the same ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from conceptgraph.graph import Graph

WIDTH, HEIGHT = 192, 58
"""Pixels: the size of a concept's box, which holds three lines of text."""

COLUMN, ROW = WIDTH + 76, HEIGHT + 14
"""Pixels from one column to the next, and from one row to the next."""

HEADER, PADDING, GAP = 26, 10, 12
"""Pixels: a lane's title, the space under its last row, the space between two lanes."""

SWEEPS = 6
"""Passes from left to right and back; on graphs of 48 and of 240 concepts nothing moves after four."""

Cell = tuple[str, int]
"""An area and a depth: the concepts there share one column of one lane."""


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
    """Return the positions of a transitively reduced DAG; ``areas`` are the lanes in reading order."""
    cells = _cells(reduced, depth, areas)
    lanes = _lanes(cells, areas)
    tops = {lane.area: lane.top + HEADER + HEIGHT // 2 for lane in lanes}
    rows = {lane.area: (lane.bottom - lane.top - HEADER) // ROW for lane in lanes}
    y = {id: tops[cell[0]] + row * ROW for cell, ids in cells.items() for row, id in enumerate(ids)}
    best, shortest = dict(y), _vertical(reduced, y)
    for sweep in range(SWEEPS):
        _sweep(reduced, cells, sweep % 2 == 1, y, tops, rows)
        if (length := _vertical(reduced, y)) < shortest:
            best, shortest = dict(y), length
    return Layout({id: (depth[id] * COLUMN + WIDTH // 2, best[id]) for id in reduced}, lanes)


def _cells(reduced: Graph, depth: Mapping[str, int], areas: Sequence[str]) -> dict[Cell, list[str]]:
    """Return the concepts of each cell by id, from left to right and from the first lane to the last."""
    lane = {area: place for place, area in enumerate(areas)}
    area = reduced.nodes(data="area")
    cells: defaultdict[Cell, list[str]] = defaultdict(list)
    for id in sorted(reduced, key=lambda id: (depth[id], lane[area[id]], id)):
        cells[area[id], depth[id]].append(id)
    return dict(cells)


def _lanes(cells: Mapping[Cell, list[str]], areas: Sequence[str]) -> tuple[Lane, ...]:
    lanes, top = [], 0
    for area in areas:
        rows = max((len(ids) for cell, ids in cells.items() if cell[0] == area), default=0)
        if rows:
            bottom = top + HEADER + rows * ROW + PADDING
            lanes.append(Lane(area, top, bottom))
            top = bottom + GAP
    return tuple(lanes)


def _sweep(
    reduced: Graph,
    cells: Mapping[Cell, list[str]],
    back: bool,
    y: dict[str, int],
    tops: Mapping[str, int],
    rows: Mapping[str, int],
) -> None:
    """Move the concepts of each cell toward the mean height of what they are joined with on one side."""
    near: Callable[[str], Iterable[str]] = reduced.successors if back else reduced.predecessors
    for (area, _), ids in sorted(cells.items(), key=lambda item: item[0][1], reverse=back):
        wish = {id: _mean([y[other] for other in near(id)], y[id]) for id in ids}
        ids.sort(key=lambda id: (wish[id], y[id]))
        slots = _slots([(wish[id] - tops[area]) / ROW for id in ids], rows[area])
        y.update((id, tops[area] + slot * ROW) for id, slot in zip(ids, slots, strict=True))


def _mean(values: Sequence[int], otherwise: int) -> float:
    return sum(values) / len(values) if values else otherwise


def _slots(wishes: Sequence[float], rows: int) -> list[int]:
    """Return a row for each ascending wish: one near it that is free and keeps the order."""
    slots: list[int] = []
    for place, wish in enumerate(wishes):
        first, last = slots[-1] + 1 if slots else 0, rows - len(wishes) + place
        slots.append(max(first, min(round(wish), last)))
    return slots


def _vertical(reduced: Graph, y: Mapping[str, int]) -> int:
    """Return how far all edges climb and fall together: what a quiet drawing has little of."""
    return sum(abs(y[u] - y[v]) for u, v in reduced.edges)
