"""Atlas -> every generated file of the site's docs/, composed without I/O."""

from __future__ import annotations

from conceptgraph.atlas import Atlas
from conceptgraph.draw import CANVAS, map_files
from conceptgraph.export import graph_json
from conceptgraph.render import pages


def docs(chart: Atlas) -> dict[str, bytes]:
    """Return every generated file by its path under docs/, the same bytes for the same graph."""
    files = {path: text.encode() for path, text in pages(chart, CANVAS)}
    files["graph.json"] = graph_json(chart).encode()
    return {**files, **map_files(chart)}
