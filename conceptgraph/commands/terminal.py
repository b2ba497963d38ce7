"""How the commands speak: results on the output, everything else beside it, color only where it is seen."""

from __future__ import annotations

import io
import os
import sys

import click


def say(text: str, err: bool = False) -> None:
    """Print a text, if there is one."""
    if text:
        click.echo(text, err=err, color=False if os.environ.get("NO_COLOR") else None)


def progress(text: str) -> None:
    """Tell a person who waits what is going on; a log stays quiet."""
    if sys.stderr.isatty():
        say(f"{text} ...", err=True)


def forgiving() -> None:
    """Let no character of the data end a report because the terminal cannot show it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
