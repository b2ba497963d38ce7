"""What is wrong with the data, as a value: where, what, and the way out.

Stages yield problems and never print; the command shows them as text or as JSON, or as ``annotate`` does.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import click

from conceptgraph.escape import printable
from conceptgraph.model import Location
from conceptgraph.rules import RULES, Severity
from conceptgraph.words import counted

OUR_FAULT = "This is a fault of the program, not of your data. The site that stood before is untouched."

SHOWN_WARNINGS = 5
"""Warnings of one code that the text format spells out; ``json`` has them all."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding; ordered by position."""

    location: Location
    code: str
    message: str
    hint: str
    severity: Severity


def problem(code: str, location: Location, message: str, hint: str = "") -> Problem:
    """Return a finding of a rule in ``RULES``, with the rule's own hint where none is given."""
    rule = RULES[code]
    return Problem(location, code, message, hint or rule.hint, rule.severity)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether a site may not be built from the data."""
    return any(p.severity == "error" for p in problems)


def as_text(problems: Sequence[Problem]) -> str:
    """Return one block a problem, as ``path:line:column``, errors last so that they stay in sight."""
    shown: Counter[str] = Counter()
    blocks = []
    for found in sorted(problems, key=lambda p: (p.severity == "error", p)):
        shown[found.code] += found.severity == "warning"
        if found.severity == "error" or shown[found.code] <= SHOWN_WARNINGS:
            blocks.append(_block(found))
    rest = {code: count - SHOWN_WARNINGS for code, count in shown.items()}
    more = [
        f"... and {n} more of {code} (--format json lists all)" for code, n in sorted(rest.items()) if n > 0
    ]
    return "\n".join([*more, *blocks])


def summary(problems: Sequence[Problem]) -> str:
    """Return the count in words, such as ``2 errors, 1 warning``."""
    counts = Counter(p.severity for p in problems)
    parts = [counted(counts[s], s) for s in ("error", "warning") if counts[s]]
    return ", ".join(parts) or "no problems"


def result(size: int, problems: Sequence[Problem]) -> str:
    """Return in words how large a graph is and what is wrong, such as ``240 concepts, no problems``."""
    return f"{counted(size, 'concept')}, {summary(problems)}"


def as_json(problems: Iterable[Problem]) -> str:
    """Return a JSON array of ``{path, line, column, code, severity, message, hint}``, in ASCII."""
    return json.dumps([row(p) for p in sorted(problems)], indent=2)


def row(found: Problem) -> dict[str, str | int]:
    """Return a finding as data for JSON."""
    said = {"code": found.code, "severity": found.severity, "message": found.message, "hint": found.hint}
    return {**found.location._asdict(), **said}


def _block(found: Problem) -> str:
    place = click.style(printable(":".join(map(str, found.location))), bold=True)
    kind = click.style(found.severity, fg="red" if found.severity == "error" else "yellow", bold=True)
    head = f"{place}: {kind}: {printable(found.message)} [{found.code}]"
    return f"{head}\n    hint: {printable(found.hint)}" if found.hint else head
