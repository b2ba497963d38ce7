"""A graph's folder -> Sources: every file is read or reported, none is skipped.

Where the files stand is a ``Tree``: a folder of this machine here, a commit in ``revision``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Literal, Protocol

from conceptgraph.document import parse, unreadable
from conceptgraph.model import ID_LENGTH, ID_PATTERN, Location, Source
from conceptgraph.problem import Problem, problem

LISTS = ("areas.yml", "sources.yml", "checklist.yml", "redirects.yml", "subject.yml")
SCHEMA = "concept.schema.json"
MAX_NODE_BYTES = 64 * 1024
MAX_LIST_BYTES = 1024 * 1024

# index and readme become a folder's own page in mkdocs; the rest cannot be a file name on Windows.
_RESERVED = re.compile(r"^(index|readme|con|prn|aux|nul|com[0-9]|lpt[0-9])$")

Kind = Literal["file", "folder", "other"]


class Tree(Protocol):
    """Where a graph's files stand, by their names in its folder, whose own name is empty.

    What cannot be read raises an OSError.
    """

    def listing(self, folder: str) -> list[tuple[str, Kind]]:
        """Return the names in a folder and what they are; a link is neither file nor folder."""

    def content(self, name: str, limit: int) -> bytes | None:
        """Return a file's bytes; None where there are more than ``limit``."""


def load(folder: Path) -> tuple[list[Source], list[Problem]]:
    """Return all files of a graph as Sources in order of their names, and what is wrong with them."""
    return gather(folder.as_posix(), Disk(folder))


def read(folder: Path, path: Path) -> tuple[Source, list[Problem]]:
    """Return one file of a graph's folder, and what is wrong with it."""
    return _Reading(folder.as_posix(), Disk(folder)).source(path.relative_to(folder).as_posix())


def gather(shown: str, tree: Tree) -> tuple[list[Source], list[Problem]]:
    """Return what ``load`` does from any tree, shown to people as a folder of that name."""
    reading = _Reading(shown, tree)
    sources: list[Source] = []
    for name in reading.files():
        source, found = reading.source(name)
        sources.append(source)
        reading.problems += found
    return sources, reading.problems


def is_id(name: str) -> bool:
    """Tell whether a file or folder name can be the id of a concept or an area."""
    return bool(re.fullmatch(ID_PATTERN, name) and len(name) <= ID_LENGTH and not _RESERVED.match(name))


class Disk:
    """A folder of this machine as a tree."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def listing(self, folder: str) -> list[tuple[str, Kind]]:
        return [(entry.name, _kind(entry)) for entry in (self.folder / folder).iterdir()]

    def content(self, name: str, limit: int) -> bytes | None:
        with (self.folder / name).open("rb") as file:
            raw = file.read(limit + 1)
        return raw if len(raw) <= limit else None


def _kind(entry: Path) -> Kind:
    if entry.is_symlink():
        return "other"
    return "folder" if entry.is_dir() else "file" if entry.is_file() else "other"


class _Reading:
    """One pass over a tree: what belongs to a graph, and all that does not as problems."""

    def __init__(self, shown: str, tree: Tree) -> None:
        self.shown, self.tree = shown, tree
        self.problems: list[Problem] = []

    def files(self) -> Iterator[str]:
        """Yield the files that belong to a graph; note all that does not."""
        for name, kind in self._listing(""):
            if kind == "folder":
                yield from self._area_files(name)
            elif name in LISTS:
                yield name
            elif name != SCHEMA:
                self._note("stray-file", name, f"{name} is none of the lists that stand at the top.")

    def source(self, name: str) -> tuple[Source, list[Problem]]:
        path = self._place(name).path
        limit = MAX_LIST_BYTES if name in LISTS else MAX_NODE_BYTES
        try:
            raw = self.tree.content(name, limit)
        except OSError as error:
            return unreadable(path, name, "not-a-file", f"The file cannot be read: {error.strerror}.")
        if raw is None:
            return unreadable(path, name, "yaml-too-large", f"The file has more than {limit // 1024} KiB.")
        return parse(path, name, raw)

    def _area_files(self, area: str) -> Iterator[str]:
        if not is_id(area):
            self._note("id-form", area, f"{area} cannot be the id of an area.")
        for entry, kind in self._listing(area):
            name, path = f"{area}/{entry}", PurePosixPath(entry)
            if kind == "folder":
                self._note("stray-file", name, f"{entry} is a folder inside an area's folder.")
            elif path.suffix != ".yml":
                self._note("stray-file", name, f"{entry} does not end in .yml.")
            elif not is_id(path.stem):
                self._note("id-form", name, f"{path.stem} cannot be the id of a concept.")
            else:
                yield name

    def _listing(self, folder: str) -> Iterator[tuple[str, Kind]]:
        """Yield plain files and folders in one order on every system, of twins the lower-case one."""
        seen: dict[str, str] = {}
        for entry, kind in sorted(
            self._inside(folder), key=lambda pair: (pair[0].casefold(), pair[0].swapcase())
        ):
            name = f"{folder}/{entry}" if folder else entry
            first = seen.setdefault(entry.casefold(), entry)
            if first != entry:
                self._note("case-twin", name, f"{entry} and {first} differ only in upper and lower case.")
            elif kind == "other":
                self._note("not-a-file", name, f"{entry} is not a plain file or folder.")
            else:
                yield entry, kind

    def _inside(self, folder: str) -> list[tuple[str, Kind]]:
        try:
            return self.tree.listing(folder)
        except OSError as error:
            self._note("not-a-file", folder, f"The folder cannot be read: {error.strerror}.")
            return []

    def _note(self, code: str, name: str, message: str) -> None:
        self.problems.append(problem(code, self._place(name), message))

    def _place(self, name: str) -> Location:
        return Location(PurePosixPath(self.shown, name).as_posix(), 1, 1)
