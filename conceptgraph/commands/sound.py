"""A graph's folder, read and checked."""

from __future__ import annotations

import sys
from pathlib import Path

from conceptgraph.check import Checked, check
from conceptgraph.commands.terminal import say
from conceptgraph.history import published_ids
from conceptgraph.load import load
from conceptgraph.manual import MORE
from conceptgraph.problem import as_text, summary


def read(graph: Path) -> Checked:
    """Return a graph and all that is wrong with it."""
    sources, unread = load(graph)
    return check(graph.as_posix(), sources, unread, published_ids(graph))


def sound(graph: Path) -> Checked:
    """Return a graph without errors; ends the command with the report where there are some."""
    checked = read(graph)
    if not checked.sound:
        errors = [problem for problem in checked.problems if problem.severity == "error"]
        say(as_text(errors), err=True)
        say(f"{summary(errors)}; nothing was built\n{MORE}", err=True)
        sys.exit(1)
    return checked
