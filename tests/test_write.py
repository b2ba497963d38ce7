"""What stands in docs/ after a build, and what a build leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from conceptgraph.write import copy_handwritten, write
from tests.built import tree

PAGES = {"index.md": b"home\n", "concepts/set.md": b"set\n", "concepts/event.md": b"event\n"}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Return a docs/ with a page written by hand and the generated ones."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "how-to.md").write_bytes(b"by hand\n")
    write(docs, PAGES)
    return docs


def test_all_files_are_written(docs: Path) -> None:
    assert tree(docs) == {**PAGES, "how-to.md": b"by hand\n"}


def test_only_what_changed_is_written(docs: Path) -> None:
    before = {path: (docs / path).stat() for path in PAGES}
    assert write(docs, PAGES) == 0
    assert write(docs, {**PAGES, "concepts/set.md": b"sets\n"}) == 1
    after = {path: (docs / path).stat() for path in PAGES}
    # A file that was written anew is another file under the same name.
    assert [path for path in PAGES if before[path].st_ino != after[path].st_ino] == ["concepts/set.md"]
    assert before["index.md"].st_mtime_ns == after["index.md"].st_mtime_ns
    assert (docs / "concepts/set.md").read_bytes() == b"sets\n"


def test_stale_files_and_folders_are_removed(docs: Path) -> None:
    write(docs, {**PAGES, "areas/analysis.md": b"", "map/deep/canvas.html": b"", "graph.json": b"{}"})
    assert write(docs, {"index.md": b"home\n"}) == 5
    assert tree(docs) == {"index.md": b"home\n", "how-to.md": b"by hand\n"}
    assert sorted(path.name for path in docs.iterdir()) == ["how-to.md", "index.md"]


@pytest.mark.parametrize(
    "name",
    ["how-to.md", "javascripts/map.js", "../index.md", "concepts/../how-to.md", "concepts/../../x", "/x.md"],
)
def test_nothing_outside_the_generated_names_is_written(docs: Path, name: str) -> None:
    with pytest.raises(AssertionError, match="not a generated name"):
        write(docs, {**PAGES, "concepts/set.md": b"new", name: b"evil"})
    assert tree(docs) == {**PAGES, "how-to.md": b"by hand\n"}
    assert [path.name for path in docs.parent.iterdir()] == ["docs"]


@pytest.mark.parametrize("link", ["concepts", "concepts/deep", "map", "concepts/set.md", "index.md"])
def test_a_link_among_the_generated_files_is_replaced_and_not_followed(docs: Path, link: str) -> None:
    outside = docs.parent / "outside"
    outside.mkdir()
    (outside / "set.md").write_bytes(b"a stranger's")
    write(docs, {})
    (docs / link).parent.mkdir(exist_ok=True)
    (docs / link).symlink_to(outside / "set.md" if link.endswith(".md") else outside)
    write(docs, PAGES)
    assert tree(docs) == {**PAGES, "how-to.md": b"by hand\n"}
    assert not (docs / link).is_symlink()
    assert tree(outside) == {"set.md": b"a stranger's"}


def test_a_folder_in_the_place_of_a_page_makes_way(docs: Path) -> None:
    write(docs, {"concepts/a.md/b.md": b"", "areas": b"a file"})
    write(docs, {**PAGES, "concepts/a.md": b"a", "areas/b.md": b"b"})
    assert tree(docs) == {**PAGES, "concepts/a.md": b"a", "areas/b.md": b"b", "how-to.md": b"by hand\n"}


def test_what_was_written_by_hand_is_copied_alone(docs: Path, tmp_path: Path) -> None:
    (docs / "notes/map").mkdir(parents=True)
    (docs / "notes/map/index.md").write_bytes(b"a name that is ours at the top only\n")
    copy_handwritten(docs, tmp_path / "copy")
    assert tree(tmp_path / "copy") == {
        "how-to.md": b"by hand\n",
        "notes/map/index.md": b"a name that is ours at the top only\n",
    }
