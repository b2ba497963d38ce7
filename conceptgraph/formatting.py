"""The one order and layout of a concept's file.

Works on the text by the places of its parts, so that comments, block scalars and the breaks of
their lines stay as they were typed; what a text says is never changed. Fields and keys stand in
the order of ``Node``; lists and entries are indented by two, with nothing between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import get_args, get_origin

from pydantic import BaseModel

from conceptgraph.model import Node, Source
from conceptgraph.parts import Part, column, tree

ONE_LINE = frozenset({"aliases", "related", "assumes"})
"""Lists that are written as [a, b], if every item can be."""

ONE_LINE_ENTRIES = frozenset({"resources"})
"""Lists whose entries are written as {a: b}, if they can be."""

WIDE = 170
"""Columns beyond which neither is done; the longest such line of ours has 166."""

_MODELINE = "# yaml-language-server:"
_HEADER = re.compile(r"([|>])([+-]?)([1-9]?)([+-]?)[ \t]*(#.*)?")
# Plain text that says the same between brackets, whichever reader reads it.
_INLINE = re.compile(r"[^|>:,\[\]{}?\n][^,\[\]{}?\n]*|'[^\n]*|\"[^\n]*")
_BLANK = " \t"
# These two are text between brackets and the start of something outside.
_INDICATORS = ("-", "?")

Shape = tuple[int, bool, type[BaseModel] | None]
"""The place of a field in the order, whether it is a list, and the model of its entries if it has some."""


def formatted(source: Source) -> str | None:
    """Return the file in order, or None where it does not have the structure of a concept."""
    root = structure(source)
    return written(source.text, root) if root else None


def structure(source: Source) -> Part | None:
    """Return the parts of a file that has texts, lists and entries where a concept has them."""
    root = tree(source)
    return root if root and root.parts and _fits(root, Node, source.text) else None


def written(text: str, root: Part) -> str:
    """Return the parts of a text in order."""
    writer = _Writer(text)
    writer.fields(root, Node, 0)
    # In the first column stand names of fields and comments, never a text.
    lines = sorted(writer.lines, key=lambda line: not line.startswith(_MODELINE))
    return "\n".join([*lines, ""])


def ordered(inside: Part, model: type[BaseModel]) -> list[Part]:
    """Return the fields of a mapping in the order of its model."""
    shapes = shapes_of(model)
    return sorted(inside.parts, key=lambda field: shapes[field.key][0])


@cache
def shapes_of(model: type[BaseModel]) -> dict[str, Shape]:
    """Return what each field of a model has to look like."""
    return {
        key: (at, *_shape(field.annotation)) for at, (key, field) in enumerate(model.model_fields.items())
    }


def _shape(kind: object) -> tuple[bool, type[BaseModel] | None]:
    if get_origin(kind) is not tuple:
        return False, None
    inner = get_args(kind)[0]
    return True, inner if isinstance(inner, type) and issubclass(inner, BaseModel) else None


def _fits(part: Part, model: type[BaseModel], text: str) -> bool:
    shapes = shapes_of(model)
    if part.kind != "mapping" or any(field.key not in shapes for field in part.parts):
        return False
    for field in part.parts:
        _, listed, inner = shapes[field.key]
        if listed != (field.kind == "list") or not (listed or _is_text(field, text)):
            return False
        if not all(_fits(item, inner, text) if inner else _is_text(item, text) for item in field.parts):
            return False
    return True


def _is_text(part: Part, text: str) -> bool:
    return part.kind == "scalar" and text[part.start : part.end] not in _INDICATORS


class _Writer:
    """Writes the parts of a text, line by line; ``indent`` is where what is asked for starts."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[str] = []

    def fields(self, inside: Part, model: type[BaseModel], indent: int) -> None:
        for field in ordered(inside, model):
            self.comments(field.above, indent)
            self.field(field, inside, model, indent)
        self.comments(inside.below, indent)

    def field(self, field: Part, inside: Part, model: type[BaseModel], indent: int) -> None:
        name = f"{' ' * indent}{field.key}:"
        if field.kind == "scalar":
            self.scalar(field, inside, name, indent)
        elif not field.parts:
            self.comments(field.below, indent)
            self.line(f"{name} []", field.beside)
        elif line := self.listed(field, name):
            self.line(line, field.beside)
        else:
            self.line(name, field.beside)
            for item in field.parts:
                self.comments(item.above, indent + 2)
                self.item(item, field, shapes_of(model)[field.key][2], indent + 2)
            self.comments(field.below, indent + 2)

    def item(self, item: Part, inside: Part, model: type[BaseModel] | None, indent: int) -> None:
        dash = f"{' ' * indent}-"
        if model is None:
            self.scalar(item, inside, dash, indent)
        elif not item.parts:
            self.comments(item.below, indent)
            self.line(f"{dash} {{}}", item.beside)
        elif line := self.braced(item, inside, model, dash):
            self.line(line, item.beside)
        else:
            if item.beside:
                self.comments((item.beside,), indent)
            at = len(self.lines)
            self.fields(item, model, indent + 2)
            # What stands above the first key would part it from its dash.
            while self.lines[at].lstrip().startswith("#"):
                self.lines[at] = self.lines[at][2:]
                at += 1
            self.lines[at] = f"{dash} {self.lines[at].lstrip()}"

    def line(self, line: str, beside: str) -> None:
        self.lines.append(f"{line}  {beside}" if beside else line)

    def comments(self, comments: Iterable[str], indent: int) -> None:
        for comment in comments:
            self.lines.append(f"{' ' * indent}{comment}")

    def listed(self, field: Part, name: str) -> str:
        """Return a list in one line, or nothing where it takes several."""
        if field.key not in ONE_LINE:
            return ""
        line = f"{name} [{', '.join(map(self.raw, field.parts))}]"
        return line if self.is_inline(field, line) else ""

    def braced(self, item: Part, inside: Part, model: type[BaseModel], dash: str) -> str:
        """Return an entry in one line, or nothing where it takes several."""
        if inside.key not in ONE_LINE_ENTRIES:
            return ""
        fields = (f"{field.key}: {self.raw(field)}" for field in ordered(item, model))
        line = f"{dash} {{{', '.join(fields)}}}"
        return line if self.is_inline(item, line) else ""

    def is_inline(self, part: Part, line: str) -> bool:
        """Tell whether a list or an entry can stand in this one line without a loss."""
        return (
            len(line) <= WIDE
            and not part.below
            and all(
                not (inner.above or inner.beside) and _INLINE.fullmatch(self.raw(inner))
                for inner in part.parts
            )
        )

    def raw(self, part: Part) -> str:
        return self.text[part.start : part.end]

    def scalar(self, part: Part, inside: Part, name: str, indent: int) -> None:
        """Write a text behind its key or dash, its further lines two columns in from there."""
        raw, beside, pad = self.raw(part), part.beside, " " * (indent + 2)
        if raw[:1] in ("|", ">"):
            first, further, comment = self.block(raw, inside)
            if comment and beside:
                self.comments((beside,), indent)
            self.line(f"{name} {first}", comment or beside)
        elif "\n" not in raw:
            self.line(f"{name} {raw}" if raw else name, beside)
            return
        else:
            # White space around a break is no part of a text that is not a block.
            first, *between, last = raw.split("\n")
            further = [*(line.strip(_BLANK) for line in between), last.lstrip(_BLANK)]
            self.comments((beside,) if beside else (), indent)
            self.lines.append(f"{name} {first.rstrip(_BLANK)}")
        self.lines += [f"{pad}{line}" if line else "" for line in further]

    def block(self, raw: str, inside: Part) -> tuple[str, list[str], str]:
        """Return the header of a block scalar, its lines without their indentation, and its comment."""
        first, *lines = raw.split("\n")
        header = _HEADER.fullmatch(first)
        assert header
        style, one, digit, other, comment = header.groups(default="")
        chomp = one or other
        # The last is what follows the last break: empty, unless the file ends there without one.
        *lines, rest = _dedented(lines or [""], column(self.text, inside.start) + int(digit) if digit else 0)
        if rest:
            lines, chomp = [*lines, rest], "-"
        while lines and not lines[-1] and chomp != "+":
            lines.pop()
        digit = "2" if next(filter(None, lines), "").startswith((" ", "\t")) else ""
        return f"{style}{digit}{chomp}", lines, comment.rstrip()


def _dedented(lines: list[str], step: int) -> list[str]:
    """Return the lines of a block scalar without their indentation, which the first tells if need be."""
    if not step:
        first = next((line for line in lines if line.strip(" ")), "")
        step = len(first) - len(first.lstrip(" "))
    return [line[step:] for line in lines] if step else [""] * len(lines)
