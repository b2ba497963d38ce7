"""Where a concept's file leaves the one order and layout, in words."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from conceptgraph.formatting import ordered, shapes_of, structure, written
from conceptgraph.model import Node, Source
from conceptgraph.parts import Part

SHOWN = 80
"""Characters of a line that a sentence quotes."""


def deviation(source: Source) -> tuple[int, str] | None:
    """Return the first line that formatting would change, and why, or None where all is in order."""
    root = structure(source)
    if root is None:
        return None
    wanted = written(source.text, root)
    if source.foreign:
        return 1, source.foreign
    return None if wanted == source.text else _first(source.text, wanted, root)


def _first(text: str, wanted: str, root: Part) -> tuple[int, str]:
    lines, others = text.split("\n"), wanted.split("\n")
    same = (at for at, pair in enumerate(zip(lines, others, strict=False)) if pair[0] != pair[1])
    at = next(same, min(len(lines), len(others)))
    top, late, early = min(_disorder(root, Node), default=(len(text), "", ""))
    if late and text.count("\n", 0, top) <= at:
        return at + 1, f"`{late}` stands after `{early}`."
    return min(at + 1, len(lines) - (not lines[-1])), _said(lines[at:], others[at:])


def _disorder(inside: Part, model: type[BaseModel]) -> Iterator[tuple[int, str, str]]:
    """Yield where a mapping leaves the order, the key that comes too late, and the one in its place."""
    for field, wanted in zip(inside.parts, ordered(inside, model), strict=True):
        if field is not wanted:
            yield field.top, wanted.key, field.key
            break
    for field in inside.parts:
        if inner := shapes_of(model)[field.key][2]:
            for item in field.parts:
                yield from _disorder(item, inner)


def _said(lines: list[str], wanted: list[str]) -> str:
    """Return what is wrong with the first of some lines."""
    if not lines:
        return "The last line does not end in a line break."
    line, other = lines[0], wanted[0] if wanted else ""
    if not line.strip() and (other or not line):
        return "An empty line stands outside of a text."
    if line.rstrip() == other:
        return "Spaces stand at the end of the line."
    if line.strip() == other.strip():
        there, here = (len(text) - len(text.lstrip()) for text in (line, other))
        return f"The line is indented by {there}, and {here} belongs here."
    return f"In order, the line reads: {other.strip()[:SHOWN]}" if other else "The line does not belong here."
