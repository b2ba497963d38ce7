"""Build and serve the site; build again and reload the page when graph/ or docs/ change."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from conceptgraph.commands.build import build
from conceptgraph.commands.folders import ROOT, graph_option
from conceptgraph.commands.terminal import say
from conceptgraph.serve import serve


@click.command("serve", help=__doc__)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@graph_option
def command(port: int, graph: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="concept-graph-") as folder:
        site = Path(folder) / "site"
        serve(port, site, watched=(graph, ROOT / "docs"), build=lambda: _went_well(graph, site), say=say)


def _went_well(graph: Path, site: Path) -> bool:
    """Build, and tell whether it went well: a server goes on with the site that stood before."""
    try:
        build(graph, site)
    except SystemExit:
        return False
    return True
