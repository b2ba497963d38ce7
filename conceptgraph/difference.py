"""The difference between two states of a graph as a value: what ``comparison`` finds and ``sections`` tells.

All ids are the present ones: what was renamed stands under its new id on both sides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from conceptgraph.fate import Fates
from conceptgraph.problem import Problem
from conceptgraph.underway import Underway


@dataclass(frozen=True, slots=True)
class Edge:
    """A prerequisite and its reason; where the reason changed, the one before too."""

    need: str
    concept: str
    reason: str
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Implied:
    """A redundant edge and the shortest way that implies it; ``alone`` where only this side has the edge."""

    need: str
    concept: str
    way: tuple[str, ...]
    alone: bool


@dataclass(frozen=True, slots=True)
class PathChange:
    """A concept with its study path, itself included: what came into it and what left it."""

    id: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    minutes: tuple[int, int]

    @property
    def longer(self) -> tuple[int, int]:
        """How many concepts and how many minutes more."""
        return len(self.gained) - len(self.lost), self.minutes[1] - self.minutes[0]


@dataclass(frozen=True, slots=True)
class Edit:
    """The fields of a concept that changed, and what the short ones were and are."""

    id: str
    fields: tuple[str, ...]
    values: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class NewPage:
    """What a reviewer asks of a concept that was not there; ``lines`` are those of its check."""

    id: str
    area: str
    level: str
    minutes: int
    draft: bool
    depth: int | None
    words: int
    questions: int
    lines: int
    items: tuple[str, ...]
    findings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """A graph in numbers; ``longest`` is the longest chain in concepts, None where there is a cycle."""

    concepts: int
    minutes: int
    edges: int
    redundant: int | None
    longest: int | None
    covered: int
    items: int
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True)
class ListChange:
    """What changed in a list of the graph's folder, by the keys of its entries."""

    name: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs; ``unread`` could not be compared.

    ``titles`` also knows the ids that are gone. ``beside`` are edges of both sides between concepts at
    which something changed, and ``order`` is the study order of the new side with those that are gone last.
    """

    titles: Mapping[str, str]
    figures: tuple[Figures, Figures]
    order: tuple[str, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()
    unread: tuple[str, ...] = ()
    fates: Fates = field(default_factory=Fates)
    pages: tuple[NewPage, ...] = ()
    edits: tuple[Edit, ...] = ()
    lists: tuple[ListChange, ...] = ()
    edges_added: tuple[Edge, ...] = ()
    edges_removed: tuple[Edge, ...] = ()
    edges_reworded: tuple[Edge, ...] = ()
    became_redundant: tuple[Implied, ...] = ()
    stopped_redundant: tuple[Implied, ...] = ()
    paths: tuple[PathChange, ...] = ()
    depths: tuple[tuple[str, int, int], ...] = ()
    chains: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    underway: Underway = field(default_factory=Underway)
    items_covered: tuple[str, ...] = ()
    items_uncovered: tuple[str, ...] = ()
    problems_new: tuple[Problem, ...] = ()
    problems_gone: tuple[Problem, ...] = ()
