"""Which ids were published: those that the history of the graph's folder ever held.

Readers keep ids in their progress and in links, so an id may not vanish without a redirect. The
history is the one record of them that nobody has to keep by hand.
"""

from __future__ import annotations

import subprocess
from pathlib import Path, PurePosixPath

from conceptgraph.load import is_id


def published_ids(folder: Path) -> frozenset[str]:
    """Return the ids of all concepts that the main line of history ever held; none outside a repository.

    Only first parents count, from where this branch left the main one if that is known: what a branch
    added and renamed before it was merged was never published.
    """
    start = git(folder, "merge-base", "HEAD", "refs/remotes/origin/HEAD").strip() or "HEAD"
    removed = git(
        folder, "log", "--first-parent", "--diff-merges=first-parent", "--diff-filter=D", "--no-renames",
        "--relative", "--format=", "--name-only", "-z", start, "--", ".",
    )  # fmt: skip
    present = git(folder, "ls-tree", "-r", "--name-only", "-z", start, "--", ".")
    names = (name.strip("\n") for name in f"{removed}\0{present}".split("\0"))
    return frozenset(filter(None, map(_concept_id, names)))


def _concept_id(name: str) -> str | None:
    path = PurePosixPath(name)
    # What never was a valid id was never published, and no redirect could lead from it.
    return path.stem if len(path.parts) == 2 and path.suffix == ".yml" and is_id(path.stem) else None


def git(folder: Path, *arguments: str) -> str:
    """Return what git says of a folder; nothing where it fails or is not there."""
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], check=False, capture_output=True)
    except OSError:  # no git on this machine: then there is no history to hold anyone to
        return ""
    # As bytes until here: read as text, a carriage return inside a line would end it.
    return done.stdout.decode("utf-8", "surrogateescape") if done.returncode == 0 else ""
