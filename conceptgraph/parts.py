"""A YAML file as its fields and entries, each with the comments that stand at it.

YAML itself drops comments, so they are found between the reader's tokens. A comment on a line of
its own belongs to what follows, unless it is indented into the list or entry that ends before it;
a comment behind something belongs to that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from conceptgraph.model import Kind, Source

_COMMENT = re.compile("#.*")


@dataclass(slots=True)
class Part:
    """A field, an item of a list, or the whole file; ``key`` is empty where it is no field.

    From ``start`` to ``end`` stands the text of a scalar; of the rest, ``start`` is the first of it.
    ``top`` is where its first comment or its key stands, of which the order of the fields is told.
    """

    kind: Kind
    start: int
    end: int
    key: str = ""
    top: int = 0
    parts: list[Part] = field(default_factory=list)
    above: tuple[str, ...] = ()
    beside: str = ""
    below: tuple[str, ...] = ()


def tree(source: Source) -> Part | None:
    """Return the file as parts, or None where there is nothing or something in it was refused."""
    return _Builder(source).build() if source.tokens else None


def column(text: str, offset: int) -> int:
    """Return how far from the start of its line a character stands."""
    return offset - (text.rfind("\n", 0, offset) + 1)


class _Builder:
    """Walks the tokens, and the comments in the gaps between them."""

    def __init__(self, source: Source) -> None:
        self.text, self.tokens = source.text, source.tokens
        self.root: Part | None = None
        self.open: list[Part] = []
        self.field: Part | None = None
        """A field whose key was read and whose value was not."""
        self.last: Part | None = None
        self.at = 0
        self.waiting: list[tuple[int, str]] = []
        """Comments that belong to what comes next."""
        self.closed: list[Part] = []
        """Block collections that end between the last token and the next, the innermost first."""

    def build(self) -> Part | None:
        for kind, start, end in self.tokens:
            if kind == "end":
                self.close(start, end)
            else:
                self.remarks(start)
                self.add(kind, start, end)
                self.at = end
                self.closed.clear()
        self.remarks(len(self.text))
        if self.root:
            self.root.below += self.taken()
        return self.root

    def close(self, start: int, end: int) -> None:
        if start == end:
            self.closed.append(self.open.pop())
            return
        self.remarks(start)
        part = self.open.pop()
        part.below += self.taken()
        self.last, self.at, self.closed = part, end, []

    def add(self, kind: Kind, start: int, end: int) -> None:
        inside = self.open[-1] if self.open else None
        if inside and inside.kind == "mapping" and not self.field:
            key = self.text[start:end].strip("'\"")
            self.field = self.last = self.begun(inside, Part("scalar", start, end, key))
            return
        part = self.field or Part(kind, start, end)
        if self.field:
            part.kind, part.start, part.end, self.field = kind, start, end, None
            # Above a list or a mapping they belong to its first part.
            part.above += self.taken() if kind == "scalar" else ()
        elif inside:
            self.begun(inside, part)
        else:
            self.root = part
        if kind == "scalar":
            self.last = part
        else:
            self.open.append(part)

    def begun(self, inside: Part, part: Part) -> Part:
        part.top = self.waiting[0][0] if self.waiting else part.start
        part.above += self.taken()
        inside.parts.append(part)
        return part

    def taken(self) -> tuple[str, ...]:
        if not self.waiting:
            return ()
        taken, self.waiting = tuple(comment for _, comment in self.waiting), []
        return taken

    def remarks(self, upto: int) -> None:
        """Give each comment before an offset to the part at which it stands."""
        # Most gaps hold none, and the check walks them all.
        if self.text.find("#", self.at, upto) == -1:
            return
        for found in _COMMENT.finditer(self.text, self.at, upto):
            offset, comment = found.start(), found.group().rstrip()
            # A block scalar ends behind its last break.
            if self.last and "\n" not in self.text[self.at - 1 : offset]:
                if self.last.beside:
                    self.last.above += (self.last.beside,)
                self.last.beside = comment
            elif home := self.home(column(self.text, offset)):
                home.below += (comment,)
            else:
                self.waiting.append((offset, comment))

    def home(self, at: int) -> Part | None:
        """Return the ended collection into which a comment in this column is indented."""
        outside = column(self.text, self.open[-1].start) if self.open else 0
        if at <= outside:
            return None
        return next((part for part in self.closed if column(self.text, part.start) <= at), None)
