"""How the commands speak: results on the output, everything else beside it, color only where it is seen."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

import click

from conceptgraph.annotate import SUMMARY_BYTES
from conceptgraph.escape import printable
from conceptgraph.revision import RevisionError


def say(text: str, err: bool = False) -> None:
    """Print a text, if there is one."""
    if text:
        click.echo(text, err=err, color=False if os.environ.get("NO_COLOR") else None)


def regret(error: RevisionError) -> None:
    """Say why a revision cannot be read, and what to do."""
    say(f"{printable(str(error))}\n    hint: {printable(error.hint)}", err=True)


def progress(text: str) -> None:
    """Tell a person who waits what is going on; a log stays quiet."""
    if sys.stderr.isatty():
        say(f"{text} ...", err=True)


def forgiving() -> None:
    """Let no character of the data end a report because the terminal cannot show it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def summarize(file: str, markdown: Callable[[int], str]) -> None:
    """Append a text, told its room in bytes, to a file that others may have begun, if one is named."""
    if not file:
        return
    path = Path(file)
    try:
        room = SUMMARY_BYTES - (path.stat().st_size if path.exists() else 0)
        with path.open("a", encoding="utf-8", errors="replace", newline="\n") as opened:
            opened.write(markdown(room))
    except OSError as error:
        reason = f"{printable(file)} cannot be written: {error.strerror}"
        raise click.BadParameter(reason, param_hint="--summary") from error
