"""A study plan for a person: what to study for which goals, why, and how long it takes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from conceptgraph.atlas import Atlas
from conceptgraph.plan import frontier, learning_path, reasons, without_drafts
from conceptgraph.text import plain


@dataclass(frozen=True, slots=True)
class Step:
    """One concept of a plan; ``needed_for`` names later steps and what of this one they use."""

    id: str
    title: str
    minutes: int
    needed_for: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps to the goals in study order, and which of them can be started now."""

    goals: tuple[str, ...]
    known: tuple[str, ...]
    steps: tuple[Step, ...]
    ready: tuple[str, ...]

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)


def plan(atlas: Atlas, goals: Sequence[str], known: Sequence[str], drafts: bool = False) -> Plan:
    """Return the learning path to the goals; drafts are left out unless wanted or themselves goals."""
    concepts = atlas.corpus.concepts
    drafts = drafts or any(concepts[goal].status == "draft" for goal in goals)
    graph = atlas.graph if drafts else without_drafts(atlas.graph)
    path = learning_path(graph, atlas.rank, goals, known)
    needed = reasons(graph, path)
    steps = (Step(id, concepts[id].title, concepts[id].minutes, tuple(needed[id])) for id in path)
    ready = set(path).intersection(frontier(graph, atlas.rank, known))
    return Plan(tuple(goals), tuple(known), tuple(steps), tuple(id for id in path if id in ready))


def plan_json(plan: Plan) -> str:
    """Return the plan as JSON: ``path`` is the list of ids, ``steps`` says what each is needed for."""
    steps = [
        {
            "id": step.id,
            "title": step.title,
            "minutes": step.minutes,
            "needed_for": [{"id": id, "reason": reason} for id, reason in step.needed_for],
        }
        for step in plan.steps
    ]
    whole = {
        "path": [step.id for step in plan.steps],
        "goals": plan.goals,
        "known": plan.known,
        "ready": plan.ready,
        "minutes": plan.minutes,
        "steps": steps,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def plan_text(plan: Plan) -> str:
    """Return the plan as a numbered list, each step with its time and the nearest use of it."""
    if not plan.steps:
        return "Nothing is left to study for these goals."
    titles = {step.id: step.title for step in plan.steps}
    lines = []
    for number, step in enumerate(plan.steps, start=1):
        now = "  can be started now" if step.id in plan.ready else ""
        lines.append(f"{number:3}. {step.title} ({step.id}), {step.minutes} min{now}")
        for id, reason in step.needed_for[:1]:
            lines.append(f"       for {titles[id]}: {plain(reason)}")
    count = len(plan.steps)
    total = f"{count} concept{'' if count == 1 else 's'}, {plan.minutes / 60:.1f} hours"
    return "\n".join([*lines, total])
