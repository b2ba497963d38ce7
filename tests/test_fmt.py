"""What `build_graph.py fmt` changes, prints and leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.built import command, tree
from tests.conftest import LISTS, tidy, write_graph

UNTIDY = "# a note\r\nlevel:  core\r\ntitle: Map\r\nprerequisites: []\r\n"
TIDY = "title: Map\n# a note\nlevel: core\nprerequisites: []\n"
BROKEN = "level: core\ntitle: A: B\n"
STRANGE = "titel: Set\nlevel:  core\n"


@pytest.fixture
def graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    files = {**LISTS, "a/set.yml": tidy("title: Set\n"), "a/map.yml": UNTIDY, "b/limit.yml": UNTIDY}
    return write_graph(Path("graph"), files)


def test_all_files_are_put_in_order_and_the_changed_ones_named(graph: Path) -> None:
    before = tree(graph)
    done = command("fmt", "--graph", "graph")

    assert (done.exit_code, done.output) == (0, "graph/a/map.yml\ngraph/b/limit.yml\n")
    assert tree(graph) == before | {"a/map.yml": TIDY.encode(), "b/limit.yml": TIDY.encode()}


def test_a_second_time_it_is_quiet(graph: Path) -> None:
    command("fmt", "--graph", "graph")
    done = command("fmt", "--graph", "graph")

    assert (done.exit_code, done.output) == (0, "")


@pytest.mark.parametrize("path", ["graph/a/map.yml", "graph/a"])
def test_only_what_is_named_is_put_in_order(graph: Path, path: str) -> None:
    done = command("fmt", path)

    assert (done.exit_code, done.output) == (0, "graph/a/map.yml\n")
    assert (graph / "b/limit.yml").read_bytes() == UNTIDY.encode()


def test_what_cannot_be_read_is_left_alone_and_reported_and_the_rest_is_done(graph: Path) -> None:
    write_graph(graph, {"a/bad.yml": BROKEN, "a/odd.yml": STRANGE})
    done = command("fmt", "--graph", "graph")

    assert done.exit_code == 1
    assert (graph / "a/map.yml").read_bytes() == TIDY.encode()
    assert (graph / "a/bad.yml").read_bytes() == BROKEN.encode()
    assert (graph / "a/odd.yml").read_bytes() == STRANGE.encode()
    assert "graph/a/bad.yml:2:9: error: This is not valid YAML: mapping values are not allowed" in done.output
    assert "graph/a/odd.yml:1:1: error: There is no field titel. [unknown-field]" in done.output
    assert "map.yml:" not in done.output


def test_a_file_that_cannot_be_written_is_named_and_the_rest_is_done(graph: Path) -> None:
    (graph / "a/map.yml").chmod(0o444)
    # What is to replace the other file cannot be written where a folder has its name.
    (graph / "b/.limit.yml.new").mkdir()
    write_graph(graph, {"b/ring.yml": UNTIDY})
    done = command("fmt", "--graph", "graph")

    assert (done.exit_code, done.stdout) == (1, "graph/b/ring.yml\n")
    said = "is not formatted, since it cannot be written:"
    assert f"graph/a/map.yml {said} Permission denied.\ngraph/b/limit.yml {said} " in done.stderr
    assert (graph / "a/map.yml").read_bytes() == (graph / "b/limit.yml").read_bytes() == UNTIDY.encode()


def test_who_may_do_what_with_a_file_stays(graph: Path) -> None:
    file = graph / "a/map.yml"
    file.chmod(0o660)
    before = file.stat().st_mode
    command("fmt", "graph/a")
    assert (file.read_text(), file.stat().st_mode) == (TIDY, before)


def test_a_folder_without_a_graph_is_left_alone(graph: Path) -> None:
    write_graph(Path("other/graph"), {**LISTS, "a/map.yml": UNTIDY})
    done = command("fmt", ".")

    assert done.exit_code == 2
    assert "is neither the folder of a graph nor that of an area." in " ".join(done.output.split())
    assert Path("other/graph/a/map.yml").read_bytes() == (graph / "a/map.yml").read_bytes() == UNTIDY.encode()


@pytest.mark.parametrize("arguments", [["graph/areas.yml"], ["graph/nowhere.yml"], ["--nonsense"]])
def test_wrong_usage_is_2(graph: Path, arguments: list[str]) -> None:
    assert command("fmt", *arguments).exit_code == 2


def test_the_check_says_what_is_not_in_order(graph: Path) -> None:
    done = command("check", "--graph", "graph", "--format", "json")
    assert '"message": "Lines end in a carriage return."' in done.output

    command("fmt", "--graph", "graph")
    assert "not-formatted" not in command("check", "--graph", "graph", "--format", "json").output
