"""How much of the concepts' files stands in new ones: which is an old one renamed, which a piece of one.

Two files are alike as git counts it, by the letters of the lines that both have; but here files that
are not committed yet are seen too, and a line that many concepts have tells nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from conceptgraph.model import Corpus

PART = 0.33
"""Share of a new file from which it is taken for a piece of an old one."""

TELLING, OWNERS = 20, 3
"""Letters from which a line tells something, and concepts up to which it tells whose it is."""


class Copies:
    """Letters of telling lines: how many each concept has, and how many new ones share with old ones."""

    def __init__(self, base: Corpus, head: Corpus, fresh: Iterable[str]) -> None:
        owners: defaultdict[str, list[str]] = defaultdict(list)
        self.titles: defaultdict[str, list[str]] = defaultdict(list)
        for old in sorted(base.ids):
            title = folded_title(base, old)
            if title and len(self.titles[title]) < OWNERS:
                self.titles[title].append(old)
            for line in _lines(base, old):
                owners[line].append(old)
        self.sizes: Counter[str] = Counter()
        for line, olds in owners.items():
            if len(olds) <= OWNERS:
                self.sizes.update(dict.fromkeys(olds, len(line)))
        self.shared: dict[str, Counter[str]] = {}
        self.fresh: dict[str, int] = {}
        for new in fresh:
            lines = [line for line in _lines(head, new) if len(owners.get(line, ())) <= OWNERS]
            self.fresh[new] = sum(map(len, lines))
            self.shared[new] = Counter()
            for line in lines:
                self.shared[new].update(dict.fromkeys(owners.get(line, ()), len(line)))
        self.head = head

    def pairs(self, lost: Iterable[str], fresh: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield what may be one concept: a flood of ids must not cost its square."""
        wanted = set(lost)
        for new in fresh:
            for old in {*self.shared[new], *self.titles.get(self._title(new), ())} & wanted:
                yield old, new

    def likeness(self, old: str, new: str) -> float:
        """Return the share of the larger file that both have; one title is as good as the whole file."""
        if old in self.titles.get(self._title(new), ()):
            return 1.0
        whole = max(self.sizes[old], self.fresh[new])
        return self.shared[new][old] / whole if whole else 0.0

    def origin(self, new: str) -> str | None:
        """Return the concept from which a good part of a new one comes."""
        for old, shared in sorted(self.shared[new].items(), key=lambda pair: (-pair[1], pair[0])):
            if shared >= PART * self.fresh[new]:
                return old
        return None

    def _title(self, new: str) -> str:
        return folded_title(self.head, new) or ""


def folded_title(corpus: Corpus, id: str) -> str | None:
    """Return a concept's title for comparing; None where its file cannot be read."""
    concept = corpus.concepts.get(id)
    return concept.title.casefold() if concept else None


def _lines(corpus: Corpus, id: str) -> set[str]:
    """Return the lines of a file that tell something; comments are the same everywhere."""
    lines = (line.strip(" -") for line in corpus.files[id].text.splitlines())
    return {line for line in lines if len(line) >= TELLING and not line.startswith("#")}
