"""Which ids were published: those that the history of the graph's folder ever held.

Readers keep ids in their progress and in links, so an id may not vanish without a redirect. The
history is the one record of them that nobody has to keep by hand.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from conceptgraph.load import is_id
from conceptgraph.revision import GitError, asked


def published_ids(folder: Path, revision: str = "HEAD") -> frozenset[str]:
    """Return the ids of all concepts that the main line of history ever held; none outside a repository.

    Only first parents count, from where the revision's branch left the main one if that is known: what
    a branch added and renamed before it was merged was never published.
    """
    start = git(folder, "merge-base", revision, "refs/remotes/origin/HEAD").strip() or revision
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
        # As bytes until here: read as text, a carriage return inside a line would end it.
        return asked(folder, *arguments).decode("utf-8", "surrogateescape")
    except GitError:  # no git, or no repository: then there is no history to hold anyone to
        return ""
