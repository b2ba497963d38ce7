"""Check the graph of concepts, build its site, serve it, and print study paths.

Exit codes: 0 clean (warnings allowed), 1 problems in the data, 2 wrong usage, 3 our own fault.
"""

from __future__ import annotations

import io
import os
import re
import sys
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

import click

from conceptgraph.check import Checked, chart, check
from conceptgraph.guide import plan
from conceptgraph.history import published_ids
from conceptgraph.load import load
from conceptgraph.problem import as_github, as_json, as_text, printable, summary
from conceptgraph.request import RequestError, frame, resolved, wanted
from conceptgraph.schedule import START
from conceptgraph.takeaway import FORMS
from conceptgraph.write import copy_handwritten, write

ROOT = Path(__file__).resolve().parent
OUR_FAULT = "This is a fault of the program, not of your data. The site that stood before is untouched."
FORMATS = {"text": as_text, "github": as_github, "json": as_json}

graph_option = click.option(
    "--graph",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=lambda: _shown(ROOT / "graph"),
    help="The graph's folder (default: graph/).",
)
site_option = click.option(
    "--site",
    type=click.Path(path_type=Path),
    default=lambda: _shown(ROOT / "site"),
    help="Where the site goes (default: site/).",
)


@click.group(
    invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}, help=__doc__
)
@click.pass_context
def main(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        graph, site = _shown(ROOT / "graph"), _shown(ROOT / "site")
        write(ROOT / "docs", _pages(graph))
        _publish(ROOT / "docs", site, graph)


@main.command("check")
@graph_option
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How problems are shown."
)
def check_command(graph: Path, form: str) -> None:
    """Report every problem of a graph at once."""
    checked = _read(graph)
    _echo(FORMATS[form](checked.problems))
    if form == "text":
        size = len(checked.corpus.concepts)
        _echo(f"{size} concept{'' if size == 1 else 's'}, {summary(checked.problems)}", err=True)
    sys.exit(0 if checked.sound else 1)


@main.command("build")
@graph_option
@site_option
def build_command(graph: Path, site: Path) -> None:
    """Build the site of any graph into any folder; docs/, graph/ and a site elsewhere stay as they are."""
    _build(graph, site)


@main.command("serve")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@graph_option
def serve_command(port: int, graph: Path) -> None:
    """Build and serve the site; build again and reload the page when graph/ or docs/ change."""
    from conceptgraph.serve import serve

    with tempfile.TemporaryDirectory(prefix="concept-graph-") as folder:
        site = Path(folder) / "site"
        serve(port, site, watched=(graph, ROOT / "docs"), build=lambda: _rebuild(graph, site), say=_echo)


@main.command("path")
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
def path_command(
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
    """Print what to study for the goals, in order: what each step is needed for, and the time it takes."""
    if not (goals or areas or sections):
        raise click.UsageError("Missing argument 'GOAL...', or --area, or --section.")
    if form == "calendar" and last is None:
        raise click.UsageError("A calendar needs a last day: add --until.")
    now = datetime.now(UTC)
    try:
        bounds = frame(hours, session, first, last, start, now.astimezone().date().isoformat())
        atlas = chart(_sound(graph))
        aims = wanted(atlas, goals, areas, sections, drafts)
        found = plan(atlas, aims, resolved(atlas, "--known", known), drafts, bounds)
    except RequestError as error:
        raise click.BadParameter(printable(str(error)), param_hint=error.option) from error
    if form == "calendar" and not found.steps:
        raise click.UsageError("There is no session to put into a calendar.")
    site = re.sub(r"(?<=[^/])\Z", "/", os.environ.get("SITE_URL", ""))
    # As bytes, since a calendar's line ends and its encoding are the same on every machine.
    click.echo(FORMS[form](found, f"{now:%Y-%m-%dT%H:%M:%SZ}", site).encode(), nl=False)


def _read(graph: Path) -> Checked:
    sources, unread = load(graph)
    return check(graph.as_posix(), sources, unread, published_ids(graph))


def _sound(graph: Path) -> Checked:
    """Return a graph without errors; ends the command with the report where there are some."""
    checked = _read(graph)
    if not checked.sound:
        errors = [problem for problem in checked.problems if problem.severity == "error"]
        _echo(as_text(errors), err=True)
        _echo(f"{summary(errors)}; nothing was built", err=True)
        sys.exit(1)
    return checked


def _build(graph: Path, site: Path) -> None:
    """Build through a folder of its own, so that docs/ stays as it is."""
    files = _pages(graph)
    with tempfile.TemporaryDirectory(prefix="concept-graph-") as folder:
        staged = Path(folder) / "docs"
        copy_handwritten(ROOT / "docs", staged)
        write(staged, files)
        _publish(staged, site, graph)


def _rebuild(graph: Path, site: Path) -> bool:
    """Build, and tell whether it went well: a server goes on with the site that stood before."""
    try:
        _build(graph, site)
    except SystemExit:
        return False
    return True


def _pages(graph: Path) -> dict[str, bytes]:
    """Return the generated files of a sound graph; ends the command for any other."""
    # What pages and sites need costs more to import than a whole check takes, so only they import it.
    from conceptgraph.build import docs

    _progress("Checking the graph")
    atlas = chart(_sound(graph))
    _progress(f"Writing the pages of {len(atlas.order)} concepts")
    return docs(atlas)


def _publish(docs_folder: Path, site: Path, graph: Path) -> None:
    from conceptgraph.site import SiteError, TargetError, build_site

    _progress(f"Building the site in {site}")
    try:
        build_site(
            ROOT / "mkdocs.yml", docs_folder, site, sources=(ROOT / "docs", ROOT / "conceptgraph", graph)
        )
    except TargetError as error:
        raise click.UsageError(str(error)) from error
    except SiteError as error:
        _echo(f"{error}\n{OUR_FAULT}", err=True)
        sys.exit(3)


def _shown(path: Path) -> Path:
    """Return a path as one would type it from here."""
    relative = Path(os.path.relpath(path))
    return path if relative.parts[:1] == ("..",) else relative


def _echo(text: str, err: bool = False) -> None:
    if text:
        click.echo(text, err=err, color=False if os.environ.get("NO_COLOR") else None)


def _progress(text: str) -> None:
    """Tell a person who waits what is going on; a log stays quiet."""
    if sys.stderr.isatty():
        _echo(f"{text} ...", err=True)


def run() -> None:
    """Run the command; an exception that nobody foresaw is our fault and says so."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character of the data must not end the report.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        main()
    except Exception:
        traceback.print_exc()
        _echo(OUR_FAULT, err=True)
        sys.exit(3)


if __name__ == "__main__":
    run()
