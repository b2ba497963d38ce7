"""Where a character of a text stands in its file, whatever the style in which YAML holds the text."""

from __future__ import annotations

from collections.abc import Iterator

from conceptgraph.model import Location, Pointer, Source


def position(source: Source, pointer: Pointer, offset: int) -> Location:
    """Return where the character at ``offset`` of a scalar stands in the file.

    Folding changes white space only, so the two are walked by their other characters.
    """
    start = source.at(*pointer)
    value = _scalar(source.data, pointer)
    if value is None or not source.text:
        return start
    wanted = sum(not c.isspace() for c in value[:offset])
    for line, column, char in _content(source.text.split("\n"), start):
        if char.isspace():
            continue
        if wanted == 0:
            return Location(source.path, line, column)
        wanted -= 1
    return start


def _scalar(data: object, pointer: Pointer) -> str | None:
    for step in pointer:
        try:
            data = data[step]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            return None
    return data if isinstance(data, str) else None


def _content(lines: list[str], start: Location) -> Iterator[tuple[int, int, str]]:
    """Yield line, column and character of a scalar from its first one on, quotes resolved."""
    line, column = start.line, start.column
    opener = lines[line - 1][column - 1 : column]
    if opener in ("|", ">"):
        line, column = line + 1, 1
    elif opener in ("'", '"'):
        column += 1
    doubled = False
    for number in range(line, len(lines) + 1):
        for at, char in enumerate(lines[number - 1], start=1):
            if number == line and at < column:
                continue
            doubled = opener == "'" and char == "'" and not doubled
            if not doubled:
                yield number, at, char
