"""Bytes of a YAML file -> Source: read strictly, every value with its line and column.

Works on parser events, not on the loader's values, for three reasons: every scalar stays the text
that was typed (``no``, ``1e3``, ``12:30``), anchors and aliases are seen before they can expand, and
each value keeps its position. No recursion, so depth costs nothing but a number.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from conceptgraph.model import Kind, Location, Pointer, Source, Token
from conceptgraph.problem import Problem, problem

MAX_DEPTH = 20
MAX_PROBLEMS = 50
"""One broken file must not drown the others."""

# libyaml where the wheel brings it, the slower twin where it does not; both give the same events.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_KINDS: dict[type[yaml.Event], Kind] = {
    yaml.ScalarEvent: "scalar", yaml.MappingStartEvent: "mapping", yaml.SequenceStartEvent: "list",
    yaml.MappingEndEvent: "end", yaml.SequenceEndEvent: "end",
}  # fmt: skip

# What a YAML stream may not hold, what moves line numbers apart (NEL, LS, PS), and what reorders
# the line that a reviewer reads (bidirectional controls).
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_SYNTAX_HINTS = (
    ("mapping values are not allowed", "put text that has a colon into a block scalar (>-) or single quotes"),
    ("cannot start any token", "start such text with a block scalar (>-) or put it into single quotes"),
    ("could not find expected ':'", "a key needs a colon and a space; indent text further than its key"),
    ("unexpected end of stream", "a quote or a bracket that was opened is not closed"),
    ("expected ',' or", "close the bracket, and put text with brackets, commas or braces into single quotes"),
    ("unexpected document indicator", "a line of three dashes or dots does not belong here"),
)


@dataclass(slots=True)
class _Frame:
    """A mapping or list that is still open."""

    into: dict[str, object] | list[object]
    pointer: Pointer
    key: str | None = None
    discard: bool = False


def parse(path: str, name: str, raw: bytes) -> tuple[Source, list[Problem]]:
    """Return the file's data with positions (None where it cannot be read), and what is wrong with it."""
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        return _nothing(path, name), [_not_utf8(path, raw, error)]
    forbidden = list(_forbidden(path, text))
    if forbidden:
        return _nothing(path, name), forbidden[:MAX_PROBLEMS]
    reader = _Reader(path, text)
    try:
        data = reader.read()
    except yaml.MarkedYAMLError as error:
        return _nothing(path, name), [*reader.problems[:MAX_PROBLEMS], _syntax(path, text.split("\n"), error)]
    except _TooDeepError:
        return _nothing(path, name), reader.problems[:MAX_PROBLEMS]
    tokens = () if reader.problems else tuple(reader.tokens)
    source = Source(path, name, data, reader.values, reader.keys, text, tokens, _foreign(raw))
    return source, reader.problems[:MAX_PROBLEMS]


def unreadable(path: str, name: str, code: str, message: str) -> tuple[Source, list[Problem]]:
    """Return what ``parse`` would for a file whose bytes are not to be had."""
    return _nothing(path, name), [problem(code, Location(path, 1, 1), message)]


def _nothing(path: str, name: str) -> Source:
    return Source(path, name, None, {}, {})


def _foreign(raw: bytes) -> str:
    mark = "The file starts with a byte order mark." if raw.startswith(BOM_UTF8) else ""
    return mark or ("Lines end in a carriage return." if b"\r" in raw else "")


class _TooDeepError(Exception):
    """Ends the reading of a file that nests too deeply."""


