"""Two states of a graph -> their Difference; pure, and the same for the same two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain

import networkx as nx

from conceptgraph.check import Checked
from conceptgraph.difference import Difference, Edge, Figures, Implied, PathChange
from conceptgraph.edits import edits, findings, list_changes, new_pages
from conceptgraph.fate import Fates, fates
from conceptgraph.footing import Footing, footings
from conceptgraph.graph import redundant_edges
from conceptgraph.names import covered
from conceptgraph.underway import Underway, underway

Reasons = Mapping[tuple[str, str], str]


def compare(base: Checked, head: Checked) -> Difference:
    """Return what differs between two states of a graph; of those with errors, what can be read."""
    became = fates(base.corpus, head.corpus)
    before, after = footings(base, head, became.present)
    was, now = _covered(before), _covered(after)
    return Difference(
        titles=_titles(before, after),
        figures=(_figures(before), _figures(after)),
        order=_order(before, after),
        beside=tuple(_beside(before, after, became)),
        unread=tuple(sorted(before.unread)),
        fates=became,
        pages=tuple(new_pages(after, became)),
        edits=tuple(edits(before, after)),
        lists=tuple(list_changes(before, after)),
        edges_added=tuple(_edges(after.reasons, before.reasons)),
        edges_removed=tuple(_edges(before.reasons, after.reasons)),
        edges_reworded=tuple(_reworded(before.reasons, after.reasons)),
        became_redundant=tuple(_implied(after, before)),
        stopped_redundant=tuple(_implied(before, after)),
        paths=tuple(_paths(before, after)),
        depths=tuple(_depths(before, after)),
        chains=(before.longest_chain, after.longest_chain),
        underway=_underway(before, after),
        items_covered=tuple(now[key] for key in sorted(now.keys() - was.keys())),
        items_uncovered=tuple(was[key] for key in sorted(was.keys() - now.keys())),
        problems_new=tuple(findings(after, before)),
        problems_gone=tuple(findings(before, after)),
    )


def _titles(before: Footing, after: Footing) -> dict[str, str]:
    titles: dict[str, str] = {}
    for side in (before, after):
        for id, concept in side.checked.corpus.concepts.items():
            # A renamed concept is spoken of by both ids.
            titles[id] = titles[side.now(id)] = concept.title
    return titles


def _order(before: Footing, after: Footing) -> tuple[str, ...]:
    sides = (after.order, sorted(after.whole), before.order, sorted(before.whole))
    return tuple(dict.fromkeys(chain.from_iterable(sides)))


def _covered(side: Footing) -> dict[str, str]:
    """Return the items whose concepts are there, by their keys; a file that cannot be read is there too."""
    corpus = side.checked.corpus
    return {item.key: item.text for item in corpus.checklist if corpus.ids.issuperset(item.concepts)}


def _figures(side: Footing) -> Figures:
    corpus = side.checked.corpus
    severities = Counter(problem.severity for problem in side.checked.problems)
    return Figures(
        concepts=len(corpus.ids),
        minutes=sum(concept.minutes for concept in corpus.concepts.values()),
        edges=sum(len(concept.prerequisites) for concept in corpus.concepts.values()),
        redundant=len(redundant_edges(side.whole)) if side.acyclic else None,
        longest=len(side.longest_chain) if side.acyclic else None,
        covered=len(covered(corpus)),
        items=len(corpus.checklist),
        errors=severities["error"],
        warnings=severities["warning"],
    )


def _beside(before: Footing, after: Footing, became: Fates) -> Iterator[tuple[str, str]]:
    """Yield the edges of both sides between concepts at which something changed."""
    ends = {id for edge in before.reasons.keys() ^ after.reasons.keys() for id in edge} | {*became.added}
    for edge in sorted(before.reasons.keys() & after.reasons.keys(), key=_by_concept):
        if ends.issuperset(edge):
            yield edge


def _edges(these: Reasons, others: Reasons) -> Iterator[Edge]:
    """Yield the edges that only the first of two sides has."""
    for need, concept in sorted(these.keys() - others.keys(), key=_by_concept):
        yield Edge(need, concept, these[need, concept])


def _reworded(before: Reasons, after: Reasons) -> Iterator[Edge]:
    for edge in sorted(before.keys() & after.keys(), key=_by_concept):
        if before[edge] != after[edge]:
            yield Edge(*edge, after[edge], before[edge])


def _by_concept(edge: tuple[str, str]) -> tuple[str, str]:
    return edge[1], edge[0]


def _implied(here: Footing, there: Footing) -> Iterator[Implied]:
    """Yield the edges that are redundant on one side only; there may be no such edge on the other."""
    if not (here.acyclic and there.acyclic):
        return
    for u, v in sorted(here.redundant - there.redundant, key=_by_concept):
        way = nx.shortest_path(nx.restricted_view(here.graph, [], [(u, v)]), u, v)
        yield Implied(u, v, tuple(way), not there.graph.has_edge(u, v))


def _paths(before: Footing, after: Footing) -> Iterator[PathChange]:
    """Yield the study paths that changed, most affected first."""
    if before.acyclic and after.acyclic:
        both = before.graph.nodes & after.graph.nodes
        changes = [change for id in both if (change := _path(before, after, id))]
        yield from sorted(changes, key=_affected)


def _path(before: Footing, after: Footing, id: str) -> PathChange | None:
    was, now = before.known.of(id) | {id}, after.known.of(id) | {id}
    minutes = before.minutes(was), after.minutes(now)
    if was == now and minutes[0] == minutes[1]:
        return None
    gained = sorted(now - was, key=lambda id: (after.depth[id], id))
    lost = sorted(was - now, key=lambda id: (before.depth[id], id))
    return PathChange(id, tuple(gained), tuple(lost), minutes)


def _affected(change: PathChange) -> tuple[int, int, str]:
    concepts, minutes = len(change.gained) + len(change.lost), change.minutes[1] - change.minutes[0]
    return -concepts, -abs(minutes), change.id


def _depths(before: Footing, after: Footing) -> Iterator[tuple[str, int, int]]:
    """Yield the concepts whose depth changed, most changed first."""
    both = before.depth.keys() & after.depth.keys()
    rows = [(id, before.depth[id], after.depth[id]) for id in both if before.depth[id] != after.depth[id]]
    yield from sorted(rows, key=lambda row: (-abs(row[2] - row[1]), row[0]))


def _underway(before: Footing, after: Footing) -> Underway:
    if not (before.acyclic and after.acyclic):
        return Underway()
    return underway(before.order, after.order, after.known)
