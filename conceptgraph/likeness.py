"""Which of many texts say nearly the same."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from math import ceil

HELD = 100
"""Texts compared for one word; a word of more is not rare, and a flood of them must not cost their square."""

_FILLING = frozenset(
    {"a", "an", "and", "are", "as", "at", "by", "for", "from", "in", "is", "it", "its", "of", "on", "one"}
    | {"or", "that", "the", "to", "whose", "with"}
)


def content(text: str) -> frozenset[str]:
    """Return the words of a text that carry its meaning; a formula is a word."""
    return frozenset(re.findall(r"\$[^$]+\$|[a-z0-9]+", text.casefold())) - _FILLING


def alike(texts: Mapping[str, frozenset[str]], least: float) -> Iterator[tuple[str, str, float]]:
    """Yield each text that is like an earlier one, that one first, and their likeness: from ``least`` to 1.

    The measure is Jaccard's, shared words by all words. Two sets that agree so far share a word among
    the rarest few of each, so only those are compared (prefix filtering: Chaudhuri, Ganti and Kaushik,
    "A primitive operator for similarity joins in data cleaning", 2006).
    """
    frequency = Counter(word for words in texts.values() for word in words)
    holders: dict[str, list[str]] = defaultdict(list)
    for one, words in texts.items():
        rarest = sorted(words, key=lambda word: (frequency[word], word))
        prefix = rarest[: len(words) - ceil(least * len(words)) + 1]
        near = {other: _share(words, texts[other]) for word in prefix for other in holders[word]}
        best = max(near, key=lambda other: near[other], default=one)
        if near.get(best, 0) >= least:
            yield best, one, near[best]
        for word in prefix:
            if len(holders[word]) < HELD:
                holders[word].append(one)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)
