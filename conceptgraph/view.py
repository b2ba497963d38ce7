"""What the rules on the whole graph look at, and the questions that they ask it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from conceptgraph.graph import Ancestry, Graph
from conceptgraph.model import Corpus, Location, Pointer
from conceptgraph.position import position
from conceptgraph.problem import Problem
from conceptgraph.prose import Prose


@dataclass(frozen=True, slots=True)
class View:
    """What the rules look at."""

    corpus: Corpus
    graph: Graph
    prose: Mapping[str, Prose]
    ancestry: Ancestry

    def at(self, concept: str, *pointer: str | int) -> Location:
        return self.corpus.files[concept].at(*pointer)

    def precedes(self, one: str, other: str) -> bool:
        """Tell whether one concept is an ancestor of the other; an unknown id is nobody's."""
        return one in self.graph and other in self.graph and self.ancestry.is_ancestor(one, other)

    def joined(self, one: str, other: str) -> bool:
        """Tell whether a path of prerequisites leads from one of the two to the other."""
        return self.precedes(one, other) or self.precedes(other, one)

    def within(self, concept: str, pointer: Pointer, offset: int) -> Location:
        """Return where a character of a concept's text stands in its file."""
        return position(self.corpus.files[concept], pointer, offset)

    def links(self, concept: str) -> Iterator[tuple[Pointer, int, str]]:
        """Yield where each link in a concept's texts stands, and the id to which it leads."""
        for pointer, judged in self.prose.get(concept, {}).items():
            for link in judged.links:
                yield pointer, link.offset, link.target


Check = Callable[[View], Iterator[Problem]]
