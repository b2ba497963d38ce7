from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from conceptgraph.changes import Changes, changes
from conceptgraph.model import Location
from conceptgraph.revision import RevisionError
from tests.conftest import git, write_graph

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not on this machine")
LINES = "one\ntwo\nthree\nfour\nfive\n"


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """Return the graph of a repository that stands on a branch just off the main one."""
    folder = write_graph(tmp_path / "repository" / "graph", {"a/set.yml": LINES, "a/map.yml": LINES})
    git(folder.parent, "init", "-q", "-b", "main")
    commit(folder)
    git(folder.parent, "switch", "-q", "-c", "branch")
    return folder


def commit(graph: Path) -> None:
    git(graph.parent, "add", "-A", ".")
    git(graph.parent, "commit", "-q", "-m", "Change")


def changed(graph: Path, base: str = "main") -> dict[str, list[int]]:
    """Return the changed lines, up to the tenth, of each changed file by its name in the graph's folder."""
    found = changes(graph, base)
    lines = {
        Path(path).relative_to(graph).as_posix(): [
            n for n in range(1, 11) if any(n in part for part in parts)
        ]
        for path, parts in found.files.items()
    }
    return dict(sorted(lines.items()))


def test_nothing_has_changed_at_first(graph: Path) -> None:
    assert changed(graph) == {}


def test_altered_and_added_lines_are_known_and_others_are_not(graph: Path) -> None:
    write_graph(graph, {"a/set.yml": "one\nTWO\nthree\nfour\nfive\nsix\n", "b/new.yml": "new\n"})
    commit(graph)
    assert changed(graph) == {"a/set.yml": [2, 6], "b/new.yml": [1]}


def test_a_file_with_lines_taken_away_has_changed_but_none_of_its_lines(graph: Path) -> None:
    write_graph(graph, {"a/set.yml": "one\nfive\n", "a/empty.yml": ""})
    (graph / "a/map.yml").unlink()
    commit(graph)
    assert changed(graph) == {"a/empty.yml": [], "a/map.yml": [], "a/set.yml": []}


def test_what_is_not_committed_counts_too(graph: Path) -> None:
    write_graph(graph, {"a/set.yml": LINES + "six\n", "a/new.yml": "new\n"})
    assert changed(graph) == {"a/new.yml": [*range(1, 11)], "a/set.yml": [6]}


def test_what_the_main_branch_has_done_since_is_not_a_change_of_this_one(graph: Path) -> None:
    write_graph(graph, {"a/set.yml": LINES + "six\n"})
    commit(graph)
    git(graph, "switch", "-q", "main")
    write_graph(graph, {"a/map.yml": "other\n"})
    commit(graph)
    git(graph, "switch", "-q", "branch")
    assert changed(graph) == {"a/set.yml": [6]}

    # A workflow checks out the merge of both.
    git(graph, "merge", "-q", "--no-edit", "main")
    assert changed(graph) == {"a/set.yml": [6]}


def test_a_renamed_file_is_new(graph: Path) -> None:
    (graph / "a/set.yml").rename(graph / "a/sets.yml")
    commit(graph)
    assert changed(graph) == {"a/set.yml": [], "a/sets.yml": [1, 2, 3, 4, 5]}


def test_no_content_of_a_file_is_taken_for_the_head_of_a_diff(graph: Path) -> None:
    text = "++ b/a/map.yml\n@@ -1 +1 @@\n+++ b/a/map.yml\nx\r+++ b/a/map.yml\r@@ -0,0 +1,5 @@\n"
    write_graph(graph, {"a/set.yml": text})
    commit(graph)
    assert changed(graph) == {"a/set.yml": [1, 2, 3, 4]}


def test_a_branch_cannot_hide_its_files_or_run_a_program(graph: Path) -> None:
    write_graph(graph.parent, {".gitattributes": "*.yml -diff diff=other\n"})
    write_graph(graph, {"a/set.yml": LINES + "six\n"})
    commit(graph)
    git(graph, "config", "diff.other.textconv", "false")
    git(graph, "config", "diff.external", "false")
    git(graph, "config", "diff.noprefix", "true")
    assert changed(graph) == {"a/set.yml": [6]}


@pytest.mark.skipif(os.name == "nt", reason="needs names that Windows has not")
@pytest.mark.parametrize(
    "name", ["two words.yml", "\N{GREEK SMALL LETTER BETA}.yml", 'q"\\\t\n.yml', "b/b.yml"]
)
def test_files_of_odd_names_are_found(graph: Path, name: str) -> None:
    write_graph(graph, {f"a/{name}": "new\n"})
    commit(graph)
    assert changed(graph) == {f"a/{name}": [1]}


@pytest.mark.parametrize("base", ["nowhere", "--help", "-h", "main:graph", "", "$(id)"])
def test_nothing_is_known_of_an_unknown_revision(graph: Path, base: str) -> None:
    with pytest.raises(RevisionError, match=re.escape(f"There is no revision {base} here.")):
        changes(graph, base)


def test_nothing_is_known_since_a_branch_that_has_no_commit_in_common(graph: Path) -> None:
    git(graph, "switch", "-q", "--orphan", "other")
    git(graph.parent, "commit", "-q", "--allow-empty", "-m", "Begin")
    git(graph.parent, "switch", "-q", "branch")
    with pytest.raises(RevisionError, match="have no commit in common"):
        changes(graph, "other")


def test_nothing_is_known_in_a_clone_without_history_which_is_said_with_the_way_out(
    graph: Path, tmp_path: Path
) -> None:
    write_graph(graph, {"a/set.yml": LINES + "six\n"})
    commit(graph)
    git(
        graph,
        "clone",
        "-q",
        "--depth=1",
        "--no-single-branch",
        graph.parent.as_uri(),
        str(tmp_path / "clone"),
    )
    with pytest.raises(RevisionError) as unknown:
        changes(tmp_path / "clone/graph", "origin/main")
    assert "this clone is shallow" in unknown.value.hint


def test_nothing_is_known_outside_a_repository_or_without_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(RevisionError, match="is in no git repository"):
        changes(tmp_path, "main")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RevisionError, match="git is not on this machine"):
        changes(tmp_path, "main")


def test_both_sides_of_a_conflict_count_while_a_merge_is_under_way(graph: Path) -> None:
    write_graph(graph, {"a/set.yml": "mine\n" + LINES})
    commit(graph)
    git(graph, "switch", "-q", "-c", "other", "main")
    write_graph(graph, {"a/set.yml": "yours\n" + LINES})
    commit(graph)
    with pytest.raises(subprocess.CalledProcessError):
        git(graph, "merge", "-q", "branch")
    # The lines of the two, with the marks around and between them.
    assert changed(graph) == {"a/set.yml": [1, 2, 3, 4, 5]}


def test_distance_counts_from_the_changed_lines() -> None:
    found = Changes({"graph/a/set.yml": (range(2, 4),)})
    places = [("graph/a/set.yml", 3), ("graph/a/set.yml", 4), ("graph/a/map.yml", 3)]
    assert [found.distance(Location(path, line, 1)) for path, line in places] == [0, 1, 2]
