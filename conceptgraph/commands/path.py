"""Print what to study for the goals, in order: what each step is needed for, and the time it takes."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from conceptgraph.check import chart
from conceptgraph.commands.folders import graph_option, published_at
from conceptgraph.commands.sound import sound
from conceptgraph.escape import printable
from conceptgraph.guide import plan
from conceptgraph.request import RequestError, frame, resolved, wanted
from conceptgraph.schedule import START
from conceptgraph.takeaway import FORMS


@click.command("path", help=__doc__)
@click.argument("goals", nargs=-1, metavar="GOAL...")
@click.option("--area", "areas", multiple=True, metavar="ID", help="Every concept of an area is a goal.")
@click.option("--section", "sections", multiple=True, metavar="ID", help="Those of a checklist section are.")
@click.option("--known", multiple=True, metavar="ID", help="A concept that needs no study; may be repeated.")
@click.option("--drafts", is_flag=True, help="Plan with drafts too.")
@click.option("--hours", type=float, metavar="N", help="The time available: plan what fits and matters most.")
@click.option("--session", type=click.IntRange(5, 720), metavar="MINUTES", help="Divide into sessions.")
@click.option("--from", "first", metavar="DATE", help="The first day of sessions (default: today).")
@click.option("--until", "last", metavar="DATE", help="Spread the sessions evenly until this day.")
@click.option("--at", "start", default=START, show_default=True, metavar="TIME", help="When a day's begin.")
@click.option("--format", "form", type=click.Choice(list(FORMS)), default="text")
@graph_option
def command(
    goals: tuple[str, ...],
    areas: tuple[str, ...],
    sections: tuple[str, ...],
    known: tuple[str, ...],
    drafts: bool,
    hours: float | None,
    session: int | None,
    first: str | None,
    last: str | None,
    start: str,
    form: str,
    graph: Path,
) -> None:
    if not (goals or areas or sections):
        raise click.UsageError("Missing argument 'GOAL...', or --area, or --section.")
    if form == "calendar" and last is None:
        raise click.UsageError("A calendar needs a last day: add --until.")
    now = datetime.now(UTC)
    try:
        bounds = frame(hours, session, first, last, start, now.astimezone().date().isoformat())
        atlas = chart(sound(graph))
        aims = wanted(atlas, goals, areas, sections, drafts)
        found = plan(atlas, aims, resolved(atlas, "--known", known), drafts, bounds)
    except RequestError as error:
        raise click.BadParameter(printable(str(error)), param_hint=error.option) from error
    if form == "calendar" and not found.steps:
        raise click.UsageError("There is no session to put into a calendar.")
    # As bytes, since a calendar's line ends and its encoding are the same on every machine.
    click.echo(FORMS[form](found, f"{now:%Y-%m-%dT%H:%M:%SZ}", published_at()).encode(), nl=False)
