"""The manual as people read it: codes by group, and one entry in full."""

from __future__ import annotations

import re
import textwrap

from conceptgraph.rules import RULES, Rule

WIDTH = 80
MORE = "build_graph.py explain CODE says more, with an example mended."
"""What a report says once, below its problems."""

GROUPS = {
    "missing-areas": "Files and their names",
    "yaml-encoding": "YAML",
    "unknown-field": "Fields",
    "unknown-id": "The graph",
    "latex": "Text",
    "distant-link": "Editorial warnings",
}
"""The first code of each group, and what the group is called: a group goes on as far as the next."""


def grouped() -> dict[str, list[Rule]]:
    """Return all rules by the title of their group, in the order of the manual."""
    groups: dict[str, list[Rule]] = {}
    title = ""
    for rule in RULES.values():
        title = GROUPS.get(rule.code, title)
        groups.setdefault(title, []).append(rule)
    return groups


def address(rule: Rule, site: str) -> str:
    """Return the address of a rule's page; ``site`` ends in a slash."""
    return f"{site}checks/{rule.code}/"


def gist(rule: Rule) -> str:
    """Return what a rule means in one clause."""
    return f"{re.split('[.:;] ', rule.meaning)[0].removesuffix('.')}."


def contents() -> str:
    """Return all codes by group, with one line each."""
    widest = max(map(len, RULES))
    parts = (
        "\n".join([title, *(f"  {rule.code.ljust(widest)}  {gist(rule)}" for rule in rules)])
        for title, rules in grouped().items()
    )
    return "\n\n".join(parts)


def entry(rule: Rule, site: str = "") -> str:
    """Return all that is known of one code."""
    parts = [
        f"{rule.code}: {rule.severity}",
        textwrap.fill(rule.meaning, WIDTH),
        textwrap.fill(f"Way out: {rule.hint}.", WIDTH, break_on_hyphens=False),
        _example(verdict(rule), rule.bad),
        _example("Mended", rule.mended),
        *([address(rule, site)] if site else []),
    ]
    return "\n\n".join(parts)


def verdict(rule: Rule) -> str:
    """Return what is done with the bad example of a rule."""
    return "Refused" if rule.severity == "error" else "Warned of"


def _example(title: str, text: str) -> str:
    return f"{title}:\n\n{textwrap.indent(text, ' ' * 4)}"
