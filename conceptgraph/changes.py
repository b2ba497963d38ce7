"""Which files and lines a branch has changed, from git."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from conceptgraph.history import git
from conceptgraph.model import Location
from conceptgraph.revision import commit, parting

_HUNK = re.compile(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@")
_WHOLE = (range(1, 10**9),)


@dataclass(frozen=True, slots=True)
class Changes:
    """The lines that a branch has added or altered, by the path of their file."""

    files: Mapping[str, tuple[range, ...]]

    def distance(self, place: Location) -> int:
        """Return 0 for a changed line, 1 for another line of a changed file, 2 for any other file."""
        lines = self.files.get(place.path)
        if lines is None:
            return 2
        return 0 if any(place.line in changed for changed in lines) else 1


def changes(folder: Path, base: str) -> Changes:
    """Return what has changed in a folder since this branch left another.

    What is not committed yet counts too, so that one can look before one commits. Raises ``RevisionError``
    where git cannot say.
    """
    start = parting(folder, commit(folder, base), commit(folder, "HEAD"))
    # Nothing that the branch says of its own files (.gitattributes) may hide them or run a program.
    diff = ("diff", "--no-ext-diff", "--no-textconv", "--no-renames", "--text", "--relative")
    touched = git(folder, *diff, "--name-only", "-z", start, "--", ".")
    hunks = git(
        folder, "-c", "core.quotePath=true", *diff, "--unified=0", "--inter-hunk-context=0", "--no-color",
        "--src-prefix=a/", "--dst-prefix=b/", "--output-indicator-old=<", "--output-indicator-new=>",
        start, "--", ".",
    )  # fmt: skip
    fresh = git(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    found: dict[str, tuple[range, ...]] = dict.fromkeys(_names(touched), ())
    found |= {**_hunks(hunks), **dict.fromkeys(_names(fresh), _WHOLE)}
    return Changes({(folder / name).as_posix(): lines for name, lines in found.items()})


def _names(listing: str) -> list[str]:
    return [name for name in listing.split("\0") if name]


def _hunks(diff: str) -> dict[str, tuple[range, ...]]:
    """Return the changed lines of each file of a diff; contents start with < and >, so heads stand out."""
    found: dict[str, tuple[range, ...]] = {}
    name = ""
    for line in diff.split("\n"):
        if line.startswith("+++ "):
            name = _name(line.removeprefix("+++ "))
        elif (hunk := _HUNK.match(line)) and name:
            first, count = int(hunk[1]), int(hunk[2] or 1)
            found[name] = (*found.get(name, ()), range(first, first + count))
    return found


def _name(shown: str) -> str:
    """Return a file's name from the head of a diff, where odd ones are quoted as in C; empty for no file."""
    name = shown.removesuffix("\t")
    if name.startswith('"'):
        name = os.fsdecode(ast.literal_eval(f"b{name}"))
    return name.removeprefix("b/") if name.startswith("b/") else ""
