"""Problems as a pull request shows them: annotations at its lines, and a table in the step's summary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from conceptgraph.changes import Changes
from conceptgraph.escape import annotation, annotation_property, markdown, printable
from conceptgraph.manual import MORE, address
from conceptgraph.problem import Problem, result
from conceptgraph.rules import RULES

ANNOTATIONS = 10
"""Errors, and as many warnings, that GitHub shows of one step."""

SUMMARY_BYTES = 1024 * 1024
"""The size from which GitHub refuses the summary of a step."""

_SPARE = 1024
"""Bytes for the sentences around the table."""

_HEAD = ("", "| place | problem | way out | code |", "|---|---|---|---|")


def ordered(problems: Iterable[Problem], changes: Changes | None = None) -> list[Problem]:
    """Return errors first, of each severity those on changed lines, then those in changed files."""
    return sorted(problems, key=lambda p: (p.severity == "warning", _distance(p, changes), p))


def as_github(
    problems: Iterable[Problem], changes: Changes | None = None, listed: str = "in the log of this step"
) -> str:
    """Return workflow commands that annotate as many lines as are shown, then the rest as plain lines.

    ``listed`` says where all problems stand; the last annotation leads there if not all can be shown.
    """
    found = ordered(problems, changes)
    commands: list[str] = []
    left: list[Problem] = []
    for severity in ("error", "warning"):
        alike = [problem for problem in found if problem.severity == severity]
        shown = alike if len(alike) <= ANNOTATIONS else alike[: ANNOTATIONS - 1]
        rest = alike[len(shown) :]
        commands += map(_annotated, shown)
        commands += [f"::{severity} title=More::{len(rest)} more {severity}s stand {listed}."] if rest else []
        left += rest
    return "\n".join([*commands, *map(_plain, left)])


def as_markdown(
    problems: Sequence[Problem],
    size: int,
    changes: Changes | None = None,
    site: str = "",
    room: int = SUMMARY_BYTES,
) -> str:
    """Return what was found in a graph of ``size`` concepts as a table of at most ``room`` bytes."""
    if room < 2 * _SPARE:
        return ""
    lines = ["## Check of the graph", "", f"{result(size, problems)}."]
    room -= _SPARE
    left = 0
    for text, is_row in _rows(ordered(problems, changes), changes, site):
        room -= len(text.encode()) + 1
        if room >= 0:
            lines.append(text)
        else:
            left += is_row
    if left:
        lines += [
            "",
            f"{left} more are left out, since the summary has no room for them; "
            "`build_graph.py check --format json` lists all.",
        ]
    lines += ["", MORE] if problems else []
    return "\n".join([*lines, ""])


def _rows(found: list[Problem], changes: Changes | None, site: str) -> Iterator[tuple[str, bool]]:
    """Yield the lines of the tables, each with whether it is that of a problem."""
    near = [problem for problem in found if changes is None or _distance(problem, changes) < 2]
    far = [problem for problem in found if changes is not None and _distance(problem, changes) == 2]
    for title, part in (("In files that have changed", near), ("In other files", far)):
        if part:
            yield from ((line, False) for line in (*(["", f"### {title}"] if changes else []), *_HEAD))
            yield from ((_row(problem, site), True) for problem in part)


def _row(found: Problem, site: str) -> str:
    code = f"[{found.code}]({_linked(address(RULES[found.code], site))})" if site else found.code
    said = f"**{found.severity}**: {markdown(found.message)}"
    return f"| {markdown(printable(found.location.short))} | {said} | {markdown(found.hint)} | {code} |"


def _linked(address: str) -> str:
    return re.sub(r"[\0-\x20()<>\\\"|]", lambda found: f"%{ord(found[0]):02X}", address)


def _distance(found: Problem, changes: Changes | None) -> int:
    return changes.distance(found.location) if changes else 0


def _annotated(found: Problem) -> str:
    place = found.location
    hint = f"%0Ahint: {annotation(found.hint)}" if found.hint else ""
    return (
        f"::{found.severity} file={annotation_property(place.path)},line={place.line},col={place.column},"
        f"title={annotation_property(found.code)}::{annotation(found.message)}{hint}"
    )


def _plain(found: Problem) -> str:
    """Return a line of the log; it starts with a dash, since one that starts with ``::`` is a command."""
    place = ":".join(map(str, found.location))
    hint = f" hint: {found.hint}" if found.hint else ""
    return "- " + printable(f"{place}: {found.severity}: {found.message} [{found.code}]{hint}")
