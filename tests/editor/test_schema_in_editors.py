"""What an editor shows: the real language server, the schema in graph/, found by the first line of a file."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from conceptgraph.model import LEVELS, Node
from conceptgraph.schema import MODELINE
from tests.built import ROOT
from tests.conftest import node
from tests.editor import server
from tests.editor.client import Editor, editor

GRAPH = ROOT / "graph"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder as an editor opens it, with nothing of a graph but the schema."""
    folder = tmp_path_factory.mktemp("workspace")
    (folder / "graph/analysis").mkdir(parents=True)
    shutil.copy(GRAPH / "concept.schema.json", folder / "graph")
    return folder


@pytest.fixture(scope="module")
def running(workspace: Path) -> Iterator[Editor]:
    with editor(server.command(), workspace) as one:
        yield one


def opened(running: Editor, workspace: Path, name: str, *lines: str) -> str:
    """Return the address of a concept's file with these lines, the first of which is line 1."""
    text = "\n".join([MODELINE, *lines, ""])
    return running.open(workspace / f"graph/analysis/{name}.yml", text)


def test_every_field_is_offered_with_its_description(running: Editor, workspace: Path) -> None:
    uri = opened(running, workspace, "fields", "")
    offered = running.choices(uri, 1, 0)

    assert set(Node.model_fields) <= offered.keys()
    assert offered["minutes"] == "Honest study time, 5 to 240, for someone who knows the prerequisites."
    assert "title" not in running.choices(opened(running, workspace, "titled", "title: Set", ""), 2, 0)


def test_the_levels_are_offered(running: Editor, workspace: Path) -> None:
    uri = opened(running, workspace, "level", "title: Set", "level: ")
    assert tuple(running.choices(uri, 2, 7)) == LEVELS


def test_sources_are_offered_by_their_keys_and_named(running: Editor, workspace: Path) -> None:
    uri = opened(running, workspace, "source", "resources:", "  - source: ")
    offered = running.choices(uri, 2, 12)

    assert offered["mml"] == "Mathematics for Machine Learning"
    assert offered["prml"] == "Pattern Recognition and Machine Learning"


@pytest.mark.parametrize(
    ("lines", "column"),
    [
        (["prerequisites:", "  - id: "], 8),
        (["related:", "  - jac"], 7),
        (["contrasts:", "  - id: "], 8),
        (["questions:", "  - assumes: ["], 14),
    ],
    ids=["prerequisites", "related", "contrasts", "assumes"],
)
def test_concepts_are_offered_wherever_one_is_named(
    running: Editor, workspace: Path, lines: list[str], column: int
) -> None:
    uri = opened(running, workspace, lines[0].rstrip(":"), *lines)
    assert running.choices(uri, 2, column)["jacobian-matrix"] == "Jacobian matrix"


def test_a_field_explains_itself_under_the_mouse(running: Editor, workspace: Path) -> None:
    uri = opened(
        running, workspace, "hover", "summary: All.", "prerequisites:", "  - id: vector", "    reason: x"
    )

    assert "One sentence of at most 35 words that says what the concept is" in running.hover(uri, 1, 3)
    assert "What of it is used here: one clause, lower case, no full stop." in running.hover(uri, 4, 6)
    assert "The concept that is needed." in running.hover(uri, 3, 5)


def test_faults_are_underlined_where_they_stand(running: Editor, workspace: Path) -> None:
    lines = [
        "title: Set",
        "level: easy",
        "minutes: 3",
        "summary: A set.",
        "definition: A set.",
        "prerequisites: []",
    ]
    complaints = dict(running.complaints(opened(running, workspace, "faults", *lines, "sumary: x")))

    assert complaints.keys() == {2, 3, 7}
    assert '"foundational", "core", "advanced"' in complaints[2]
    assert "sumary" in complaints[7]


def test_an_id_of_today_that_the_schema_has_not_heard_of_is_no_fault(
    running: Editor, workspace: Path
) -> None:
    resources = [{"source": "book-of-today", "where": "Chapter 1"}]
    text = node("Set", ["written-today"], related=["also-today"], resources=resources)
    assert running.complaints(opened(running, workspace, "today", *text.splitlines())) == []


def test_the_real_files_raise_no_complaint(running: Editor) -> None:
    lists = sorted(GRAPH.glob("*.yml"))
    some = sorted(GRAPH.glob("*/*.yml"))[::40]

    assert len(lists) == 5
    for path in [*lists, *some]:
        uri = running.open(path, path.read_text(encoding="utf-8"))
        assert running.complaints(uri) == [], path


@pytest.mark.parametrize(
    ("name", "text", "line", "column", "offered"),
    [
        ("areas", "- id: a\n  ", 2, 2, "title"),
        ("sources", "mml:\n  title: M\n  ", 3, 2, "good_for"),
        ("checklist", "- key: a\n  concepts: [", 2, 13, "jacobian-matrix"),
        ("redirects", "jacobian: ", 1, 10, "jacobian-matrix"),
        ("subject", "name: x\n", 2, 0, "occasion"),
    ],
)
def test_the_lists_are_completed_too(
    running: Editor, workspace: Path, name: str, text: str, line: int, column: int, offered: str
) -> None:
    modeline = (GRAPH / f"{name}.yml").read_text(encoding="utf-8").partition("\n")[0]
    uri = running.open(workspace / f"graph/{name}.yml", f"{modeline}\n{text}")
    assert offered in running.choices(uri, line, column)


def test_the_server_is_locked_and_no_registry_named() -> None:
    lock = json.loads((Path(server.HERE) / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}

    assert "node_modules/yaml-language-server" in packages
    for name, package in packages.items():
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name


def test_a_server_that_is_there_is_not_installed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def npm(arguments: list[str], **_: object) -> object:
        calls.append(arguments[0])
        (tmp_path / "node_modules").mkdir(exist_ok=True)
        return type("Done", (), {"returncode": 0})

    monkeypatch.setattr(server, "npm", npm)
    for lock in ("{}", "{}", '{"newer": 1}'):
        (tmp_path / "package-lock.json").write_text(lock)
        assert server.command(tmp_path)[1].startswith(str(tmp_path / "node_modules"))
    assert calls == ["ci", "ci"]


def test_where_it_cannot_be_installed_the_message_says_what_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "package-lock.json").write_text("{}")
    monkeypatch.setattr(server, "npm", lambda *_, **__: type("Done", (), {"returncode": 1}))
    with pytest.raises(server.NoServerError, match="could not be installed"):
        server.command(tmp_path)
