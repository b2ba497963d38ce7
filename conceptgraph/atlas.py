"""A checked graph with everything that pages, drawings and exports read from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from conceptgraph.graph import Ancestry, Graph, ancestry, depths, study_order, study_path, unlocks
from conceptgraph.model import Area, Concept, Contrast, Corpus
from conceptgraph.prose import Prose

HUES = 10
"""Colors that the stylesheet has for areas; further areas start over, with a mark of their own."""


@dataclass(frozen=True)
class Atlas:
    """A corpus without errors and its graph; ``order`` is the study order of all concepts."""

    corpus: Corpus
    graph: Graph
    prose: Mapping[str, Prose]
    order: tuple[str, ...]
    depth: Mapping[str, int]

    @cached_property
    def rank(self) -> dict[str, int]:
        return {concept: place for place, concept in enumerate(self.order)}

    @cached_property
    def ancestry(self) -> Ancestry:
        return ancestry(self.graph)

    @cached_property
    def bearing(self) -> Counter[str]:
        """How many concepts rest on each."""
        return Counter(below for concept in self.order for below in self.ancestry.of(concept))

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """The areas that have concepts, in reading order."""
        used = {concept.area for concept in self.corpus.concepts.values()}
        return tuple(area for area in self.corpus.areas if area.id in used)

    @cached_property
    def hue(self) -> dict[str, int]:
        """The number of each area's color, from 1."""
        return {area.id: place % HUES + 1 for place, area in enumerate(self.corpus.areas)}

    @cached_property
    def mark(self) -> dict[str, str]:
        """The shortest start of each area's title that no earlier area has: never color alone."""
        marks: dict[str, str] = {}
        for area in self.corpus.areas:
            starts = (area.title[:length].strip() for length in range(1, len(area.title) + 1))
            marks[area.id] = next((start for start in starts if start not in marks.values()), area.title)
        return marks

    @cached_property
    def related(self) -> dict[str, list[str]]:
        """Related concepts of each concept, from both files, in study order."""
        beside: dict[str, set[str]] = {concept: set() for concept in self.order}
        for concept in self.corpus.concepts.values():
            for other in concept.related:
                beside[concept.id].add(other)
                beside[other].add(concept.id)
        return {concept: sorted(others, key=self.rank.__getitem__) for concept, others in beside.items()}

    @cached_property
    def contrasts(self) -> dict[str, list[tuple[str, str, int]]]:
        """For each concept its look-alikes: the other one, and the file and place that tells them apart."""
        apart: dict[str, list[tuple[str, str, int]]] = {concept: [] for concept in self.order}
        for owner, place, contrast in self._all_contrasts():
            apart[owner].append((contrast.id, owner, place))
            apart[contrast.id].append((owner, owner, place))
        return {concept: sorted(found, key=lambda row: self.rank[row[0]]) for concept, found in apart.items()}

    def _all_contrasts(self) -> Iterator[tuple[str, int, Contrast]]:
        for concept in self.corpus.concepts.values():
            for place, contrast in enumerate(concept.contrasts):
                yield concept.id, place, contrast

    def study_path(self, goal: str) -> list[str]:
        """Return the ancestors of a concept in study order."""
        return study_path(self.graph, self.rank, goal)

    def unlocks(self, id: str) -> list[str]:
        """Return what needs a concept directly, in study order."""
        return unlocks(self.graph, self.rank, id)

    def in_area(self, area: str) -> list[Concept]:
        """Return the concepts of an area in study order."""
        concepts = self.corpus.concepts
        return [concepts[concept] for concept in self.order if concepts[concept].area == area]


def atlas(corpus: Corpus, graph: Graph, prose: Mapping[str, Prose]) -> Atlas:
    """Return the atlas of a corpus that passed every check."""
    order = study_order(graph, [area.id for area in corpus.areas])
    return Atlas(corpus, graph, prose, tuple(order), depths(graph))
