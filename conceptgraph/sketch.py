"""The changed neighborhood as a picture of lines of text, as a diff: it reads the same without color."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from conceptgraph.difference import Difference
from conceptgraph.escape import printable
from conceptgraph.words import counted

NODES, LETTERS = 12, 40
"""Concepts that a picture shows, and letters of a title."""


def sketch(found: Difference) -> list[str]:
    """Return a line for each edge, ``+ prerequisite --> concept``: + came, - went, = stayed between these.

    No line begins with a title, for in the log of a workflow it could be a command. The last line counts
    what is left out.
    """
    added = {(edge.need, edge.concept) for edge in found.edges_added}
    removed = {(edge.need, edge.concept) for edge in found.edges_removed}
    marks = {**dict.fromkeys(found.beside, "="), **dict.fromkeys(added, "+"), **dict.fromkeys(removed, "-")}
    state = {
        **dict.fromkeys(found.fates.added, "new"),
        **{removal.id: "gone" for removal in found.fates.removed},
        **{old: "gone" for merge in found.fates.merged for old in merge.old},
    }
    rank = {id: place for place, id in enumerate(found.order)}
    shown = _chosen([*added, *removed], state, rank)
    edges = [edge for edge in marks if shown.issuperset(edge)]
    edges.sort(key=lambda edge: (rank.get(edge[1], len(rank)), rank.get(edge[0], len(rank)), edge))
    lines = _drawn([(marks[edge], *edge) for edge in edges], state, found)
    joined = {id for edge in edges for id in edge}
    alone = [id for id in state if id in shown and id not in joined]
    lines += [f"{'+' if state[id] == 'new' else '-'} {_label(id, state, found)}" for id in alone]
    return [*lines, *_rest(marks.keys() - set(edges), {*state} | {id for e in marks for id in e}, shown)]


def _chosen(changed: Iterable[tuple[str, str]], state: dict[str, str], rank: Mapping[str, int]) -> set[str]:
    """Return the concepts to show: those that came and went, then the ends of what changed at them."""

    def weight(edge: tuple[str, str]) -> tuple[int, int, tuple[str, str]]:
        return -sum(id in state for id in edge), rank.get(edge[1], len(rank)), edge

    # Half of the room for what came and went, so that it is seen between its neighbors.
    shown = dict.fromkeys([*state][: NODES // 2])
    for edge in sorted(changed, key=weight):
        if len(shown.keys() | set(edge)) <= NODES:
            shown.update(dict.fromkeys(edge))
    for id in state:
        if len(shown) < NODES:
            shown[id] = None
    return {*shown}


def _drawn(rows: list[tuple[str, str, str]], state: dict[str, str], found: Difference) -> list[str]:
    labels = [(mark, _label(need, state, found), _label(id, state, found)) for mark, need, id in rows]
    width = max((len(need) for _, need, _ in labels), default=0)
    return [f"{mark} {need:{width}} --> {id}" for mark, need, id in labels]


def _label(id: str, state: dict[str, str], found: Difference) -> str:
    title = printable(found.titles.get(id, id))
    short = title if len(title) <= LETTERS else f"{title[: LETTERS - 3].rstrip()}..."
    return f"{short} ({state[id]})" if id in state else short


def _rest(edges: Iterable[object], concepts: set[str], shown: set[str]) -> list[str]:
    left, hidden = len(concepts - shown), len([*edges])
    if not hidden and not left:
        return []
    said = [counted(n, word) for n, word in ((left, "more concept"), (hidden, "more edge")) if n]
    return [f"= and {', '.join(said)}"]
