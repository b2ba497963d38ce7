"""A commit -> Sources, by the rules of ``load``; nothing is checked out.

The one place that runs git: one process lists the files of a commit, one more reads them all.
"""

from __future__ import annotations

import errno
import os
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from conceptgraph.load import MAX_LIST_BYTES, Kind, gather
from conceptgraph.model import Source
from conceptgraph.problem import Problem

KINDS: dict[str, Kind] = {"100644": "file", "100755": "file", "100664": "file"}
"""What git calls a plain file; the rest are links and other repositories."""


class RevisionError(Exception):
    """A revision cannot be read; says why and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class GitError(Exception):
    """Git is not on this machine, or it refused; holds what it said."""


def asked(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Return what git answers in a folder."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], check=False, capture_output=True, input=given
        )
    except OSError as error:
        raise GitError("git is not on this machine") from error
    if done.returncode:
        raise GitError(done.stderr.decode(errors="replace").strip())
    return done.stdout


def commit(folder: Path, revision: str) -> str:
    """Return the full name of the commit that a revision names."""
    # The suffix makes git look: any 40 digits pass for a commit otherwise, whether or not there is one.
    wanted = f"{revision}^{{commit}}"
    try:
        return asked(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted).decode().strip()
    except GitError as error:
        raise _unknown(folder, f"There is no revision {revision} here.", str(error)) from error


def parting(folder: Path, one: str, other: str) -> str:
    """Return the merge base of two commits: where the work on the second left the first."""
    try:
        return asked(folder, "merge-base", one, other).decode().split()[0]
    except GitError as error:
        message = f"{one[:10]} and {other[:10]} have no commit in common."
        raise _unknown(folder, message, str(error)) from error


def load_commit(folder: Path, commit: str) -> tuple[list[Source], list[Problem]]:
    """Return what ``load`` would of a graph's folder if the commit were checked out."""
    try:
        listing = asked(folder, "ls-tree", "-r", "-l", "-z", commit, "--", ".")
        tree = _Commit(folder, listing)
    except GitError as error:
        raise RevisionError(f"{commit[:10]} cannot be read: {error}.", "fetch its files too") from error
    if not tree.folders:
        message = f"At {commit[:10]} there is no folder {folder.as_posix()}."
        raise RevisionError(message, "name a revision that has a graph, or another folder with --graph")
    return gather(folder.as_posix(), tree)


def _unknown(folder: Path, message: str, said: str) -> RevisionError:
    """Return the error with the way out that fits this clone."""
    if "not on this machine" in said:
        return RevisionError("git is not on this machine.", "install git")
    try:
        shallow = asked(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"
    except GitError:
        return RevisionError(f"{folder.as_posix()} is in no git repository.", "clone it with its history")
    if shallow:
        hint = "this clone is shallow: git fetch --unshallow; in a workflow, check out with fetch-depth: 0"
        return RevisionError(message, hint)
    return RevisionError(message, "git fetch, and look for its name with: git branch --all")


class _Commit:
    """The files of a commit below a folder as a tree."""

    def __init__(self, folder: Path, listing: bytes) -> None:
        self.folders: dict[str, dict[str, Kind]] = defaultdict(dict)
        blobs: dict[str, str] = {}
        self.sizes: dict[str, int] = {}
        for mode, blob, size, name in _rows(listing):
            self._enter(name, KINDS.get(mode, "other"))
            self.sizes[name] = size
            if mode in KINDS and name.endswith(".yml") and size <= MAX_LIST_BYTES:
                blobs[name] = blob
        self.contents = dict(zip(blobs, _contents(folder, [*blobs.values()]), strict=True))

    def _enter(self, name: str, kind: Kind) -> None:
        while name:
            parent, _, entry = name.rpartition("/")
            self.folders[parent][entry] = kind
            name, kind = parent, "folder"

    def listing(self, folder: str) -> list[tuple[str, Kind]]:
        return [*self.folders[folder].items()]

    def content(self, name: str, limit: int) -> bytes | None:
        if self.sizes[name] > limit:
            return None
        found = self.contents.get(name)
        if found is None:
            raise OSError(errno.ENOENT, "git has no such object")
        return found


def _rows(listing: bytes) -> Iterator[tuple[str, str, int, str]]:
    """Yield mode, object, size and name of every file that ``git ls-tree -l -z`` lists."""
    for row in filter(None, listing.split(b"\0")):
        head, _, name = row.partition(b"\t")
        mode, _, blob, size = head.decode().split()
        yield mode, blob, int(size) if size.isdigit() else 0, os.fsdecode(name)


def _contents(folder: Path, blobs: list[str]) -> Iterator[bytes | None]:
    """Yield the bytes of every blob, in order, None for one that git has not."""
    answer, at = asked(folder, "cat-file", "--batch", given="".join(f"{b}\n" for b in blobs).encode()), 0
    for _ in blobs:
        end = answer.index(b"\n", at)
        head, at = answer[at:end].split(), end + 1
        if head[-1] == b"missing":
            yield None
            continue
        size = int(head[-1])
        yield answer[at : at + size]
        at += size + 1
