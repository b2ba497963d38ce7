"""Small drawings as inline SVG: the neighborhood of a concept, and the areas at a glance.

Both are made of links and text, work without a script, and take their colors from the stylesheet.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import chain

import networkx as nx

from conceptgraph.atlas import Atlas
from conceptgraph.graph import Graph

SHOWN = 7
"""Boxes on one side of a neighborhood; the list beside it has them all."""

GAP, LINE, PADDING = 10, 17, 9
"""Pixels: the space between two boxes of a column, a line's height, the space around the text."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Pixels: a box's width and the space between columns; and the letters that fit a line of a box."""

    width: int
    space: int
    letters: int


CONCEPTS, AREAS = Grid(186, 62, 22), Grid(126, 34, 16)


@dataclass(frozen=True, slots=True)
class Box:
    """A linked label at a place; x and y are its upper left corner in pixels."""

    href: str
    lines: tuple[str, ...]
    kind: str
    x: int = 0
    y: int = 0

    @property
    def height(self) -> int:
        return len(self.lines) * LINE + 2 * PADDING

    @property
    def middle(self) -> int:
        return self.y + self.height // 2

    def at(self, x: int, y: int) -> Box:
        return Box(self.href, self.lines, self.kind, x, y)


def neighborhood(atlas: Atlas, id: str) -> str:
    """Return an SVG of a concept between what it needs and what it unlocks; nothing for an isolated one."""
    needs = sorted(atlas.graph.predecessors(id), key=atlas.rank.__getitem__)
    opens = atlas.unlocks(id)
    columns = [_side(atlas, needs, "#before"), [_box(atlas, id, "here")], _side(atlas, opens, "#unlocks")]
    placed = _place(CONCEPTS, [column for column in columns if column])
    if len(placed) == 1:
        return ""
    here = next(box for column in placed for box in column if box.kind.startswith("here"))
    edges = [
        (box, here) if box.x < here.x else (here, box)
        for column in placed
        for box in column
        if box is not here
    ]
    title = atlas.corpus.concepts[id].title
    label = f"{title} between what it needs ({len(needs)}) and what it opens up ({len(opens)})"
    return _svg("neighborhood", CONCEPTS, label, placed, edges)


def overview(atlas: Atlas) -> str:
    """Return an SVG of the areas, in columns, with an arrow where one builds on another."""
    drawn = _area_graph(atlas)
    generations = list(nx.topological_generations(drawn))
    boxes = {area: _area_box(atlas, area) for area in drawn}
    reading = {area.id: place for place, area in enumerate(atlas.areas)}
    ordered = [sorted(generation, key=reading.__getitem__) for generation in generations]
    columns = _place(AREAS, [[boxes[area] for area in areas] for areas in ordered])
    place = dict(zip(chain(*ordered), chain(*columns), strict=True))
    # Sorted, for networkx keeps what is left in sets.
    edges = [(place[a], place[b]) for a, b in sorted(nx.transitive_reduction(drawn).edges)]
    return _svg(
        "overview", AREAS, "The areas; an arrow leads from an area to one that builds on it", columns, edges
    )


def _area_graph(atlas: Atlas) -> Graph:
    """Return which area builds on which: the second needs the first more often than the other way round.

    A pair that would close a cycle is left out, the rarest first, so that there is always a drawing.
    """
    area = atlas.graph.nodes(data="area")
    counts = Counter((area[u], area[v]) for u, v in atlas.graph.edges if area[u] != area[v])
    drawn: Graph = nx.DiGraph()
    drawn.add_nodes_from(found.id for found in atlas.areas)
    for (a, b), count in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])):
        if count > counts[b, a] and not nx.has_path(drawn, b, a):
            drawn.add_edge(a, b)
    return drawn


def _side(atlas: Atlas, ids: Sequence[str], more: str) -> list[Box]:
    if len(ids) <= SHOWN:
        return [_box(atlas, id) for id in ids]
    rest = Box(more, (f"and {len(ids) - SHOWN + 1} more",), "more")
    return [*(_box(atlas, id) for id in ids[: SHOWN - 1]), rest]


def _box(atlas: Atlas, id: str, kind: str = "") -> Box:
    concept = atlas.corpus.concepts[id]
    lines = tuple(textwrap.wrap(concept.title, CONCEPTS.letters, max_lines=3, placeholder=" ..."))
    return Box(f"../{id}/", lines, f"{kind} area-{atlas.hue[concept.area]}".strip())


def _area_box(atlas: Atlas, area: str) -> Box:
    size = len(atlas.in_area(area))
    title = next(found.title for found in atlas.areas if found.id == area)
    lines = (
        *textwrap.wrap(title, AREAS.letters, max_lines=2, placeholder=" ..."),
        f"{size} concept{'s' * (size != 1)}",
    )
    return Box(f"areas/{area}/", lines, f"area-{atlas.hue[area]}")


def _place(grid: Grid, columns: Sequence[list[Box]]) -> list[list[Box]]:
    """Return the boxes column by column from left to right, each column centered."""
    heights = [sum(box.height for box in column) + GAP * (len(column) - 1) for column in columns]
    placed = []
    for number, column in enumerate(columns):
        x, y = 1 + number * (grid.width + grid.space), 1 + (max(heights) - heights[number]) // 2
        row = []
        for box in column:
            row.append(box.at(x, y))
            y += box.height + GAP
        placed.append(row)
    return placed


def _svg(
    name: str, grid: Grid, label: str, columns: list[list[Box]], edges: Iterable[tuple[Box, Box]]
) -> str:
    width = len(columns) * (grid.width + grid.space) - grid.space + 2
    height = max(box.y + box.height for column in columns for box in column) + 1
    lines = "".join(_edge(grid, a, b, name) for a, b in edges)
    boxes = "".join(_node(grid, box) for column in columns for box in column)
    return (
        f'<div class="diagram {name}" tabindex="0" role="group" aria-label="{escape(label)}">'
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" data-search-exclude="1">'
        f'<defs><marker id="{name}-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
        f'markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>{lines}{boxes}</svg></div>'
    )


def _edge(grid: Grid, a: Box, b: Box, name: str) -> str:
    start, end = a.x + grid.width, b.x - 2
    bend = (end - start) // 2
    curve = f"M{start} {a.middle}C{start + bend} {a.middle} {end - bend} {b.middle} {end} {b.middle}"
    return f'<path class="edge" d="{curve}" marker-end="url(#{name}-arrow)"/>'


def _node(grid: Grid, box: Box) -> str:
    center, first = box.x + grid.width // 2, box.y + PADDING + 13
    text = "".join(
        f'<tspan x="{center}" y="{first + n * LINE}">{escape(line)}</tspan>'
        for n, line in enumerate(box.lines)
    )
    shape = f'<rect x="{box.x}" y="{box.y}" width="{grid.width}" height="{box.height}" rx="8"/>'
    return f'<a class="node {box.kind}" href="{escape(box.href)}">{shape}<text>{text}</text></a>'
