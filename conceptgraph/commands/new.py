"""Start a concept: write a file with every field and what belongs there, and say what comes next."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from conceptgraph.commands.folders import ROOT, graph_option, program, typed
from conceptgraph.commands.terminal import say
from conceptgraph.document import parse
from conceptgraph.escape import printable
from conceptgraph.load import is_id, load
from conceptgraph.model import ID_LENGTH, Concept, Corpus, Source
from conceptgraph.names import Names, did_you_mean
from conceptgraph.problem import Problem
from conceptgraph.proposal import id_of, neighbors, taken
from conceptgraph.schema import corpus
from conceptgraph.skeleton import skeleton, unwritten
from conceptgraph.text import plain


@click.command("new", help=__doc__)
@click.argument("title")
@click.argument("more", nargs=-1, metavar="")
@click.option("--area", required=True, metavar="ID", help="The area, a folder of the graph.")
@click.option("--needs", multiple=True, metavar="ID...", help="What the concept uses; may be repeated.")
@click.option("--id", "chosen", metavar="ID", help="The id, where not the one that the title gives.")
@graph_option
def command(
    title: str, more: tuple[str, ...], area: str, needs: tuple[str, ...], chosen: str | None, graph: Path
) -> None:
    if more and not needs:
        raise click.UsageError("Put a title of several words into quotes.")
    sources, _ = load(graph)
    read, _ = corpus(graph.as_posix(), sources)
    title = _readable(title)
    id = _fit(chosen, title)
    _known_area(read, area)
    needed = _known_needs(read, (*needs, *more))
    file = graph / area / f"{id}.yml"
    text = skeleton(title, needed)
    source, _ = parse(file.as_posix(), f"{area}/{file.name}", text.encode())
    places = list(unwritten(source))
    _refuse(_misfits(source, places), 2)
    near = _shown(read, neighbors(read.concepts.values(), title))
    _refuse(taken(read, id, title), 1, near)
    _create(file, text)
    say(f"{printable(file.as_posix())} is new, with {len(places)} places to fill in, each marked TODO.")
    say(f"Its name is the id {id}, which never changes once it is published; rename the file now if need be.")
    say(near)
    say(_next(file, graph))


def _readable(title: str) -> str:
    """Return a title on one line; refuses what no file may hold."""
    line = " ".join(title.split())
    if not line or not line.isprintable():
        raise click.BadParameter(
            "It is empty." if not line else f"It holds a character that cannot be seen: {printable(line)}",
            param_hint="TITLE",
        )
    if line.startswith("TODO"):
        raise click.BadParameter("TODO marks what is still to be written.", param_hint="TITLE")
    return line


def _fit(chosen: str | None, title: str) -> str:
    """Return the id, if it can be one."""
    id = id_of(title) if chosen is None else chosen
    if is_id(id):
        return id
    if chosen is not None or id:
        why = f"{printable(id)} cannot be an id: lower-case letters, digits and single hyphens, at most "
        why += f"{ID_LENGTH} characters, and no name that a system keeps for itself."
    else:
        why = "The title gives no id, for it has no Latin letters or digits."
    raise click.BadParameter(f"{why} Name one, such as --id chain-rule.", param_hint="--id")


def _known_area(read: Corpus, area: str) -> None:
    known = [entry.id for entry in read.areas]
    if area not in known:
        hint = did_you_mean(area.lower(), known) or f"there are: {', '.join(known) or 'none'}"
        message = f"There is no area {printable(area) or 'without a name'}; {hint}"
        raise click.BadParameter(message, param_hint="--area")


def _known_needs(read: Corpus, needs: Sequence[str]) -> list[str]:
    """Return the ids of prerequisites, each once; names every one that is no concept."""
    names = Names(read)
    unknown = [id for id in dict.fromkeys(needs) if id not in read.ids]
    if unknown:
        said = (f"There is no concept {id}{'; ' if names.hint(id) else ''}{names.hint(id)}" for id in unknown)
        raise click.BadParameter("\n".join(map(printable, said)), param_hint="--needs")
    return list(dict.fromkeys(needs))


def _misfits(source: Source, places: Sequence[Problem]) -> Iterator[str]:
    """Yield what the check says of the file beside that it is not written yet."""
    open_places = {problem.location for problem in places}
    _, found = corpus("", [source])
    yield from (
        problem.message for problem in found
        if problem.location.path == source.path and problem.location not in open_places
    )  # fmt: skip


def _refuse(reasons: Iterable[str], code: int, near: str = "") -> None:
    """End the command where there is a reason to, and show what stands near."""
    said = [printable(reason) for reason in reasons]
    if said:
        say("\n".join([*said, "Nothing was written.", near]).rstrip(), err=True)
        sys.exit(code)


def _create(file: Path, text: str) -> None:
    """Write a file that is not there yet; never through a link, never over another."""
    try:
        if file.parent.is_symlink():
            raise FileExistsError(None, "its folder is a link")
        file.parent.mkdir(exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
    except OSError as error:
        _refuse([f"{file.as_posix()} cannot be written: {error.strerror}."], 1)


def _shown(read: Corpus, near: Sequence[Concept]) -> str:
    """Return what a new concept looks like, as lines."""
    if not near:
        return ""
    lines = ["", "What looks like it; link to these, contrast with them, or add to one instead:"]
    for concept in near:
        lines += [
            f"  {concept.title} ({read.files[concept.id].path})",
            f"      {plain(concept.summary)}",
        ]
    return "\n".join(map(printable, lines))


def _next(file: Path, graph: Path) -> str:
    ours = graph.resolve() == ROOT / "graph"
    start, end = ("make", "") if ours and Path.cwd() == ROOT else (program(), f" --graph {typed(graph)}")
    check, serve = (f"{start} {name}{end}" for name in ("check", "serve"))
    return (
        f"\nNext:\n"
        f"  1. Open {printable(file.as_posix())} and write over every TODO, as the comments ask.\n"
        f"  2. {check} names what is left to write, and what else is wrong.\n"
        f"  3. {serve} then shows the page, at http://127.0.0.1:8000/concepts/{file.stem}/"
        + ("\n  4. Commit it on a branch, and open a pull request." if ours else "")
    )
