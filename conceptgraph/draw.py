"""Graph -> the interactive map; the only module that knows pyvis.

pyvis makes the nodes, edges and options, our own template holds them, and the vis-network file that
pyvis ships draws them: nothing is fetched from elsewhere. Colors come from the stylesheet.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from conceptgraph.atlas import Atlas
from conceptgraph.graph import transitive_reduction
from conceptgraph.layout import HEIGHT, WIDTH, Layout, layout
from conceptgraph.model import Concept
from conceptgraph.names import ends
from conceptgraph.text import plain

CANVAS = """\
<iframe class="map-canvas" data-document="canvas.html" title="Map of all concepts"></iframe>
<script src="../javascripts/map-frame.js"></script>
<noscript><p>A script draws the map. <a href="#list">The list below</a> says the same.</p></noscript>"""

VIS = "lib/vis-9.1.2/vis-network.min.js"
"""The file inside pyvis that its own pages use."""

BOX = {"width": WIDTH, "height": HEIGHT, "strip": 24, "round": 8}
"""Pixels: a concept's box, what it keeps for its mark, and the rounding of its corners."""

LETTERS = 54
"""Letters of a title that fit a box, on three lines."""

OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "dragNodes": False,
        "hover": True,
        "tooltipDelay": 250,
    },
    "nodes": {"fixed": True, "labelHighlightBold": False, "font": {"multi": False}},
    "edges": {"smooth": False, "arrows": {"to": {"enabled": True}}},
}
"""What vis-network is told; our own script paints boxes and lines, in the first picture and after it."""


def map_files(atlas: Atlas) -> dict[str, bytes]:
    """Return the files of the map by their path under docs/."""
    return {
        "map/canvas.html": _document(atlas).encode(),
        "map/vis-network.min.js": files("pyvis").joinpath(VIS).read_bytes(),
        "map/vis-network-license.txt": _template("vis-network-license.txt").read_bytes(),
    }


def _template(name: str) -> Any:
    return files("conceptgraph").joinpath("templates", name)


def _document(atlas: Atlas) -> str:
    env = Environment(loader=PackageLoader("conceptgraph"), autoescape=True, undefined=StrictUndefined)
    return env.get_template("map_canvas.html").render(data=_script_data(_data(atlas)))


def _data(atlas: Atlas) -> dict[str, Any]:
    """Return what the script draws: pyvis's part, and the lanes behind it."""
    reduced = transitive_reduction(atlas.graph)
    places = layout(reduced, atlas.depth, [area.id for area in atlas.areas])
    nodes = [_node(atlas, atlas.corpus.concepts[id], places) for id in atlas.order]
    edges = sorted(reduced.edges, key=lambda edge: (atlas.rank[edge[1]], atlas.rank[edge[0]]))
    return {
        **_vis(nodes, edges),
        "lanes": _lanes(atlas, places),
        "box": BOX,
        "redirects": ends(atlas.corpus),
    }


def _vis(nodes: Iterable[dict[str, Any]], edges: Iterable[tuple[str, str]]) -> dict[str, Any]:
    # Importing pyvis takes half a second (it brings IPython along), which a mere check should not pay.
    from pyvis.network import Network

    network = Network(directed=True)
    for node in nodes:
        network.add_node(node.pop("id"), **node)
    for before, after in edges:
        network.add_edge(before, after)
    network.set_options(json.dumps(OPTIONS))
    return {"nodes": network.nodes, "edges": network.edges, "options": network.options}


def _node(atlas: Atlas, concept: Concept, places: Layout) -> dict[str, Any]:
    x, y = places.centers[concept.id]
    area = next(area.title for area in atlas.areas if area.id == concept.area)
    facts = f"{area} · {concept.level} · {concept.minutes} min"
    return {
        "id": concept.id,
        "label": _shortened(concept.title),
        "title": f"{concept.title}\n{facts}\n{plain(concept.summary)}",
        "shape": "box",
        # pyvis gives a node without a group a color of its own.
        "group": f"area-{atlas.hue[concept.area]}",
        "x": x,
        "y": y,
        "name": concept.title,
        "aliases": list(concept.aliases),
        "mark": atlas.mark[concept.area],
        "area": area,
        "level": concept.level,
        # All of them: the edges leave out what is implied.
        "needs": [need.id for need in concept.prerequisites],
    }


def _shortened(title: str) -> str:
    return title if len(title) <= LETTERS else f"{title[: LETTERS - 1].rstrip()}…"


def _lanes(atlas: Atlas, places: Layout) -> list[dict[str, Any]]:
    title = {area.id: area.title for area in atlas.areas}
    return [
        {
            "title": title[lane.area],
            "group": f"area-{atlas.hue[lane.area]}",
            "top": lane.top,
            "bottom": lane.bottom,
        }
        for lane in places.lanes
    ]


def _script_data(data: object) -> Markup:
    """Return JSON that no text in it can end: inside a script element, markup is not escaped but cut."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))
