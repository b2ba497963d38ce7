"""Report every problem of a graph at once."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from conceptgraph.annotate import as_github, as_markdown
from conceptgraph.changes import Changes, changes
from conceptgraph.commands.folders import graph_option, published_at
from conceptgraph.commands.sound import read
from conceptgraph.commands.terminal import say, summarize
from conceptgraph.escape import printable
from conceptgraph.manual import MORE
from conceptgraph.problem import as_json, as_text, result


@click.command("check", help=__doc__)
@graph_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    help="How problems are shown.",
)
@click.option(
    "--base",
    default="",
    metavar="REV",
    help="Annotate first what has changed since this branch left REV (with --format github).",
)
@click.option("--summary", default="", metavar="FILE", help="Append all problems to FILE, as Markdown.")
def command(graph: Path, form: str, base: str, summary: str) -> None:
    checked = read(graph)
    changed = _changed(graph, base)
    size = len(checked.corpus.concepts)
    summarize(summary, lambda room: as_markdown(checked.problems, size, changed, published_at(), room))
    if form == "json":
        say(as_json(checked.problems))
    elif form == "github":
        listed = "in the summary and the log of this step" if summary else "in the log of this step"
        say(as_github(checked.problems, changed, listed))
    else:
        say(as_text(checked.problems))
        say(result(size, checked.problems), err=True)
        say(MORE if checked.problems else "", err=True)
    sys.exit(0 if checked.sound else 1)


def _changed(graph: Path, base: str) -> Changes | None:
    found = changes(graph, base) if base else None
    if base and found is None:
        say(f"There is no revision {printable(base)} here, so what has changed is not known.", err=True)
    return found
