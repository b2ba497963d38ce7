"""Report every problem of a graph at once."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from conceptgraph.commands.folders import graph_option
from conceptgraph.commands.sound import read
from conceptgraph.commands.terminal import say
from conceptgraph.problem import as_github, as_json, as_text, summary
from conceptgraph.words import counted

FORMATS = {"text": as_text, "github": as_github, "json": as_json}


@click.command("check", help=__doc__)
@graph_option
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How problems are shown."
)
def command(graph: Path, form: str) -> None:
    checked = read(graph)
    say(FORMATS[form](checked.problems))
    if form == "text":
        size = counted(len(checked.corpus.concepts), "concept")
        say(f"{size}, {summary(checked.problems)}", err=True)
    sys.exit(0 if checked.sound else 1)
