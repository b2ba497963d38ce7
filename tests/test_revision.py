from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from conceptgraph.load import MAX_NODE_BYTES, load
from conceptgraph.revision import RevisionError, commit, load_commit, parting
from tests.conftest import git, write_graph

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not on this machine")


def repository(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Return the graph of a new repository that holds the files, committed."""
    graph = write_graph(folder / "graph", files)
    git(folder, "init", "-q", "-b", "main")
    save(graph)
    return graph


def save(graph: Path) -> str:
    git(graph, "add", "-A", ".")
    git(graph, "commit", "-q", "--allow-empty", "-m", "Change")
    return commit(graph, "HEAD")


STRAYS: dict[str, str | bytes] = {
    "areas.yml": "- {id: a, title: A}\r\n",
    "notes.txt": "",
    "concept.schema.json": "{}",
    "a/set.yml": "title: Set",
    "a/caf\N{LATIN SMALL LETTER E WITH ACUTE}.yml": "",
    "a/latin.yml": b"caf\xe9",
    "a/deep/er/set.yml": "",
    "a/set.txt": "",
    "a/nul.yml": "",
    "a/large.yml": "#" * (MAX_NODE_BYTES + 1),
    "a/whole.yml": "#" * MAX_NODE_BYTES,
    "A b/set.yml": "",
    "b/empty.yml": "",
}


def test_a_commit_is_read_as_its_checkout_is(tmp_path: Path) -> None:
    graph = repository(tmp_path, STRAYS)
    sources, problems = load_commit(graph, commit(graph, "HEAD"))

    assert (sources, problems) == load(graph)
    assert len(problems) == 8
    assert sorted(source.name for source in sources if source.data is not None) == [
        "A b/set.yml", "a/set.yml", "a/whole.yml", "areas.yml", "b/empty.yml",
    ]  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="needs links and names that Windows has not")
def test_links_twins_and_names_of_other_encodings_are_found_in_a_commit_too(tmp_path: Path) -> None:
    graph = repository(tmp_path, {"a/set.yml": "lower"})
    write_graph(graph, {"a/Set.yml": "upper", os.fsdecode(b"caf\xe9.yml"): ""})
    (graph / "a/link.yml").symlink_to("set.yml")
    (graph / "b").symlink_to("a")

    assert load_commit(graph, save(graph)) == load(graph)


def test_a_commit_is_what_was_committed(tmp_path: Path) -> None:
    graph = repository(tmp_path, {"a/set.yml": "first"})
    first = commit(graph, "HEAD")
    write_graph(graph, {"a/set.yml": "second", "a/map.yml": "not committed"})

    assert [(s.name, s.data) for s in load_commit(graph, first)[0]] == [("a/set.yml", "first")]


def test_any_folder_of_the_repository_may_hold_the_graph(tmp_path: Path) -> None:
    repository(tmp_path, {"a/set.yml": "one"})
    other = write_graph(tmp_path / "other graph", {"b/map.yml": "two"})
    save(tmp_path)

    assert [source.name for source in load_commit(other, commit(other, "HEAD"))[0]] == ["b/map.yml"]


def test_a_name_of_thousands_of_folders_is_read(tmp_path: Path) -> None:
    graph = repository(tmp_path, {"a/set.yml": ""})
    blob = git(graph, "hash-object", "-w", "a/set.yml").strip()
    git(graph, "update-index", "--add", "--cacheinfo", f"100644,{blob},graph/{'d/' * 1500}set.yml")
    git(graph, "commit", "-q", "-m", "Deep")

    assert [p.code for p in load_commit(graph, commit(graph, "HEAD"))[1]] == ["stray-file"]


def test_the_parting_is_where_the_work_left_the_main_line(tmp_path: Path) -> None:
    graph = repository(tmp_path, {"a/set.yml": "one"})
    first = commit(graph, "HEAD")
    git(graph, "switch", "-q", "-c", "work")
    write_graph(graph, {"a/set.yml": "two"})
    work = save(graph)
    git(graph, "switch", "-q", "main")
    write_graph(graph, {"a/map.yml": "three"})

    assert parting(graph, save(graph), work) == first


@pytest.mark.parametrize("name", ["nowhere", "0" * 40, "--help", "-x", "", "HEAD:graph", "a b", "\x1b[31m"])
def test_an_unknown_revision_is_said(tmp_path: Path, name: str) -> None:
    graph = repository(tmp_path, {"a/set.yml": ""})
    with pytest.raises(RevisionError, match="There is no revision") as error:
        commit(graph, name)
    assert error.value.hint == "git fetch, and look for its name with: git branch --all"


def test_a_shallow_clone_is_told_to_fetch_the_rest(tmp_path: Path) -> None:
    graph = repository(tmp_path / "whole", {"a/set.yml": "one"})
    first = commit(graph, "HEAD")
    write_graph(graph, {"a/set.yml": "two"})
    save(graph)
    git(tmp_path, "clone", "-q", "--depth=1", graph.parent.as_uri(), "clone")
    with pytest.raises(RevisionError) as error:
        commit(tmp_path / "clone/graph", first)
    assert "git fetch --unshallow" in error.value.hint


def test_a_commit_without_the_graph_is_said(tmp_path: Path) -> None:
    repository(tmp_path, {"a/set.yml": ""})
    later = write_graph(tmp_path / "later", {"a/set.yml": ""})
    with pytest.raises(RevisionError, match="there is no folder"):
        load_commit(later, commit(later, "HEAD"))


def test_outside_a_repository_there_is_no_revision(tmp_path: Path) -> None:
    with pytest.raises(RevisionError, match="is in no git repository"):
        commit(tmp_path, "HEAD")


def test_without_git_there_is_no_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RevisionError, match="git is not on this machine"):
        commit(tmp_path, "HEAD")
