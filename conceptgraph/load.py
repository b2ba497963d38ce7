"""A graph's folder -> Sources: every file is read or reported, none is skipped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from conceptgraph.document import parse, unreadable
from conceptgraph.model import ID_LENGTH, ID_PATTERN, Location, Source
from conceptgraph.problem import Problem, problem

LISTS = ("areas.yml", "sources.yml", "checklist.yml", "redirects.yml", "subject.yml")
SCHEMA = "concept.schema.json"
MAX_NODE_BYTES = 64 * 1024
MAX_LIST_BYTES = 1024 * 1024

# index and readme become a folder's own page in mkdocs; the rest cannot be a file name on Windows.
_RESERVED = re.compile(r"^(index|readme|con|prn|aux|nul|com[0-9]|lpt[0-9])$")


def load(folder: Path) -> tuple[list[Source], list[Problem]]:
    """Return all files of a graph as Sources in order of their names, and what is wrong with them."""
    sources: list[Source] = []
    problems: list[Problem] = []
    for entry in _entries(folder, problems):
        source, found = read(folder, entry)
        sources.append(source)
        problems += found
    return sources, problems


def is_id(name: str) -> bool:
    """Tell whether a file or folder name can be the id of a concept or an area."""
    return bool(re.fullmatch(ID_PATTERN, name) and len(name) <= ID_LENGTH and not _RESERVED.match(name))


def _entries(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """Yield the files that belong to a graph; note all that does not."""
    for entry in _listing(folder, problems):
        if entry.is_dir():
            yield from _area_entries(entry, problems)
        elif entry.name in LISTS:
            yield entry
        elif entry.name != SCHEMA:
            problems.append(_stray(entry, "is none of the lists that stand at the top"))


def _area_entries(area: Path, problems: list[Problem]) -> Iterator[Path]:
    if not is_id(area.name):
        problems.append(problem("id-form", _place(area), f"{area.name} cannot be the id of an area."))
    for entry in _listing(area, problems):
        if entry.is_dir():
            problems.append(_stray(entry, "is a folder inside an area's folder"))
        elif entry.suffix != ".yml":
            problems.append(_stray(entry, "does not end in .yml"))
        elif not is_id(entry.stem):
            problems.append(problem("id-form", _place(entry), f"{entry.stem} cannot be the id of a concept."))
        else:
            yield entry


def _listing(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """Yield plain files and folders in one order on every system, of twins the lower-case one."""
    seen: dict[str, str] = {}
    for entry in sorted(
        _inside(folder, problems), key=lambda path: (path.name.casefold(), path.name.swapcase())
    ):
        first = seen.setdefault(entry.name.casefold(), entry.name)
        if first != entry.name:
            message = f"{entry.name} and {first} differ only in upper and lower case."
            problems.append(problem("case-twin", _place(entry), message))
        elif entry.is_symlink() or not (entry.is_file() or entry.is_dir()):
            problems.append(
                problem("not-a-file", _place(entry), f"{entry.name} is not a plain file or folder.")
            )
        else:
            yield entry


def _inside(folder: Path, problems: list[Problem]) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError as error:
        message = f"The folder cannot be read: {error.strerror}."
        problems.append(problem("not-a-file", _place(folder), message))
        return []


def read(folder: Path, entry: Path) -> tuple[Source, list[Problem]]:
    """Return a file of a graph as a Source, and what is wrong with it."""
    shown, name = _place(entry).path, entry.relative_to(folder).as_posix()
    limit = MAX_LIST_BYTES if name in LISTS else MAX_NODE_BYTES
    try:
        with entry.open("rb") as file:
            raw = file.read(limit + 1)
    except OSError as error:
        return unreadable(shown, name, "not-a-file", f"The file cannot be read: {error.strerror}.")
    if len(raw) > limit:
        return unreadable(shown, name, "yaml-too-large", f"The file has more than {limit // 1024} KiB.")
    return parse(shown, name, raw)


def _stray(entry: Path, why: str) -> Problem:
    return problem("stray-file", _place(entry), f"{entry.name} {why}.")


def _place(entry: Path) -> Location:
    return Location(entry.as_posix(), 1, 1)
