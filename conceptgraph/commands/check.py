"""Report every problem of a graph at once."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from conceptgraph.annotate import as_github, as_markdown
from conceptgraph.changes import Changes, changes
from conceptgraph.commands.folders import graph_option, published_at
from conceptgraph.commands.sound import read
from conceptgraph.commands.terminal import regret, say, summarize
from conceptgraph.manual import MORE
from conceptgraph.problem import as_json, as_text, result
from conceptgraph.revision import RevisionError


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
    help="In annotations and in the summary, put first what has changed since this branch left REV.",
)
@click.option("--summary", default="", metavar="FILE", help="Append all problems to FILE, as Markdown.")
def command(graph: Path, form: str, base: str, summary: str) -> None:
    checked = read(graph)
    changed = _changed(graph, base)
    size = len(checked.corpus.concepts)
    if form == "json":
        say(as_json(checked.problems))
    elif form == "github":
        listed = "in the summary and the log of this step" if summary else "in the log of this step"
        say(as_github(checked.problems, changed, listed))
    else:
        say(as_text(checked.problems))
        say(result(size, checked.problems), err=True)
        say(MORE if checked.problems else "", err=True)
    # Last, so that a summary that cannot be written takes no finding away.
    summarize(summary, lambda room: as_markdown(checked.problems, size, changed, published_at(), room))
    sys.exit(0 if checked.sound else 1)


def _changed(graph: Path, base: str) -> Changes | None:
    """Return what has changed, as far as that is asked and known."""
    try:
        return changes(graph, base) if base else None
    except RevisionError as error:
        regret(error)
        say("What has changed is not known, so nothing is put first.", err=True)
        return None
