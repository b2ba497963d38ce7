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
from conceptgraph.text import plain

CANVAS = """\
<iframe class="map-canvas" src="canvas.html" title="Map of all concepts" loading="lazy"></iframe>
<noscript><p>A script draws the map. <a href="#list">The list below</a> says the same.</p></noscript>"""

VIS = "lib/vis-9.1.2/vis-network.min.js"
"""The file inside pyvis that its own pages use."""

STRIP, LETTERS = 24, 54
"""Pixels that a box keeps for its mark; letters of a title that fit a box, on three lines."""

OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "dragNodes": False,
        "hover": True,
        "hideEdgesOnDrag": True,
        "hideEdgesOnZoom": True,
        "tooltipDelay": 250,
    },
    "nodes": {
        "fixed": True,
        "labelHighlightBold": False,
        "borderWidth": 1,
        "borderWidthSelected": 3,
        "font": {"multi": False, "size": 14, "align": "left"},
        "widthConstraint": WIDTH - STRIP - 16,
        "heightConstraint": {"minimum": HEIGHT - 8},
        "margin": {"top": 4, "right": 8, "bottom": 4, "left": STRIP + 8},
        "shapeProperties": {"borderRadius": 8},
        "scaling": {"label": {"drawThreshold": 7}},
    },
    "edges": {
        "smooth": False,
        "width": 1,
        "selectionWidth": 0,
        "hoverWidth": 0,
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.45}},
    },
}


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
    return {**_vis(nodes, edges), "lanes": _lanes(atlas, places)}


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
    return {
        "id": concept.id,
        "label": _shortened(concept.title),
        "title": _tooltip(atlas, concept),
        "shape": "box",
        # pyvis gives a node without a group a color of its own.
        "group": f"area-{atlas.hue[concept.area]}",
        "x": x,
        "y": y,
        "name": concept.title,
        "aliases": list(concept.aliases),
        "mark": atlas.mark[concept.area],
    }


def _shortened(title: str) -> str:
    return title if len(title) <= LETTERS else f"{title[: LETTERS - 1].rstrip()}…"


def _tooltip(atlas: Atlas, concept: Concept) -> str:
    area = next(area.title for area in atlas.areas if area.id == concept.area)
    return f"{concept.title}\n{area} · {concept.level} · {concept.minutes} min\n{plain(concept.summary)}"


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