class _Reader:
    """Builds plain data from events and notes each position on the way."""

    def __init__(self, path: str, text: str) -> None:
        self.path, self.text = path, text
        self.values: dict[Pointer, Location] = {}
        self.keys: dict[Pointer, Location] = {}
        self.problems: list[Problem] = []
        self.tokens: list[Token] = []
        self.root: list[object] = []
        self.stack = [_Frame(self.root, ())]

    def read(self) -> object:
        documents = 0
        for event in yaml.parse(self.text, Loader=_Loader):
            if kind := _KINDS.get(type(event)):
                self.tokens.append((kind, *self.span(event)))
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents == 2:
                    self.say(event, "yaml-several-documents", "A second document starts here.")
                    break
                if event.version or event.tags:
                    self.say(event, "yaml-tag", "The file starts with a YAML directive.")
            elif isinstance(event, yaml.NodeEvent):
                self.node(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self.stack.pop()
        return self.root[0] if self.root else ""

    def node(self, event: yaml.NodeEvent) -> None:
        self.refuse(event)
        frame = self.stack[-1]
        if isinstance(frame.into, dict) and frame.key is None:
            self.key(frame, event)
            return
        pointer, value = self.pointer(frame), self.value(event)
        self.values.setdefault(pointer, self.where(event))
        self.attach(frame, value)
        if isinstance(value, dict | list):
            self.open(event, value, pointer)

    def refuse(self, event: yaml.NodeEvent) -> None:
        """Note what is valid YAML and still has no place here."""
        if isinstance(event, yaml.AliasEvent):
            self.say(event, "yaml-anchor", f"*{event.anchor} repeats a value from elsewhere.")
        elif event.anchor:
            self.say(event, "yaml-anchor", f"&{event.anchor} names a value to repeat it elsewhere.")
        if tag := getattr(event, "tag", None):
            self.say(event, "yaml-tag", f"The tag {tag} changes the type of this value.")
        if getattr(event, "style", None) == '"' and "\\" in self.text[slice(*self.span(event))]:
            self.say(event, "yaml-backslash", "A backslash inside double quotes is read as an escape.")

    def key(self, frame: _Frame, event: yaml.NodeEvent) -> None:
        assert isinstance(frame.into, dict)
        if not isinstance(event, yaml.ScalarEvent):
            self.say(event, "yaml-key", "A key must be plain text, not a list, a mapping or an alias.")
            frame.key, frame.discard = "?", True
            if not isinstance(event, yaml.AliasEvent):
                # Its inside is read into nowhere, then the frame waits for the value.
                self.open(event, self.value(event), (*frame.pointer, "?"))
            return
        if event.value == "<<" and not event.style:
            self.say(event, "yaml-merge-key", "The key << merges another mapping into this one.")
        frame.key, frame.discard = event.value, event.value in frame.into
        if frame.discard:
            first = self.keys[(*frame.pointer, event.value)]
            self.say(
                event,
                "yaml-duplicate-key",
                f"{event.value} stands here a second time; the first is in line {first.line}.",
            )
        self.keys.setdefault((*frame.pointer, event.value), self.where(event))

    def pointer(self, frame: _Frame) -> Pointer:
        if frame.into is self.root:
            return ()
        if isinstance(frame.into, list):
            return (*frame.pointer, len(frame.into))
        # A value that is thrown away keeps its positions apart from those of the first.
        return (*frame.pointer, f"{frame.key}\0" if frame.discard else frame.key or "")

    def attach(self, frame: _Frame, value: object) -> None:
        if isinstance(frame.into, list):
            frame.into.append(value)
            return
        if not frame.discard:
            frame.into[frame.key or ""] = value
        frame.key, frame.discard = None, False

    def value(self, event: yaml.NodeEvent) -> object:
        if isinstance(event, yaml.MappingStartEvent):
            return {}
        if isinstance(event, yaml.SequenceStartEvent):
            return []
        return event.value if isinstance(event, yaml.ScalarEvent) else ""

    def open(self, event: yaml.NodeEvent, value: object, pointer: Pointer) -> None:
        if len(self.stack) > MAX_DEPTH:
            self.say(event, "yaml-too-deep", f"More than {MAX_DEPTH} levels are nested here.")
            raise _TooDeepError
        assert isinstance(value, dict | list)
        self.stack.append(_Frame(value, pointer))

    def span(self, event: yaml.Event) -> tuple[int, int]:
        start, end = event.start_mark, event.end_mark
        assert start is not None
        assert end is not None
        return start.index, end.index

    def where(self, event: yaml.Event) -> Location:
        assert event.start_mark is not None
        return Location(self.path, event.start_mark.line + 1, event.start_mark.column + 1)

    def say(self, event: yaml.Event, code: str, message: str) -> None:
        self.problems.append(problem(code, self.where(event), message))


def _forbidden(path: str, text: str) -> Iterator[Problem]:
    for match in _FORBIDDEN.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - (text.rfind("\n", 0, match.start()) + 1) + 1
        name = f"U+{ord(match.group()):04X}"
        yield problem(
            "yaml-control-character",
            Location(path, line, column),
            f"The character {name} cannot be seen and is not allowed.",
        )


def _not_utf8(path: str, raw: bytes, error: UnicodeDecodeError) -> Problem:
    line = raw.count(b"\n", 0, error.start) + 1
    start = raw.rfind(b"\n", 0, error.start) + 1
    column = len(raw[start : error.start].decode("utf-8", "replace")) + 1
    byte = raw[error.start]
    return problem("yaml-encoding", Location(path, line, column), f"The byte 0x{byte:02X} is not UTF-8.")


def _syntax(path: str, lines: list[str], error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    place = Location(path, mark.line + 1, mark.column + 1) if mark else Location(path, 1, 1)
    text = str(error.problem or error.context or "it cannot be read")
    if conflict := next((n for n, line in enumerate(lines, 1) if line.startswith("<<<<<<< ")), 0):
        message = "Git's marks of a conflict stand here."
        return problem(
            "yaml-syntax", Location(path, conflict, 1), message, "keep one side, and delete the marks"
        )
    if "escape" in text:
        return problem("yaml-backslash", place, "A backslash inside double quotes is read as an escape.")
    here = lines[place.line - 1][place.column - 1 : place.column] if place.line <= len(lines) else ""
    if here == "\t":
        return problem("yaml-syntax", place, "A tab stands in the indentation.", "indent with spaces")
    hint = next((hint for part, hint in _SYNTAX_HINTS if part in text), "")
    return problem("yaml-syntax", place, f"This is not valid YAML: {text}.", hint)
