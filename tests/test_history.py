from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conceptgraph.history import published_ids
from tests.conftest import git, write_graph

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not on this machine")


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """Return the graph of a repository whose first commit publishes a/set and a/function."""
    folder = tmp_path / "repository" / "graph"
    write_graph(folder, {"a/set.yml": "set", "a/function.yml": "function", "areas.yml": ""})
    git(folder.parent, "init", "-q", "-b", "main")
    commit(folder)
    return folder


def commit(graph: Path) -> None:
    git(graph, "add", "-A", ".")
    git(graph, "commit", "-q", "-m", "Change")


def rename(graph: Path, old: str, new: str) -> None:
    (graph / new).parent.mkdir(exist_ok=True)
    (graph / old).rename(graph / new)
    commit(graph)


def test_what_was_committed_is_published(graph: Path) -> None:
    write_graph(graph, {"a/limit.yml": "not committed"})
    assert published_ids(graph) == {"set", "function"}


def test_what_was_removed_stays_published(graph: Path) -> None:
    (graph / "a/set.yml").unlink()
    assert published_ids(graph) == {"set", "function"}
    commit(graph)
    assert published_ids(graph) == {"set", "function"}


def test_a_renamed_concept_was_published_under_both_ids(graph: Path) -> None:
    rename(graph, "a/set.yml", "a/sets.yml")
    assert published_ids(graph) == {"set", "sets", "function"}


def test_a_move_to_another_area_keeps_the_id(graph: Path) -> None:
    rename(graph, "a/set.yml", "b/set.yml")
    assert published_ids(graph) == {"set", "function"}


def test_only_files_that_can_be_concepts_count(graph: Path) -> None:
    write_graph(graph, {"a/Notes.yml": "", "a/b/deep.yml": "", "a/set.txt": "", "../docs/a.yml": ""})
    commit(graph)
    assert published_ids(graph) == {"set", "function"}


def test_what_a_branch_renamed_within_itself_was_never_published(graph: Path) -> None:
    git(graph, "switch", "-q", "-c", "branch")
    write_graph(graph, {"a/limits.yml": "limit"})
    commit(graph)
    rename(graph, "a/limits.yml", "a/limit.yml")
    git(graph, "switch", "-q", "main")
    write_graph(graph, {"a/norm.yml": "norm"})
    commit(graph)
    git(graph, "merge", "-q", "--no-edit", "--no-ff", "branch")

    assert published_ids(graph) == {"set", "function", "norm", "limit"}


def test_what_a_merged_branch_removed_stays_published(graph: Path) -> None:
    git(graph, "switch", "-q", "-c", "branch")
    rename(graph, "a/set.yml", "a/sets.yml")
    git(graph, "switch", "-q", "main")
    git(graph, "merge", "-q", "--no-edit", "--no-ff", "branch")

    assert published_ids(graph) == {"set", "sets", "function"}


def test_on_a_branch_of_a_clone_only_what_the_main_line_held_counts(graph: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", graph.parent.as_uri(), "clone")
    clone = tmp_path / "clone" / "graph"
    git(clone, "switch", "-q", "-c", "branch")
    write_graph(clone, {"a/limits.yml": "limit"})
    commit(clone)
    rename(clone, "a/limits.yml", "a/limit.yml")
    rename(clone, "a/set.yml", "a/sets.yml")

    assert published_ids(clone) == {"set", "function"}


def test_a_shallow_clone_knows_what_is_there(graph: Path, tmp_path: Path) -> None:
    rename(graph, "a/set.yml", "a/sets.yml")
    git(tmp_path, "clone", "-q", "--depth=1", graph.parent.as_uri(), "clone")

    assert published_ids(tmp_path / "clone" / "graph") == {"sets", "function"}


def test_any_path_may_hold_the_graph(graph: Path) -> None:
    other = write_graph(graph.parent / "other graph é", {"a/limit.yml": ""})
    commit(graph.parent)
    rename(other, "a/limit.yml", "a/limits.yml")

    assert published_ids(other) == {"limit", "limits"}
    assert published_ids(graph) == {"set", "function"}


def test_outside_a_repository_nothing_was_published(tmp_path: Path) -> None:
    assert published_ids(write_graph(tmp_path, {"a/set.yml": ""})) == frozenset()


def test_before_the_first_commit_nothing_was_published(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    assert published_ids(write_graph(tmp_path, {"a/set.yml": ""})) == frozenset()


def test_without_git_nothing_was_published(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(graph))
    assert published_ids(graph) == frozenset()
