"""Which pages of the site differ between two graphs when the same program makes both."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal

from conceptgraph.atlas import Atlas
from conceptgraph.draw import CANVAS
from conceptgraph.export import graph_json
from conceptgraph.render import pages

Group = Literal["concepts", "neighbors", "moved", "lists"]
GROUPS: dict[Group, str] = {
    "concepts": "of changed concepts",
    "neighbors": "of concepts beside them",
    "moved": "of ids that are gone",
    "lists": "lists, areas, map and data",
}

UNDRAWN = ("reasons", "questions", "worth")
"""What graph.json says of a concept and the map does not draw."""


@dataclass(frozen=True, slots=True)
class Reprint:
    """A page by its address under the site's root, and whether it came, went or changed."""

    group: Group
    address: str
    change: Literal["added", "removed", "changed"]


def reprints(base: Atlas, head: Atlas) -> tuple[Reprint, ...]:
    """Return every generated page that differs."""
    before, after = _printed(base), _printed(head)
    paths = sorted(before.keys() | after.keys())
    return tuple(
        Reprint(_group(base, head, path), _address(path), _change(path in before, path in after))
        for path in paths
        if before.get(path) != after.get(path)
    )


def _printed(atlas: Atlas) -> dict[str, str]:
    data = graph_json(atlas)
    return {**dict(pages(atlas, CANVAS)), "graph.json": data, "map/canvas.html": _drawn(data)}


def _drawn(data: str) -> str:
    """Return what the map is made from: placing its concepts takes longer than all the pages."""
    graph = json.loads(data)
    concepts = [{k: v for k, v in concept.items() if k not in UNDRAWN} for concept in graph["concepts"]]
    return json.dumps([concepts, graph["areas"], graph["redirects"]])


def _group(base: Atlas, head: Atlas, path: str) -> Group:
    folder, _, name = path.rpartition("/")
    if folder != "concepts":
        return "lists"
    id = name.removesuffix(".md")
    was, now = base.corpus.concepts.get(id), head.corpus.concepts.get(id)
    if now is None:
        return "moved"
    return "neighbors" if was == now else "concepts"


def _address(path: str) -> str:
    if path == "index.md":
        return "home"
    return f"{path.removesuffix('.md')}/" if path.endswith(".md") else path


def _change(before: bool, after: bool) -> Literal["added", "removed", "changed"]:
    return "changed" if before and after else "added" if after else "removed"
