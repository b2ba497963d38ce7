"""A study plan for a person: what to study for which goals, why, when, and what was left out.

The dataclasses are the plan's JSON, name for name; ``docs/javascripts/guide.js`` makes the same values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conceptgraph.atlas import Atlas
from conceptgraph.deadline import Uncovered, fit, left_out, worths
from conceptgraph.graph import Graph
from conceptgraph.plan import frontier, learning_path, reasons, without_drafts
from conceptgraph.schedule import START, Part, days, sessions
from conceptgraph.text import plain


@dataclass(frozen=True, slots=True)
class Need:
    """A later step of a plan, and what of this one it uses."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Step:
    """One concept of a plan; ``area`` is the area's title, ``url`` leads from the site's root."""

    id: str
    title: str
    minutes: int
    needed_for: tuple[Need, ...]
    area: str
    url: str


@dataclass(frozen=True, slots=True)
class Session:
    """What is studied in one go; without dates the three times are empty."""

    minutes: int
    steps: tuple[Part, ...]
    day: str = ""
    begins: str = ""
    ends: str = ""


@dataclass(frozen=True, slots=True)
class Missed:
    """A step left out with its minutes, or a goal not reached with those that it lacks."""

    id: str
    title: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Risk:
    """What a plan leaves out, and what that risks; ``questions`` counts those that cannot be answered."""

    steps: tuple[Missed, ...]
    goals: tuple[Missed, ...]
    items: tuple[Uncovered, ...]
    questions: int


@dataclass(frozen=True, slots=True)
class Deadline:
    """The minutes available, those that the whole path needs, and what was left out for it."""

    minutes: int
    needed: int
    left_out: Risk


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps to the goals in study order, and which of them can be started now."""

    goals: tuple[str, ...]
    titles: tuple[str, ...]
    """Those of the goals."""
    known: tuple[str, ...]
    ready: tuple[str, ...]
    steps: tuple[Step, ...]
    sessions: tuple[Session, ...] | None = None
    deadline: Deadline | None = None

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)


@dataclass(frozen=True, slots=True)
class Frame:
    """What bounds a plan: minutes in all, minutes a session, and the dates and the time of day for them."""

    budget: int | None = None
    session: int | None = None
    first: str = ""
    last: str = ""
    start: str = START


def plan(
    atlas: Atlas, goals: Sequence[str], known: Sequence[str], drafts: bool = False, frame: Frame = Frame()
) -> Plan:
    """Return the learning path to the goals, or what of it fits; no drafts unless wanted or goals."""
    concepts = atlas.corpus.concepts
    drafts = drafts or any(concepts[goal].status == "draft" for goal in goals)
    graph = atlas.graph if drafts else without_drafts(atlas.graph)
    path = kept = learning_path(graph, atlas.rank, goals, known)
    if frame.budget is not None:
        minutes = {id: concepts[id].minutes for id in path}
        kept = fit(graph, path, minutes, worths(atlas.corpus), goals, frame.budget)
    ready = set(kept).intersection(frontier(graph, atlas.rank, known))
    return Plan(
        goals=tuple(goals),
        titles=tuple(concepts[goal].title for goal in goals),
        known=tuple(known),
        ready=tuple(id for id in kept if id in ready),
        steps=_steps(atlas, graph, kept),
        sessions=None if frame.session is None else _sessions(atlas, kept, frame.session, frame),
        deadline=None if frame.budget is None else _deadline(atlas, graph, path, kept, goals, frame.budget),
    )


def _steps(atlas: Atlas, graph: Graph, kept: Sequence[str]) -> tuple[Step, ...]:
    area = {area.id: area.title for area in atlas.corpus.areas}
    needed = reasons(graph, kept)
    return tuple(
        Step(
            id=concept.id,
            title=concept.title,
            minutes=concept.minutes,
            needed_for=tuple(_need(atlas, concept.id, *need) for need in needed[concept.id]),
            area=area[concept.area],
            url=f"concepts/{concept.id}/",
        )
        for concept in (atlas.corpus.concepts[id] for id in kept)
    )


def _need(atlas: Atlas, id: str, later: str, reason: str) -> Need:
    """Return a use of a step; the reason that stands in for a draft's is plain text already."""
    return Need(later, plain(reason) if atlas.graph.has_edge(id, later) else reason)


def _sessions(atlas: Atlas, kept: Sequence[str], length: int, frame: Frame) -> tuple[Session, ...]:
    found = sessions(((id, atlas.corpus.concepts[id].minutes) for id in kept), length)
    if not frame.last:
        return tuple(Session(sum(part.minutes for part in parts), parts) for parts in found)
    slots = days(found, frame.first, frame.last, frame.start)
    return tuple(
        Session(slot.minutes, parts, slot.day, slot.begins, slot.ends)
        for parts, slot in zip(found, slots, strict=True)
    )


def _deadline(
    atlas: Atlas, graph: Graph, path: Sequence[str], kept: Sequence[str], goals: Sequence[str], budget: int
) -> Deadline:
    concepts = atlas.corpus.concepts
    risk = left_out(graph, atlas.corpus, path, kept, goals)
    return Deadline(
        minutes=budget,
        needed=sum(concepts[id].minutes for id in path),
        left_out=Risk(
            steps=tuple(Missed(id, concepts[id].title, concepts[id].minutes) for id in risk.steps),
            goals=tuple(Missed(goal.id, concepts[goal.id].title, goal.minutes) for goal in risk.goals),
            items=risk.items,
            questions=risk.questions,
        ),
    )
