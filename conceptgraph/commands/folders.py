"""Where the commands look, and the options that say otherwise."""

from __future__ import annotations

import os
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[2]


def shown(path: Path) -> Path:
    """Return a path as one would type it from here."""
    relative = Path(os.path.relpath(path))
    return path if relative.parts[:1] == ("..",) else relative


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
