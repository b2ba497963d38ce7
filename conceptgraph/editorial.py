"""Rules whose findings are warnings: what a sound graph would still be better for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import networkx as nx

from conceptgraph import style
from conceptgraph.model import LEVELS, Concept
from conceptgraph.names import references
from conceptgraph.problem import Problem, problem
from conceptgraph.view import Check, View


def distant_links(view: View) -> Iterator[Problem]:
    beside = _neighbors(view.corpus.concepts.values())
    for concept in view.corpus.concepts.values():
        for pointer, offset, target in view.links(concept.id):
            near = (
                target == concept.id
                or target in beside.get(concept.id, ())
                or view.joined(concept.id, target)
            )
            if target in view.corpus.ids and not near:
                message = f"The text links to {target}, to which no path, relation or contrast leads."
                yield problem("distant-link", view.within(concept.id, pointer, offset), message)


def isolated(view: View) -> Iterator[Problem]:
    for concept in nx.isolates(view.graph):
        if len(view.graph) > 1:
            yield problem("isolated", view.at(concept), f"{concept} needs nothing, and nothing needs it.")


def level_order(view: View) -> Iterator[Problem]:
    rank = {level: index for index, level in enumerate(LEVELS)}
    for concept in view.corpus.concepts.values():
        for index, entry in enumerate(concept.prerequisites):
            needed = view.corpus.concepts.get(entry.id)
            if needed and rank[needed.level] > rank[concept.level]:
                message = f"{concept.id} is {concept.level} and needs {needed.id}, which is {needed.level}."
                yield problem("level-order", view.at(concept.id, "prerequisites", index, "id"), message)


def below_minimum(view: View) -> Iterator[Problem]:
    for concept in view.corpus.concepts.values():
        lacking = list(_lacking(concept))
        if lacking:
            message = f"{concept.id} lacks {', '.join(lacking)}."
            yield problem("below-minimum", view.at(concept.id), message)


def _lacking(concept: Concept) -> Iterator[str]:
    for name, least in (("goals", 2), ("facts", 3), ("pitfalls", 2), ("questions", 2), ("resources", 1)):
        if len(getattr(concept, name)) < least:
            yield f"{name} (at least {least})"
    yield from (name for name in ("intuition", "example") if not getattr(concept, name))
    if concept.questions and all(question.level != "core" for question in concept.questions):
        yield "a question of level core"


def _neighbors(concepts: Iterable[Concept]) -> dict[str, set[str]]:
    beside: dict[str, set[str]] = {}
    for concept in concepts:
        for pointer, other in references(concept):
            if pointer[0] != "prerequisites":
                beside.setdefault(concept.id, set()).add(other)
                beside.setdefault(other, set()).add(concept.id)
    return beside


CHECKS: tuple[Check, ...] = (distant_links, isolated, level_order, below_minimum, *style.CHECKS)
