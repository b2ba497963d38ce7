"""The stages up to the checked graph, composed without I/O."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from conceptgraph.atlas import Atlas, atlas
from conceptgraph.graph import Graph, ancestry, concept_graph
from conceptgraph.model import Corpus, Source
from conceptgraph.problem import Problem, has_errors
from conceptgraph.prose import Prose, prose
from conceptgraph.schema import corpus
from conceptgraph.skeleton import unwritten
from conceptgraph.validate import validate
from conceptgraph.view import View


@dataclass(frozen=True, slots=True)
class Checked:
    """A graph as read, and all that is wrong with it."""

    corpus: Corpus
    graph: Graph
    prose: dict[str, Prose]
    problems: tuple[Problem, ...]

    @property
    def sound(self) -> bool:
        return not has_errors(self.problems)


def check(
    folder: str, sources: Iterable[Source], unread: Iterable[Problem], published: frozenset[str] = frozenset()
) -> Checked:
    """Return the graph that the sources make, and every problem of reading, fields and graph together."""
    sources = list(sources)
    read, misfits = corpus(folder, sources, published)
    graph = concept_graph(read.concepts.values())
    judged = prose(read.concepts.values())
    unread = [*unread, *(place for source in sources for place in unwritten(source))]
    # What the reader of the YAML has refused, or nobody has written, needs no second complaint.
    refused = {problem.location for problem in unread}
    found = [*unread, *(problem for problem in misfits if problem.location not in refused)]
    found += validate(View(read, graph, judged, ancestry(graph)))
    return Checked(read, graph, judged, tuple(sorted(found)))


def chart(checked: Checked) -> Atlas:
    """Return the atlas of a graph that is sound."""
    return atlas(checked.corpus, checked.graph, checked.prose)
