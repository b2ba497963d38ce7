"""Start a graph of another subject in a folder of its own, with one example area, ready to be built."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from conceptgraph.commands.folders import ROOT, program, typed
from conceptgraph.commands.terminal import say
from conceptgraph.escape import printable
from conceptgraph.load import SCHEMA, load
from conceptgraph.reference import json_schema, known
from conceptgraph.schema import corpus

STARTER = ROOT / "conceptgraph/starter"


@click.command("init", help=__doc__)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    _refuse_odd(folder)
    try:
        _start(folder)
    except OSError as error:
        raise click.UsageError(f"{printable(str(folder))} cannot be written: {error.strerror}.") from error
    graph = typed(folder / "graph")
    say(
        f"Started a graph with an example area in {printable(str(folder))}; README.md there explains it.\n"
        f"To check it:      {program()} check --graph {graph}\n"
        f"To see its site:  {program()} serve --graph {graph}"
    )


def _refuse_odd(folder: Path) -> None:
    """End the command where a new graph would mix with something else."""
    name, target = printable(str(folder)), folder.resolve()
    if target.is_relative_to(ROOT):
        raise click.UsageError(
            f"{name} lies in the folder of the program. Name one outside, such as ../chess."
        )
    if folder.exists() and not folder.is_dir():
        raise click.UsageError(f"{name} is a file. Name a new folder.")
    if folder.is_dir() and any(folder.iterdir()):
        raise click.UsageError(f"{name} is not empty. Name a new folder, or an empty one.")


def _start(folder: Path) -> None:
    """Write the example, and the schema that editors find beside it."""
    shutil.copytree(STARTER, folder, dirs_exist_ok=True)
    graph = folder / "graph"
    read, _ = corpus("graph", load(graph)[0])
    (graph / SCHEMA).write_text(json_schema(known(read)), encoding="utf-8", newline="\n")
