"""A concept that somebody wants to add: the id that its title gives, who has its names, who is near."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from math import log
from typing import NamedTuple

from conceptgraph.likeness import content
from conceptgraph.model import Concept, Corpus, Location, Retired, Source
from conceptgraph.names import successor

SHOWN, HALF, SPELLED = 5, 0.5, 0.88
"""Neighbors that are shown; how much of a name's words, or else of its letters, a title shares at least."""

# Letters that Unicode does not take for a Latin one with a mark.
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "&": " and "})
_SINGULARS = (
    # Names and words that only look like plurals come first.
    (r"([uioas]s|ics|means|squares|series|species|bayes)$", r"\1"),
    (r"matrices$", "matrix"),
    (r"(?<=[a-z]{2})ies$", "y"),
    (r"(ss|x|ch|sh|zz)es$", r"\1"),
    (r"(?<=[a-z]{3})(?<!se)s$", ""),
)


def id_of(title: str) -> str:
    """Return the id that a title gives: its words in plain letters, the last one singular; may be empty.

    Behind a preposition the plural is part of the name, as in "law of large numbers".
    """
    words = re.findall(r"[a-z0-9]+", _plain(title))
    if words and not {"of", "for", "in", "on", "with"} & set(words):
        words[-1] = _singular(words[-1])
    return "-".join(words)


def taken(corpus: Corpus, id: str, title: str) -> Iterator[str]:
    """Yield, as sentences, why no new concept can have this id and title; of unfinished files too."""
    if id in corpus.ids:
        yield f"The id {id} is taken ({corpus.files[id].path}:1); another concept needs another --id."
    elif id in corpus.redirects:
        entry = corpus.files["redirects.yml"].keys[(id,)]
        yield f"The id {id} was retired{_fate(corpus, id)} ({entry.short})."
    for other in sorted(corpus.ids):
        for name, place in _names(corpus.files[other]):
            if _key(name) == _key(title):
                yield f"{name} is a name of {other} ({place.short})."


def neighbors(concepts: Iterable[Concept], title: str) -> list[Concept]:
    """Return the concepts that a title looks like, the nearest first; none rather than one by chance.

    A name looks like the title if one of them holds all words of the other, if they share two words and
    these are half of the name, or if they are spelled nearly the same. A concept that shares less of the
    title than another does is left out: "Test set leakage" is about a test set, not about a set.
    """
    names = {concept: (concept.title, *concept.aliases) for concept in concepts}
    weigh = _weights([frozenset().union(*map(_words, own)) for own in names.values()])
    found = {
        concept: max((_match(name, title, weigh) for name in own), key=lambda match: match.likeness)
        for concept, own in names.items()
    }
    shared = {match.words for match in found.values() if match.likeness}
    near = [
        concept
        for concept, match in found.items()
        if match.likeness and not any(match.words < other for other in shared)
    ]
    return sorted(near, key=lambda concept: (-found[concept].likeness, concept.id))[:SHOWN]


class _Match(NamedTuple):
    """How like a title a name is, 0 where it is not, and the words of the title in it."""

    likeness: float
    words: frozenset[str]


def _weights(texts: Sequence[frozenset[str]]) -> Callable[[Iterable[str]], float]:
    """Return how much words count together; each counts less the more texts have it."""
    frequency = Counter(word for words in texts for word in words)
    return lambda words: sum(log(1 + len(texts) / max(frequency[word], 1)) for word in words)


def _match(name: str, title: str, weigh: Callable[[Iterable[str]], float]) -> _Match:
    own, other = _words(title), _words(name)
    shared = own & other
    if _spelled(name, title):
        return _Match(1, own)
    whole = shared and shared in (own, other)
    if whole or (len(shared) > 1 and weigh(shared) >= HALF * weigh(other)):
        return _Match(weigh(shared) / weigh(own | other), shared)
    return _Match(0, frozenset())


def _fate(corpus: Corpus, id: str) -> str:
    end = successor(corpus, id)
    if isinstance(end, Retired):
        return f": {end.reason}"
    return f" and leads to {end}" if end else " and leads nowhere"


def _names(source: Source) -> Iterator[tuple[str, Location]]:
    """Yield title and aliases as a file states them, be the rest of it as it may."""
    data = source.data if isinstance(source.data, dict) else {}
    aliases = data.get("aliases")
    if isinstance(data.get("title"), str):
        yield data["title"], source.at("title")
    for index, alias in enumerate(aliases if isinstance(aliases, list) else ()):
        if isinstance(alias, str):
            yield alias, source.at("aliases", index)


def _plain(text: str) -> str:
    """Return a text in lower case, without accents and without the 's of a name."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return re.sub(r"['\u2019](s\b)?", "", "".join(char for char in apart if not unicodedata.combining(char)))


def _key(name: str) -> str:
    """Return what two ways to write one name have in common."""
    return " ".join(re.sub(r"[-\u2010-\u2015]", " ", _plain(name)).split())


def _words(name: str) -> frozenset[str]:
    return frozenset(map(_singular, content(_key(name))))


def _spelled(one: str, other: str) -> bool:
    """Tell whether two names differ by no more than a slip or a way of spelling."""
    matcher = SequenceMatcher(None, _key(one), _key(other))
    # The quick ratio is never less than the real one.
    return matcher.quick_ratio() >= SPELLED and matcher.ratio() >= SPELLED


def _singular(word: str) -> str:
    for plural, singular in _SINGULARS:
        changed, times = re.subn(plural, singular, word)
        if times:
            return changed
    return word
