from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from conceptgraph.load import MAX_LIST_BYTES, MAX_NODE_BYTES, is_id, load
from conceptgraph.problem import as_text
from tests.conftest import write_graph

posix = pytest.mark.skipif(os.name == "nt", reason="needs links, pipes and names that Windows has not")


def said(folder: Path) -> list[tuple[str, str]]:
    return [(Path(p.location.path).relative_to(folder).as_posix(), p.code) for p in load(folder)[1]]


def test_files_are_read_in_order_of_their_names(tmp_path: Path) -> None:
    files = {"b/c.yml": "x: 1", "areas.yml": "- y", "a/d.yml": "z", "sources.yml": "", "b/a.yml": ""}
    sources, problems = load(write_graph(tmp_path, files))

    assert problems == []
    assert [(source.name, source.data) for source in sources] == [
        ("a/d.yml", "z"),
        ("areas.yml", ["y"]),
        ("b/a.yml", ""),
        ("b/c.yml", {"x": "1"}),
        ("sources.yml", ""),
    ]
    assert sources[0].path == (tmp_path / "a/d.yml").as_posix()


@pytest.mark.parametrize(
    ("files", "findings"),
    [
        ({"notes.txt": ""}, [("notes.txt", "stray-file")]),
        ({"area.yml": ""}, [("area.yml", "stray-file")]),
        ({".DS_Store": ""}, [(".DS_Store", "stray-file")]),
        ({"a/.set.yml.swp": ""}, [("a/.set.yml.swp", "stray-file")]),
        ({"a/set.yaml": ""}, [("a/set.yaml", "stray-file")]),
        ({"a/set.YML": ""}, [("a/set.YML", "stray-file")]),
        ({"a/set": ""}, [("a/set", "stray-file")]),
        ({"a/b/set.yml": ""}, [("a/b", "stray-file")]),
        ({"a/concept.schema.json": "{}"}, [("a/concept.schema.json", "stray-file")]),
        ({"concept.schema.json": "{}"}, []),
        ({"areas.yml/set.yml": ""}, [("areas.yml", "id-form")]),
        ({"a/Set.yml": ""}, [("a/Set.yml", "id-form")]),
        ({"a/.yml": ""}, [("a/.yml", "stray-file")]),
        ({"a/.set.yml": ""}, [("a/.set.yml", "id-form")]),
        ({"A b/set.yml": ""}, [("A b", "id-form")]),
        ({".git/set.yml": ""}, [(".git", "id-form")]),
    ],
)
def test_what_is_no_node_is_an_error(
    tmp_path: Path, files: Mapping[str, str], findings: list[tuple[str, str]]
) -> None:
    assert said(write_graph(tmp_path, files)) == findings


@pytest.mark.parametrize(
    "name", ["set", "k-nearest-neighbors", "3d", "f1-score", "a" * 64, "console", "index-set"]
)
def test_ids(name: str) -> None:
    assert is_id(name)


@pytest.mark.parametrize(
    "name",
    [
        "", "Set", "a_b", "a b", "-a", "a-", "a--b", "é", "a.b", "a" * 65, "set\n", "٣",
        "index", "readme", "con", "prn", "aux", "nul", "com1", "lpt9",
    ],
)  # fmt: skip
def test_what_cannot_be_an_id(name: str) -> None:
    assert not is_id(name)


@pytest.mark.parametrize("name", ["index", "nul"])
def test_a_reserved_name_is_refused_as_file_and_as_folder(tmp_path: Path, name: str) -> None:
    graph = write_graph(tmp_path, {f"a/{name}.yml": "", f"{name}/set.yml": ""})
    assert sorted(said(graph)) == [(f"a/{name}.yml", "id-form"), (name, "id-form")]


def test_of_case_twins_the_lower_case_one_is_read(tmp_path: Path) -> None:
    graph = write_graph(tmp_path, {"a/set.yml": "lower", "a/Set.yml": "upper", "A/x.yml": ""})
    if len(list(graph.iterdir())) == 1:
        pytest.skip("this disk takes both for one file")
    sources, problems = load(graph)

    assert [source.data for source in sources] == ["lower"]
    assert [p.message for p in problems] == [
        "Set.yml and set.yml differ only in upper and lower case.",
        "A and a differ only in upper and lower case.",
    ]


@posix
@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("a/link.yml", "set.yml"),
        ("a/link.yml", "nowhere.yml"),
        ("a/link.yml", "link.yml"),
        ("a/link.yml", "/dev/zero"),
        ("a/link.yml", ".."),
        ("areas.yml", "a/set.yml"),
        ("b", "a"),
    ],
)
def test_a_link_is_never_followed(tmp_path: Path, name: str, target: str) -> None:
    graph = write_graph(tmp_path, {"a/set.yml": "x"})
    (graph / name).symlink_to(target)

    assert said(graph) == [(name, "not-a-file")]
    assert [source.name for source in load(graph)[0]] == ["a/set.yml"]


@posix
@pytest.mark.parametrize("name", ["pipe", "areas.yml", "a/pipe.yml"])
def test_a_device_is_not_opened(tmp_path: Path, name: str) -> None:
    graph = write_graph(tmp_path, {"a/set.yml": ""})
    os.mkfifo(graph / name)

    assert said(graph) == [(name, "not-a-file")]


def test_a_file_or_folder_that_cannot_be_read_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # File modes would not do: root reads everything.
    graph = write_graph(tmp_path, {"a/set.yml": "", "a/locked.yml": "", "b/set.yml": ""})
    opened, listed = Path.open, Path.iterdir

    def refuse(path: Path) -> None:
        if path.name in ("locked.yml", "b"):
            raise PermissionError(13, "Permission denied")

    def careful_open(path: Path, *arguments: Any, **options: Any) -> Any:
        refuse(path)
        return opened(path, *arguments, **options)

    def careful_iterdir(path: Path) -> Any:
        refuse(path)
        return listed(path)

    monkeypatch.setattr(Path, "open", careful_open)
    monkeypatch.setattr(Path, "iterdir", careful_iterdir)
    sources, problems = load(graph)

    assert [(source.name, source.data) for source in sources] == [("a/locked.yml", None), ("a/set.yml", "")]
    assert [p.message for p in problems] == [
        "The file cannot be read: Permission denied.",
        "The folder cannot be read: Permission denied.",
    ]


@posix
def test_a_name_that_is_not_utf_8_can_be_printed(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.yml")).touch()
    except OSError:
        pytest.skip("this disk takes UTF-8 only")
    (problem,) = load(tmp_path)[1]

    assert problem.code == "stray-file"
    assert "caf\\udce9.yml is none of the lists that stand at the top." in as_text([problem])
    assert as_text([problem]).isascii()


@pytest.mark.parametrize(
    ("name", "limit"), [("a/set.yml", MAX_NODE_BYTES), ("checklist.yml", MAX_LIST_BYTES)]
)
def test_a_file_that_is_too_large_is_not_parsed(tmp_path: Path, name: str, limit: int) -> None:
    assert said(write_graph(tmp_path, {name: "#" * limit})) == []
    assert said(write_graph(tmp_path, {name: "#" * limit + "\n"})) == [(name, "yaml-too-large")]
    assert f"more than {limit // 1024} KiB" in load(tmp_path)[1][0].message


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert load(tmp_path) == ([], [])
