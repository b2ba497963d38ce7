"""Where straight edges cross, and a search that moves concepts until few of them do.

A place is a column and a height in pixels; every edge leads to a column further right. Two edges that share
no end cross where they have a point in common: one through the middle of a box crosses all edges of that box.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from math import ceil, floor, inf
from random import Random
from typing import NamedTuple

Place = tuple[int, int]
Edge = tuple[str, str]
Line = tuple[int, int, int, int, str, str]
"""Both ends of an edge, and their ids."""

ROUNDS, WARMTH, SEED = 6, 6.0, 7
"""Rounds over all concepts, the crossings that chance may cost at first, and where chance starts."""

LIMIT = 1500
"""Moves after which no further round begins: what keeps a graph of a thousand concepts within seconds."""

NEAR = 2
"""Columns that a concept may move at once."""

LENGTH = 0.05
"""Crossings that one row or column of an edge's length is worth: of two places the nearer one."""


class Rows(NamedTuple):
    """The heights at which a concept may stand: those of its lane, from the top, a step apart."""

    top: int
    step: int
    number: int


def crossings(places: Mapping[str, Place], edges: Iterable[Edge]) -> int:
    """Return how many pairs of straight edges without a common end cross or touch.

    >>> crossings({"a": (0, 0), "b": (0, 1), "c": (1, 0), "d": (1, 1)}, [("a", "d"), ("b", "c")])
    1
    """
    drawn = sorted((*places[u], *places[v], u, v) for u, v in edges)
    total = 0
    for place, one in enumerate(drawn):
        for other in drawn[place + 1 :]:
            if other[0] >= one[2]:
                break
            total += not {*one[4:]} & {*other[4:]} and _meet(one[:4], other[:4])
    return total


def _meet(one: Sequence[int], other: Sequence[int]) -> bool:
    return _apart(one, other) <= 0 and _apart(other, one) <= 0


def _apart(line: Sequence[int], other: Sequence[int]) -> int:
    """Return a number above zero where both ends of the other edge lie on one side of the line."""
    x, y, to_x, to_y = line
    first = (to_x - x) * (other[1] - y) - (to_y - y) * (other[0] - x)
    last = (to_x - x) * (other[3] - y) - (to_y - y) * (other[2] - x)
    return ((first > 0) - (first < 0)) * ((last > 0) - (last < 0))


def uncross(
    places: Mapping[str, Place], edges: Sequence[Edge], rows: Mapping[str, Rows], last: int
) -> dict[str, Place]:
    """Return places with few crossings: same lanes, columns up to ``last``, every edge still leading right.

    Concepts move one by one to the free place of their lane that is best for them; chance, which lessens from
    round to round and always starts the same, keeps the search from settling too early.
    """
    search = _Search(places, edges, rows, last)
    chance = Random(SEED)
    best, fewest = dict(places), crossings(places, edges)
    order = sorted(places)
    rounds = max(1, min(ROUNDS, LIMIT // max(1, len(order))))
    for number in range(rounds):
        warmth = WARMTH * (1 - (number + 1) / rounds) ** 2
        order.sort(key=lambda id: chance.random())
        for id in order:
            search.move(id, warmth, chance)
        if (found := crossings(search.places, edges)) < fewest:
            best, fewest = dict(search.places), found
    return best


class _Search:
    """The places so far, what is taken, and the edges at each concept."""

    def __init__(
        self, places: Mapping[str, Place], edges: Sequence[Edge], rows: Mapping[str, Rows], last: int
    ) -> None:
        self.places, self.edges, self.rows, self.last = dict(places), edges, rows, last
        self.taken = set(places.values())
        self.before: defaultdict[str, list[str]] = defaultdict(list)
        self.after: defaultdict[str, list[str]] = defaultdict(list)
        for u, v in edges:
            self.before[v].append(u)
            self.after[u].append(v)

    def move(self, id: str, warmth: float, chance: Random) -> None:
        """Move one concept to the best of its free places, give or take the warmth."""
        places, rows = self.places, self.rows[id]
        columns = self._columns(id)
        beside = [places[other][0] for other in (*self.before[id], *self.after[id])]
        left, right = min([*beside, columns.start]), max([*beside, columns.stop - 1])
        drawn = [
            (x1, y1, x2, y2, u, v)
            for u, v in self.edges
            if (x1 := places[u][0]) < right and (x2 := places[v][0]) > left and u != id and v != id
            for y1, y2 in [(places[u][1], places[v][1])]
        ]
        self.taken.discard(places[id])
        lowest, best = inf, places[id]
        for column in columns:
            for row, cost in enumerate(self._costs(id, column, drawn)):
                place = column, rows.top + row * rows.step
                if place not in self.taken and (value := cost + warmth * chance.random()) < lowest:
                    lowest, best = value, place
        places[id] = best
        self.taken.add(best)

    def _columns(self, id: str) -> range:
        first = max((self.places[u][0] + 1 for u in self.before[id]), default=0)
        end = min((self.places[v][0] for v in self.after[id]), default=self.last + 1)
        here = self.places[id][0]
        return range(max(first, here - NEAR), min(end, here + NEAR + 1))

    def _costs(self, id: str, column: int, drawn: Sequence[Line]) -> list[float]:
        """Return for each row of a column what it would cost the concept to stand there."""
        top, step, number = self.rows[id]
        changes, length = [0] * (number + 1), [0.0] * number
        for other in (*self.before[id], *self.after[id]):
            x, y = self.places[other]
            for low, high in _spans(other, x, y, column, drawn):
                first, end = max(0, ceil((low - top) / step)), min(number - 1, floor((high - top) / step)) + 1
                if first < end:
                    changes[first] += 1
                    changes[end] -= 1
            for row in range(number):
                length[row] += abs(top + row * step - y) / step + abs(column - x)
        return [count + LENGTH * far for count, far in zip(accumulate(changes[:-1]), length, strict=True)]


def _spans(id: str, x: int, y: int, column: int, drawn: Sequence[Line]) -> list[tuple[float, float]]:
    """Return, for each edge that the line from a concept to a column may cross, the heights where it does."""
    low, high, reach = min(x, column), max(x, column), column - x
    spans = []
    for x1, y1, x2, y2, u, v in drawn:
        if x1 >= high or x2 <= low or id in (u, v):
            continue
        if reach < 0:
            x1, y1, x2, y2 = x2, y2, x1, y1
        # Lengths along the line, from its concept on; it meets the edge between the near and the far one.
        near, far = (x1 - x) / reach, (x2 - x) / reach
        if near > 0:
            one = y + (y1 - y) / near
        else:
            side = y1 + (y2 - y1) * near / (near - far) - y
            one = inf if side > 0 else -inf
            if not side:
                spans.append((-1e9, 1e9))
                continue
        two = y + (y2 - y) / far if far < 1 else y1 + (y2 - y1) * (1 - near) / (far - near)
        one = max(-1e9, min(one, 1e9))
        spans.append((one, two) if one < two else (two, one))
    return spans
