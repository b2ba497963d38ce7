"""Build the site of any graph into any folder; docs/, graph/ and a site elsewhere stay as they are."""

from __future__ import annotations

import html
import os
import sys
import tempfile
from pathlib import Path

import click

from conceptgraph.atlas import Atlas
from conceptgraph.build import docs
from conceptgraph.check import chart
from conceptgraph.commands.folders import ROOT, graph_option, site_option
from conceptgraph.commands.sound import sound
from conceptgraph.commands.terminal import progress, say
from conceptgraph.model import Subject
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
    atlas = _charted(graph)
    with tempfile.TemporaryDirectory(prefix="concept-graph-") as folder:
        staged = Path(folder) / "docs"
        copy_handwritten(ROOT / "docs", staged)
        write(staged, docs(atlas))
        _publish(staged, site, graph, atlas)


def build_in_place(graph: Path, site: Path) -> None:
    """Build through docs/ itself, so that plain ``mkdocs`` finds the pages too."""
    atlas = _charted(graph)
    write(ROOT / "docs", docs(atlas))
    _publish(ROOT / "docs", site, graph, atlas)


def _charted(graph: Path) -> Atlas:
    """Return the atlas of a sound graph; ends the command for any other."""
    progress("Checking the graph")
    atlas = chart(sound(graph))
    progress(f"Writing the pages of {len(atlas.order)} concepts")
    return atlas


def _settings(subject: Subject) -> dict[str, str]:
    """Return what the graph says in the place of mkdocs.yml; the theme prints it without escaping it."""
    name = os.environ.get("SITE_NAME") or subject.name
    return {"site_name": html.escape(name), "site_description": html.escape(subject.description)}


def _publish(docs_folder: Path, site: Path, graph: Path, atlas: Atlas) -> None:
    progress(f"Building the site in {site}")
    try:
        build_site(
            ROOT / "mkdocs.yml",
            docs_folder,
            site,
            sources=(ROOT / "docs", ROOT / "conceptgraph", graph),
            settings=_settings(atlas.corpus.subject),
        )
    except TargetError as error:
        raise click.UsageError(str(error)) from error
    except SiteError as error:
        say(f"{error}\n{OUR_FAULT}", err=True)
        sys.exit(3)
