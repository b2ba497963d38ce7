"""Rules on how a page is written that need more than one of its texts, or its neighbors.

What one text shows by itself, such as filler or an odd notation, comes from ``wording`` with the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from conceptgraph.likeness import alike, content
from conceptgraph.model import Concept, Location
from conceptgraph.names import references
from conceptgraph.problem import Problem, problem
from conceptgraph.prose import Prose
from conceptgraph.text import Display
from conceptgraph.view import Check, View

PAGE, INTUITION, SUMMARY, CHECK_LINES = (250, 600), (40, 90), 35, 15
"""Words of a page and of its intuition, least and most; words of a summary; lines of a check."""

ITEMS = {"goals": 4, "facts": 6, "pitfalls": 4, "questions": 4, "resources": 4}
"""The most that a page has of each list."""

UNCOUNTED = ("goals", "prerequisites", "contrasts")
"""Texts beside the page's own, which are not in its count of words."""

LIKENESS = 0.6
"""Share of words from which two summaries could be taken for one."""

UNTESTABLE = {"appreciate", "be", "become", "familiarize", "get", "know", "learn", "see", "understand"}
"""Verbs of goals that nobody can test."""

_SPACING = re.compile(r"\\[,;:! ]|\\q?quad\b|\\(?:left|right|[bB]igg?[lrm]?)(?![A-Za-z])|[.,;]\s*$|\s+")


def budgets(view: View) -> Iterator[Problem]:
    for concept in view.corpus.concepts.values():
        for pointer, message, hint in _excesses(view, concept):
            yield problem("budget", view.at(concept.id, *pointer), message, hint)


def page_words(prose: Prose) -> int:
    """Return the words of a concept's page that count."""
    return sum(text.words for pointer, text in prose.items() if pointer[0] not in UNCOUNTED)


def _excesses(view: View, concept: Concept) -> Iterator[tuple[tuple[str, ...], str, str]]:
    words = {pointer: text.words for pointer, text in view.prose[concept.id].items()}
    page = page_words(view.prose[concept.id])
    # A page that lacks parts is told so by another rule.
    least = PAGE[0] if concept.example and concept.facts and concept.questions else 0
    if not least <= page <= PAGE[1]:
        yield (), f"Words on the page: {page}.", f"a page has {PAGE[0]} to {PAGE[1]}"
    if words.get(("summary",), 0) > SUMMARY:
        yield ("summary",), f"Words in the summary: {words['summary',]}.", f"say it in {SUMMARY}"
    intuition = words.get(("intuition",), INTUITION[0])
    if not INTUITION[0] <= intuition <= INTUITION[1]:
        wanted = f"one picture or mechanism takes {INTUITION[0]} to {INTUITION[1]}"
        yield ("intuition",), f"Words in the intuition: {intuition}.", wanted
    lines = len((concept.check or "").rstrip().splitlines())
    if lines > CHECK_LINES:
        yield ("check",), f"Lines in the check: {lines}.", f"prove the claim in {CHECK_LINES}"
    for name, most in ITEMS.items():
        if len(getattr(concept, name)) > most:
            yield (name,), f"Number of {name}: {len(getattr(concept, name))}.", f"keep the best {most}"


def untestable_goals(view: View) -> Iterator[Problem]:
    for concept in view.corpus.concepts.values():
        for index, goal in enumerate(concept.goals):
            verb = goal.split(maxsplit=1)[0].strip(".,:").lower()
            if verb in UNTESTABLE:
                yield problem("goal-form", view.at(concept.id, "goals", index), f'Nobody can test "{verb}".')


def closed_reasons(view: View) -> Iterator[Problem]:
    for concept in view.corpus.concepts.values():
        for index, need in enumerate(concept.prerequisites):
            if need.reason.endswith("."):
                place = view.at(concept.id, "prerequisites", index, "reason")
                yield problem("reason-form", place, "The reason ends in a full stop.")


def similar_summaries(view: View) -> Iterator[Problem]:
    summaries = {concept.id: content(concept.summary) for concept in view.corpus.concepts.values()}
    for one, other, share in alike({id: words for id, words in summaries.items() if words}, LIKENESS):
        message = f"The summaries of {one} and {other} share {share:.0%} of their words."
        yield problem("summary-alike", view.at(other, "summary"), message)


def repeated_formulas(view: View) -> Iterator[Problem]:
    displays = {id: _displays(view, id) for id in view.corpus.concepts}
    for concept in view.corpus.concepts.values():
        beside = {other for pointer, other in references(concept) if pointer[0] != "questions"}
        for other in sorted((beside & displays.keys()) - {concept.id}):
            for formula in displays[concept.id].keys() & displays[other].keys():
                message = f"{other} shows this formula too ({displays[other][formula].short})."
                yield problem("repeated-formula", displays[concept.id][formula], message)


def _displays(view: View, concept: str) -> dict[str, Location]:
    """Return where each display formula of a page stands first, by what it says."""
    found: dict[str, Location] = {}
    for pointer, text in view.prose[concept].items():
        for display in text.displays:
            found.setdefault(_said(display), view.within(concept, pointer, display.offset))
    return found


def _said(display: Display) -> str:
    """Return a formula without what only spaces it."""
    return _SPACING.sub("", display.latex)


CHECKS: tuple[Check, ...] = (
    budgets,
    untestable_goals,
    closed_reasons,
    similar_summaries,
    repeated_formulas,
)
