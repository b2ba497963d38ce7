"""Build the site of any graph into any folder; docs/, graph/ and a site elsewhere stay as they are."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import click

from conceptgraph.build import docs
from conceptgraph.check import chart
from conceptgraph.commands.folders import ROOT, graph_option, site_option
from conceptgraph.commands.sound import sound
from conceptgraph.commands.terminal import progress, say
from conceptgraph.problem import OUR_FAULT
from conceptgraph.site import SiteError, TargetError, build_site
from conceptgraph.write import copy_handwritten, write


@click.command("build", help=__doc__)
@graph_option
@site_option
def command(graph: Path, site: Path) -> None:
    build(graph, site)


def build(graph: Path, site: Path) -> None:
    """Build through a folder of its own, so that docs/ stays as it is."""
    files = _pages(graph)
    with tempfile.TemporaryDirectory(prefix="concept-graph-") as folder:
        staged = Path(folder) / "docs"
        copy_handwritten(ROOT / "docs", staged)
        write(staged, files)
        _publish(staged, site, graph)


def build_in_place(graph: Path, site: Path) -> None:
    """Build through docs/ itself, so that plain ``mkdocs`` finds the pages too."""
    write(ROOT / "docs", _pages(graph))
    _publish(ROOT / "docs", site, graph)


def _pages(graph: Path) -> dict[str, bytes]:
    """Return the generated files of a sound graph; ends the command for any other."""
    progress("Checking the graph")
    atlas = chart(sound(graph))
    progress(f"Writing the pages of {len(atlas.order)} concepts")
    return docs(atlas)


def _publish(docs_folder: Path, site: Path, graph: Path) -> None:
    progress(f"Building the site in {site}")
    try:
        build_site(
            ROOT / "mkdocs.yml", docs_folder, site, sources=(ROOT / "docs", ROOT / "conceptgraph", graph)
        )
    except TargetError as error:
        raise click.UsageError(str(error)) from error
    except SiteError as error:
        say(f"{error}\n{OUR_FAULT}", err=True)
        sys.exit(3)
