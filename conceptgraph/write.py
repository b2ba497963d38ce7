"""Generated files -> docs/: only what changed, stale files removed, nothing outside our own names."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

GENERATED = (
    "concepts",
    "areas",
    "map",
    "index.md",
    "glossary.md",
    "map.md",
    "plan.md",
    "progress.md",
    "placement.md",
    "checks.md",
    "checks",
    "checklist.md",
    "sources.md",
    "graph.json",
)
"""What in docs/ is ours to write and to remove; git ignores the same names."""


def write(docs: Path, files: Mapping[str, bytes]) -> int:
    """Make the generated part of docs/ hold exactly ``files``; return how many files changed."""
    foreign = [path for path in files if Path(path).parts[0] not in GENERATED or ".." in Path(path).parts]
    assert not foreign, f"not a generated name: {foreign}"
    wanted = {docs / path: content for path, content in files.items()}
    stale = [path for path in _present(docs) if path not in wanted]
    for path in stale:
        path.unlink()
    for name in GENERATED:
        _prune(docs / name)
    return len(stale) + sum(put(path, content) for path, content in wanted.items())


def copy_handwritten(docs: Path, to: Path) -> None:
    """Copy what people wrote in docs/ to another folder, without what was generated there."""
    shutil.copytree(
        docs, to, ignore=lambda folder, names: [n for n in names if Path(folder) == docs and n in GENERATED]
    )


def _present(docs: Path) -> list[Path]:
    tops = [docs / name for name in GENERATED]
    files = [top for top in tops if top.is_symlink() or top.is_file()]
    for top in tops:
        if top.is_dir() and not top.is_symlink():
            files += _below(top)
    return files


def _below(top: Path) -> Iterator[Path]:
    """Yield all files of a folder; a link is a file too, wherever it leads."""
    for root, folders, names in os.walk(top):
        links = [name for name in folders if (Path(root) / name).is_symlink()]
        yield from (Path(root) / name for name in (*names, *links))


def put(path: Path, content: bytes) -> bool:
    """Make a file hold the content at once; tell whether it changed."""
    if path.is_file() and not path.is_symlink() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    # A reader of docs/ (mkdocs serve) must never see half a page.
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(content)
    if path.is_file():
        shutil.copymode(path, fresh)
    fresh.replace(path)
    return True


def _prune(top: Path) -> None:
    """Remove folders that have become empty, from the inside out."""
    if top.is_dir() and not top.is_symlink():
        for root, _, _ in os.walk(top, topdown=False):
            if not any(Path(root).iterdir()):
                Path(root).rmdir()
