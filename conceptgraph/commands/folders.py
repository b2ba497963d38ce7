"""Where the commands look, and the options that say otherwise."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

import click

from conceptgraph.escape import printable

ROOT = Path(__file__).resolve().parents[2]


def shown(path: Path) -> Path:
    """Return a path as one would type it from here."""
    relative = Path(os.path.relpath(path))
    return path if relative.parts[:1] == ("..",) else relative


def typed(path: Path) -> str:
    """Return a path as one types it into a shell."""
    return printable(shlex.quote(str(path)))


def program() -> str:
    """Return the start of every command, as one types it from here."""
    return f"{typed(shown(Path(sys.executable)))} {typed(shown(ROOT / 'build_graph.py'))}"


def published_at() -> str:
    """Return the address of the published site, if it is known, as pages are added to it."""
    site = os.environ.get("SITE_URL", "")
    return f"{site.removesuffix('/')}/" if site else ""


graph_option = click.option(
    "--graph",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=lambda: shown(ROOT / "graph"),
    help="The graph's folder (default: graph/).",
)
site_option = click.option(
    "--site",
    type=click.Path(path_type=Path),
    default=lambda: shown(ROOT / "site"),
    help="Where the site goes (default: site/).",
)
