"""Ids by which concepts name each other: where they stand, where they lead, what a wrong one meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher, get_close_matches

from conceptgraph.model import Concept, Corpus, Item, Pointer, Retired

MAX_HINTS = 200
"""Each is a comparison with every id, so thousands of them would keep one waiting."""


def references(concept: Concept) -> Iterator[tuple[Pointer, str]]:
    """Yield every place of a concept's fields that names another concept."""
    for index, entry in enumerate(concept.prerequisites):
        yield ("prerequisites", index, "id"), entry.id
    for index, other in enumerate(concept.related):
        yield ("related", index), other
    for index, contrast in enumerate(concept.contrasts):
        yield ("contrasts", index, "id"), contrast.id
    for number, question in enumerate(concept.questions):
        for index, other in enumerate(question.assumes):
            yield ("questions", number, "assumes", index), other


def successor(corpus: Corpus, id: str) -> str | Retired | None:
    """Return the id itself, or where redirects lead in the end: None where they lead nowhere."""
    seen: set[str] = set()
    at: str | Retired | None = id
    while isinstance(at, str) and at not in corpus.ids:
        if at in seen:
            return None
        seen.add(at)
        at = corpus.redirects.get(at)
    return at


def ends(corpus: Corpus) -> dict[str, str | dict[str, str] | None]:
    """Return what is exported of each old id: its successor, or ``{reason: text}`` of a retired one."""
    found = {old: successor(corpus, old) for old in corpus.redirects}
    return {old: {"reason": end.reason} if isinstance(end, Retired) else end for old, end in found.items()}


def covered(corpus: Corpus) -> list[Item]:
    """Return the items of the checklist all of whose concepts exist."""
    return [item for item in corpus.checklist if all(id in corpus.concepts for id in item.concepts)]


def section_id(section: str) -> str:
    """Return the id of a section of the checklist, which is also its anchor on the page."""
    return section.replace("/", "-")


class Names:
    """Finds the concept that a wrong id probably meant."""

    def __init__(self, corpus: Corpus) -> None:
        self.by_name = {
            _slug(name): concept.id
            for concept in corpus.concepts.values()
            for name in (concept.title, *concept.aliases)
        }
        self.corpus = corpus
        self.hints: dict[str, str] = {}

    def hint(self, wrong: str) -> str:
        """Return what a wrong id probably meant; of very many wrong ones, for the first only."""
        if wrong not in self.hints and len(self.hints) < MAX_HINTS:
            self.hints[wrong] = self._hint(wrong)
        return self.hints.get(wrong, "")

    def _hint(self, wrong: str) -> str:
        moved = successor(self.corpus, wrong)
        if isinstance(moved, str):
            return f"it was renamed to {moved}"
        if isinstance(moved, Retired):
            return f"it is gone: {moved.reason}"
        exact = self.by_name.get(_slug(wrong))
        return f"did you mean {exact}?" if exact else did_you_mean(wrong, self.corpus.ids)


def did_you_mean(wrong: str, names: Iterable[str]) -> str:
    """Return a hint with the name that looks most like a wrong one; empty where none does."""
    words = _slug(wrong).split("-")
    by_name = {name: _slug(name).split("-") for name in sorted(names)}
    known = {word for parts in by_name.values() for word in parts}
    near = {word: _near(word, known) for word in words}
    like = [name for name, parts in by_name.items() if _same(words, parts, near)]
    best = max(like, key=lambda name: _likeness(wrong, name, words, by_name[name]), default="")
    return f"did you mean {best}?" if best else ""


def _likeness(wrong: str, right: str, wrong_words: list[str], right_words: list[str]) -> tuple[int, float]:
    """Return how many words two names have in common, then how alike they look as a whole."""
    return len({*wrong_words} & {*right_words}), SequenceMatcher(None, right, wrong).ratio()


def _same(wrong: list[str], right: list[str], near: dict[str, set[str]]) -> bool:
    """Tell whether two names may be one: all words of the shorter, and half of the longer's, are shared."""
    met = set().union(*(near[word] for word in wrong))
    shared = min(sum(not near[word].isdisjoint(right) for word in wrong), len(met.intersection(right)))
    few, many = sorted((len(wrong), len(right)))
    return "".join(wrong) == "".join(right) or (shared >= few and 2 * shared >= many)


def _near(word: str, known: set[str]) -> set[str]:
    """Return the known words that a word may be a slip of; few slips are in the first letter."""
    alike = [other for other in known if other[:1] == word[:1]]
    most = len(known) or 1
    loose, strict = get_close_matches(word, alike, most, 0.65), get_close_matches(word, known, most, 0.8)
    return {*loose, *strict}


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
