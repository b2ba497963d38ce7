"""Put concept files into the one order and layout; without PATHs all of the graph.

Comments and texts stay as they are. What cannot be read is left alone and reported as by check.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from errno import EACCES
from pathlib import Path

import click

from conceptgraph.commands.folders import graph_option
from conceptgraph.commands.terminal import say
from conceptgraph.document import parse
from conceptgraph.escape import printable
from conceptgraph.formatting import formatted
from conceptgraph.load import LISTS, load, read
from conceptgraph.model import Source
from conceptgraph.problem import Problem, as_text
from conceptgraph.schema import corpus
from conceptgraph.write import put


@click.command("fmt", help=__doc__)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(exists=True, path_type=Path))
@graph_option
def command(paths: tuple[Path, ...], graph: Path) -> None:
    sources, unread = _named(paths) if paths else load(graph)
    concepts = [source for source in sources if source.name not in LISTS]
    left: list[Problem] = []
    failed: list[str] = []
    for source in concepts:
        text = formatted(source)
        if text is None:
            left += _of(source, unread) or _of(source, corpus(graph.as_posix(), [source])[1])
        elif text != source.text or source.foreign:
            again = parse(source.path, source.name, text.encode())[0]
            assert again.data == source.data, f"{source.path} would say something else"
            failed += _put(Path(source.path), text.encode())
    say(as_text(left))
    say("\n".join(failed), err=True)
    sys.exit(1 if left or failed else 0)


def _put(path: Path, content: bytes) -> list[str]:
    """Write a file and name it; return why that could not be."""
    try:
        # It is replaced as a whole, which a file that nobody may write would not prevent.
        if not path.stat().st_mode & 0o222:
            raise PermissionError(EACCES, os.strerror(EACCES))
        put(path, content)
    except OSError as error:
        return [f"{printable(str(path))} is not formatted, since it cannot be written: {error.strerror}."]
    say(printable(str(path)))
    return []


def _named(paths: Iterable[Path]) -> tuple[list[Source], list[Problem]]:
    """Return the files that were asked for, and what is wrong with them."""
    results = [read(path.parent.parent, path) for path in _files(paths)]
    return [source for source, _ in results], [one for _, found in results for one in found]


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from _inside(path)
        elif _is_concept(path):
            yield path
        else:
            raise click.UsageError(
                f"{printable(str(path))} is not the file of a concept: a plain file that ends in .yml "
                "and is none of the graph's lists."
            )


def _inside(folder: Path) -> Iterator[Path]:
    """Yield the files of concepts in a graph's folder or in an area's."""
    whole = (folder / "areas.yml").is_file()
    if not whole and not (folder.resolve().parent / "areas.yml").is_file():
        raise click.UsageError(
            f"{printable(str(folder))} is neither the folder of a graph nor that of an area."
        )
    yield from filter(_is_concept, sorted(folder.glob("*/*.yml" if whole else "*.yml")))


def _is_concept(path: Path) -> bool:
    # Written anew, a link would become a file.
    return path.is_file() and not path.is_symlink() and path.suffix == ".yml" and path.name not in LISTS


def _of(source: Source, problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.location.path == source.path]
