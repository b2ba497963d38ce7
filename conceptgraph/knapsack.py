"""A knapsack with precedence: which steps to take where each rests on others and the minutes are limited.

Steps are places in a list in which each comes behind what it rests on. The problem is NP-hard, so this is
a search: greedily by worth per minute from several starts, then by exchange. It counts in integers and
breaks ties by place, so that ``docs/javascripts/knapsack.js``, step by step the same, finds the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction
from itertools import combinations

SINGLES, PAIRS = 24, 8
"""From how many goals the search starts, and of how many from every two."""


def chosen(
    minutes: list[int], values: list[int], below: list[list[int]], goals: list[int], budget: int
) -> list[int]:
    """Return the places to take: closed, within the budget, reaching a goal if one can be, worth much.

    ``below`` holds for each place all that it rests on, itself among them.
    """
    nothing = _Choice(minutes, values, below, goals, budget)
    # Of equals, max takes the first.
    best = _exchanged(max(_starts(nothing), key=_Choice.merit))
    return [at for at, taken in enumerate(best.taken) if taken]


class _Choice:
    """A closed set of steps by place, with what the closure of every step still costs and would add."""

    def __init__(
        self, minutes: list[int], values: list[int], below: list[list[int]], goals: list[int], budget: int
    ) -> None:
        self.minutes, self.values, self.below, self.goals = minutes, values, below, goals
        self.above: list[list[int]] = [[] for _ in below]
        for at, closure in enumerate(below):
            for other in closure:
                self.above[other].append(at)
        self.taken = [False] * len(below)
        self.left, self.worth = budget, 0
        self.cost = [sum(minutes[at] for at in closure) for closure in below]
        self.gain = [sum(values[at] for at in closure) for closure in below]

    def merit(self) -> tuple[bool, int, int]:
        return any(self.taken[goal] for goal in self.goals), self.worth, self.left

    def copy(self) -> _Choice:
        twin = object.__new__(_Choice)
        twin.__dict__.update(self.__dict__)
        twin.taken, twin.cost, twin.gain = self.taken[:], self.cost[:], self.gain[:]
        return twin

    def take(self, step: int) -> _Choice:
        """Add a step with all that it rests on."""
        for at in self.below[step]:
            if not self.taken[at]:
                self._flip(at, 1)
        return self

    def drop(self, step: int) -> _Choice:
        """Remove a step with all that rests on it."""
        for at in self.above[step]:
            if self.taken[at]:
                self._flip(at, -1)
        return self

    def fill(self, barred: Collection[int] = ()) -> _Choice:
        """Add the closure of best worth per minute that still fits, until none does."""
        while (best := self._best(barred)) is not None:
            self.take(best)
        return self

    def prune(self, kept: Collection[int]) -> _Choice:
        """Remove the step of least worth per minute that nothing taken rests on, until all fits."""
        while self.left < 0 and (least := self._least(kept)) is not None:
            self._flip(least, -1)
        return self

    def _flip(self, at: int, sign: int) -> None:
        minutes, value = sign * self.minutes[at], sign * self.values[at]
        self.taken[at] = sign > 0
        self.left -= minutes
        self.worth += value
        for other in self.above[at]:
            self.cost[other] -= minutes
            self.gain[other] -= value

    def _best(self, barred: Collection[int]) -> int | None:
        best = None
        for at, cost in enumerate(self.cost):
            if (
                not self.taken[at]
                and cost <= self.left
                and at not in barred
                and (best is None or self.gain[at] * self.cost[best] > self.gain[best] * cost)
            ):
                best = at
        return best

    def _least(self, kept: Collection[int]) -> int | None:
        least = None
        for at, value in enumerate(self.values):
            if (
                self.taken[at]
                and at not in kept
                and not any(self.taken[other] for other in self.above[at] if other != at)
                and (least is None or value * self.minutes[least] < self.values[least] * self.minutes[at])
            ):
                least = at
        return least


def _starts(nothing: _Choice) -> Iterator[_Choice]:
    """Yield what comes of filling up nothing, the closure of a goal, and those of two."""
    yield nothing.copy().fill()
    # Exact as a fraction, so that ties are ties in every language.
    ranked = sorted(
        (goal for goal in nothing.goals if nothing.cost[goal] <= nothing.left),
        key=lambda goal: (-Fraction(nothing.gain[goal], nothing.cost[goal]), goal),
    )
    for goal in ranked[:SINGLES]:
        yield nothing.copy().take(goal).fill()
    for one, other in combinations(ranked[:PAIRS], 2):
        both = nothing.copy().take(one).take(other)
        if both.left >= 0:
            yield both.fill()


def _exchanged(choice: _Choice) -> _Choice:
    """Return what exchanges make of a choice: each step in turn, until none of them betters it."""
    at = idle = 0
    while idle < len(choice.taken):
        other = _exchange(choice, at)
        if other.left >= 0 and other.merit() > choice.merit():
            choice, idle = other, 0
        else:
            idle += 1
        at = (at + 1) % len(choice.taken)
    return choice


def _exchange(choice: _Choice, at: int) -> _Choice:
    """Return the choice without a taken step, filled up again, or with another one forced in."""
    if choice.taken[at]:
        return choice.copy().drop(at).fill(set(choice.above[at])).fill()
    forced = choice.copy().take(at).prune(set(choice.below[at]))
    return forced.fill() if forced.left >= 0 else forced
