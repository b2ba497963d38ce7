"""Tell a reviewer what changes in the graph since it left REV: concepts, edges, study paths, order, findings.

Compares the commit at which the work left REV, as a pull request does, with the files as they are. A report
is not a check: it ends with 0 whatever it finds, and with 2 where there is nothing to compare with.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from conceptgraph.check import Checked, chart, check
from conceptgraph.commands.folders import graph_option
from conceptgraph.commands.terminal import progress, regret, say, summarize
from conceptgraph.comparison import compare
from conceptgraph.history import published_ids
from conceptgraph.load import load
from conceptgraph.report import Report, as_json, as_markdown, as_text
from conceptgraph.reprint import Reprint, reprints
from conceptgraph.revision import RevisionError, commit, load_commit, parting

MAIN = "main"
FORMATS = {"text": as_text, "markdown": as_markdown, "json": as_json}


@click.command("report", help=__doc__)
@click.option("--base", default="", metavar="REV", help="What the work left (default: main).")
@click.option("--head", metavar="REV", help="The work (default: the files as they are).")
@click.option("--direct", is_flag=True, help="Compare with REV itself, not with where the work left it.")
@click.option("--pages", is_flag=True, help="Also list the pages of the site that change; takes longer.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text")
@click.option("--summary", default="", metavar="FILE", help="Append the report to FILE too, as Markdown.")
@graph_option
def command(
    base: str,
    head: str | None,
    direct: bool,
    pages: bool,
    form: str,
    summary: str,
    graph: Path,
) -> None:
    try:
        report = _report(graph, base or MAIN, head, direct, pages)
    except RevisionError as error:
        regret(error)
        sys.exit(2)
    say(FORMATS[form](report))
    summarize(summary, lambda room: as_markdown(report, room))


def _report(graph: Path, base: str, head: str | None, direct: bool, pages: bool) -> Report:
    """Read both sides and compare them."""
    to = commit(graph, head or "HEAD")
    since = commit(graph, base) if direct else parting(graph, commit(graph, base), to)
    progress("Reading both states of the graph")
    before = _checked(graph, since, published_ids(graph, since))
    # What the base has is published once this is merged, whatever the history of this clone knows.
    published = published_ids(graph, to) | before.corpus.ids
    after = _checked(graph, to if head else None, published)
    return Report(
        graph=graph.as_posix(),
        base=since,
        head=to if head else None,
        found=compare(before, after),
        pages=_reprints(before, after) if pages else None,
    )


def _checked(graph: Path, commit: str | None, published: frozenset[str]) -> Checked:
    sources, unread = load_commit(graph, commit) if commit else load(graph)
    return check(graph.as_posix(), sources, unread, published)


def _reprints(before: Checked, after: Checked) -> tuple[Reprint, ...] | None:
    """Return the pages that change; None where a site cannot be built from one of the two."""
    if not (before.sound and after.sound):
        return None
    progress("Making the pages of both")
    return reprints(chart(before), chart(after))
