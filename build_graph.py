"""Check the graph of concepts, build its site, serve it, print study paths, and help to change the graph.

Exit codes: 0 clean (warnings allowed), 1 problems in the data, 2 wrong usage, 3 our own fault.
"""

from __future__ import annotations

import gc
import sys
import traceback
from importlib import import_module

import click

from conceptgraph.commands.folders import ROOT, shown
from conceptgraph.commands.terminal import forgiving, say
from conceptgraph.problem import OUR_FAULT


class Commands(click.Group):
    """The modules of ``conceptgraph.commands``, each imported when its command is asked for."""

    names = ("check", "explain", "build", "serve", "path", "new", "fmt", "report", "links", "init")

    def list_commands(self, context: click.Context) -> list[str]:
        return [*self.names]

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in self.names:
            return None
        command: click.Command = import_module(f"conceptgraph.commands.{name}").command
        return command


@click.command(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=__doc__,
)
@click.pass_context
def main(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        from conceptgraph.commands.build import build_in_place

        build_in_place(shown(ROOT / "graph"), shown(ROOT / "site"))


def run() -> None:
    """Run the command; an exception that nobody foresaw is our fault and says so."""
    forgiving()
    # A graph is kept to the end and has no garbage in cycles; looking for some takes 7 % of a check.
    gc.set_threshold(50_000)
    try:
        main()
    except Exception:
        traceback.print_exc()
        say(OUR_FAULT, err=True)
        sys.exit(3)


if __name__ == "__main__":
    run()
