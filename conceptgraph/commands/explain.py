"""Say what a code of the check means, how to get rid of it, and show an example mended."""

from __future__ import annotations

import click

from conceptgraph.commands.folders import published_at
from conceptgraph.commands.terminal import say
from conceptgraph.escape import printable
from conceptgraph.manual import contents, entry
from conceptgraph.names import did_you_mean
from conceptgraph.rules import RULES


@click.command("explain", help=f"{__doc__} Without a code: list them all.")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    if code is None:
        say(contents())
        return
    # As a report shows it, the code stands in brackets.
    rule = RULES.get(code.strip("[]").lower())
    if rule is None:
        near = did_you_mean(code, RULES) or "build_graph.py explain lists all codes."
        raise click.BadParameter(f"there is no code {printable(code)}; {near}", param_hint="CODE")
    say(entry(rule, published_at()))
