"""Ask every address of another site whether it still answers; FILEs are documents that name more of them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from conceptgraph.ask import Manners, ask
from conceptgraph.commands.folders import graph_option
from conceptgraph.commands.sound import sound
from conceptgraph.commands.terminal import progress, say, summarize
from conceptgraph.links import asked, document_links, findings, graph_links, result, table
from conceptgraph.problem import as_json, as_text, has_errors

FORMATS = {"text": as_text, "json": as_json}


@click.command("links", help=__doc__)
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(exists=True, dir_okay=False))
@graph_option
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text")
@click.option("--summary", default="", metavar="FILE", help="Append all findings to FILE, as Markdown.")
@click.option(
    "--seconds",
    default=20.0,
    show_default=True,
    type=click.FloatRange(min=1),
    help="How long one question may take.",
)
@click.option("--tries", default=3, show_default=True, type=click.IntRange(1, 3), help="How often to ask.")
def command(files: tuple[str, ...], graph: Path, form: str, summary: str, seconds: float, tries: int) -> None:
    links = [*graph_links(sound(graph).corpus)]
    for file in files:
        links += document_links(file, Path(file).read_text(encoding="utf-8", errors="replace"))
    pages = {asked(link) for link in links}
    progress(f"Asking for {len(pages)} pages")
    problems = findings(links, ask(sorted(pages), _manners(seconds, tries)))
    say(FORMATS[form](problems))
    if form == "text":
        say(result(problems, len(pages)), err=True)
    summarize(summary, lambda room: table(problems, len(pages)))
    sys.exit(1 if has_errors(problems) else 0)


def _manners(seconds: float, tries: int) -> Manners:
    """Return how to ask, under a name by which whoever minds can find us."""
    about = os.environ.get("REPO_URL")
    agent = f"Mozilla/5.0 (compatible; concept-graph-links{f'; +{about}' if about else ''})"
    return Manners(agent, seconds, pauses=Manners(agent).pauses[: tries - 1])
