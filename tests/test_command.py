from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.built import ROOT, command
from tests.conftest import LISTS, node, tidy, write_graph

GOOD = {**LISTS, "a/set.yml": tidy(node("Set")), "a/map.yml": tidy(node("Map", ["set"], minutes=45))}
MORE = "build_graph.py explain CODE says more, with an example mended.\n"
PLACE = re.compile(r"^(?P<path>[^:\n]+):\d+:\d+: error: .+ \[(?P<code>[a-z-]+)\]\n {4}hint: \S", re.M)


def shell(*arguments: str | Path, cwd: Path = ROOT, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a person does."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(
        [sys.executable, ROOT / "build_graph.py", *arguments],
        check=False,
        capture_output=True,
        text=True,
        env=environment | settings,
        encoding="utf-8",
        cwd=cwd,
    )


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    return write_graph(tmp_path / "any folder é", GOOD)


def test_a_clean_graph_says_one_line_beside_the_output(graph: Path) -> None:
    done = shell("check", "--graph", graph)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "2 concepts, no problems\n")


def test_warnings_are_allowed(graph: Path) -> None:
    write_graph(graph, {"a/alone.yml": tidy(node("Alone"))})
    done = command("check", "--graph", graph)

    assert done.exit_code == 0
    assert "[isolated]" in done.stdout
    assert done.stderr == f"3 concepts, 1 warning\n{MORE}"


def test_problems_go_to_the_output_and_end_with_1(graph: Path) -> None:
    write_graph(graph, {"a/map.yml": tidy(node("Map", ["set", "sett"]))})
    done = shell("check", "--graph", graph)

    assert done.returncode == 1
    assert done.stdout == (
        f"{graph}/a/map.yml:8:9: error: There is no concept sett. [unknown-id]\n    hint: did you mean set?\n"
    )
    assert done.stderr == f"2 concepts, 1 error\n{MORE}"


def test_json_and_nothing_else_is_on_the_output(graph: Path) -> None:
    write_graph(graph, {"a/map.yml": tidy(node("Map", ["set", "sett"]))})
    done = command("check", "--graph", graph, "--format", "json")

    assert (done.exit_code, done.stderr) == (1, "")
    assert json.loads(done.stdout) == [
        {
            "path": f"{graph.as_posix()}/a/map.yml",
            "line": 8,
            "column": 9,
            "code": "unknown-id",
            "severity": "error",
            "message": "There is no concept sett.",
            "hint": "did you mean set?",
        }
    ]


def test_json_of_a_clean_graph_is_an_empty_array(graph: Path) -> None:
    assert command("check", "--graph", graph, "--format", "json").output == "[]\n"


def test_github_annotations(graph: Path) -> None:
    write_graph(graph, {"a/map.yml": tidy(node("Map", ["set", "sett"]))})
    done = command("check", "--graph", graph, "--format", "github")

    assert done.exit_code == 1
    assert done.output == (
        f"::error file={graph.as_posix()}/a/map.yml,line=8,col=9,title=unknown-id::"
        "There is no concept sett.%0Ahint: did you mean set?\n"
    )


@pytest.mark.parametrize(
    ("settings", "colored"), [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True)]
)
def test_color_is_for_terminals_and_can_be_turned_off(
    graph: Path, settings: dict[str, str], colored: bool
) -> None:
    pty = pytest.importorskip("pty")
    write_graph(graph, {"a/map.yml": tidy(node("Map", ["set", "sett"]))})
    ours, theirs = pty.openpty()
    subprocess.run(
        [sys.executable, ROOT / "build_graph.py", "check", "--graph", graph],
        check=False,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env={name: value for name, value in os.environ.items() if name != "NO_COLOR"} | settings,
    )
    os.close(theirs)
    shown = os.read(ours, 10_000)
    os.close(ours)

    assert b"unknown-id" in shown
    assert (b"\x1b[31m" in shown) == colored


def test_a_terminal_of_few_characters_still_gets_the_report(graph: Path) -> None:
    write_graph(graph, {"a/map.yml": node("Map", level="\u03b2")})
    done = shell("check", "--graph", ".", cwd=graph, PYTHONIOENCODING="cp1252")

    assert done.returncode == 1
    assert "level: \\u03b2 is not one of" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["--graph", "nowhere"],
        ["--graph", __file__],
        ["--format", "xml"],
        ["--nonsense"],
    ],
)
def test_wrong_usage_is_2(arguments: list[str]) -> None:
    assert command("check", *arguments).exit_code == 2


def test_a_fault_of_ours_is_3(graph: Path) -> None:
    broken = "import build_graph, conceptgraph.commands.sound as sound; sound.load = None; build_graph.run()"
    done = subprocess.run(
        [sys.executable, "-c", broken, "check", "--graph", graph],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert done.returncode == 3
    assert "This is a fault of the program, not of your data." in done.stderr


def test_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "graph").mkdir()
    monkeypatch.chdir(tmp_path)
    done = command("check", "--graph", "graph")

    assert done.exit_code == 1
    assert done.output == (
        "graph:1:1: error: There is no areas.yml. [missing-areas]\n"
        "    hint: add areas.yml with a list of {id, title}\n"
        "graph:1:1: error: There is no concept. [no-concepts]\n"
        "    hint: add a file such as <area>/<concept-id>.yml\n"
        f"0 concepts, 2 errors\n{MORE}"
    )


def test_the_graph_of_the_repository_needs_no_option_and_is_shown_as_one_types_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    paths = {row["path"] for row in json.loads(command("check", "--format", "json").stdout)}
    assert all(path.startswith("graph/") for path in paths)


def breakages(text: str) -> Iterator[tuple[str, str]]:
    """Yield ways in which a hand slips in a concept's file, each with what comes of it."""
    yield "a field is missing", re.sub(r"^level: .*\n", "", text, flags=re.M)
    yield "a field is misspelled", re.sub(r"^summary:", "sumary:", text, flags=re.M)
    yield "a field stands twice", text + "title: Again\n"
    yield "a word is not allowed", re.sub(r"^level: .*", "level: easy", text, flags=re.M)
    yield "a number is no number", re.sub(r"^minutes: .*", "minutes: half an hour", text, flags=re.M)
    yield "a number is too large", re.sub(r"^minutes: .*", "minutes: 1000", text, flags=re.M)
    yield "a title is empty", re.sub(r"^title: .*", "title:", text, flags=re.M)
    yield "a title holds a colon", re.sub(r"^title: .*", "title: Sets: an overview", text, flags=re.M)
    yield "a list is text", re.sub(r"^goals:\n(?:  .*\n)+", "goals: Say it.\n", text, flags=re.M)
    yield "a formula does not close", text.replace("definition: |\n", "definition: |\n  Let $x. And\n", 1)
    yield "a command is unknown", text.replace("definition: |\n", "definition: |\n  Let $\\foo$.\n", 1)
    yield "a link leads nowhere", text.replace("definition: |\n", "definition: |\n  [x](no-such-id).\n", 1)
    yield "markup is typed", text.replace("definition: |\n", "definition: |\n  A <b>set</b>.\n", 1)
    yield "a source is unknown", re.sub(r"source: [\w-]+", "source: no-such-source", text, count=1)
    yield "a quote is not closed", text + "intuition: 'open\n"
    yield "a bracket is not closed", text + "intuition: [open\n"
    yield "a tab indents", text.replace("\n  ", "\n\t", 1)
    yield "the end is lost", text.partition("definition:")[0]
    yield "all of it is lost", ""
    yield "a conflict is left", text.replace("definition: |", "<<<<<<< HEAD\ndefinition: |", 1)
    yield "an escape is typed", text + 'intuition: "\\beta"\n'


KINDS = len(list(breakages("")))


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the real graph; a test that breaks it mends it again."""
    return Path(shutil.copytree(ROOT / "graph", tmp_path_factory.mktemp("copy") / "graph"))


def test_every_broken_file_is_named_with_line_column_and_hint(copy: Path) -> None:
    """Each kind of slip in another real file, all of them found in one run."""
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(copy.glob("*/*.yml"))}
    kinds = {}
    for number, (path, text) in enumerate(texts.items()):
        kind, broken = list(breakages(text))[number % KINDS]
        assert broken != text, kind
        kinds[path.as_posix()] = kind
        path.write_text(broken, encoding="utf-8")
    done = command("check", "--graph", copy)
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")
    named = {found["path"] for found in PLACE.finditer(done.stdout)}

    assert done.exit_code == 1
    assert len(set(kinds.values())) == KINDS
    assert {path: kind for path, kind in kinds.items() if path not in named} == {}
    assert command("check", "--graph", copy).exit_code == 0


@pytest.mark.parametrize(
    ("slips", "named"),
    [
        (
            [
                ("areas.yml", "- {id: analysis", "- {id: analysys"),
                ("sources.yml", "mml:", "mlm:"),
                ("checklist.yml", "origin: prose", "origin: rose"),
                ("redirects.yml", "# Every", "set: vector\n# Every"),
            ],
            {
                ("a concept", "unknown-area"),
                ("a concept", "unknown-source"),
                ("checklist.yml", "not-allowed"),
                ("redirects.yml", "redirect"),
            },
        ),
        (
            [
                ("areas.yml", "title: Analysis}", "title: Analysis"),
                ("sources.yml", "https://mml-book", "javascript:mml-book"),
                ("checklist.yml", "- key:", "- key"),
            ],
            {("areas.yml", "yaml-syntax"), ("sources.yml", "url-form"), ("checklist.yml", "yaml-syntax")},
        ),
    ],
)
def test_any_broken_list_is_named(
    copy: Path, slips: list[tuple[str, str, str]], named: set[tuple[str, str]]
) -> None:
    texts = {name: (copy / name).read_text(encoding="utf-8") for name, _, _ in slips}
    for name, old, new in slips:
        assert old in texts[name]
        (copy / name).write_text(texts[name].replace(old, new, 1), encoding="utf-8")
    done = command("check", "--graph", copy)
    for name, text in texts.items():
        (copy / name).write_text(text, encoding="utf-8")
    paths = [(Path(found["path"]), found["code"]) for found in PLACE.finditer(done.stdout)]

    assert done.exit_code == 1
    assert {(path.name if path.parent == copy else "a concept", code) for path, code in paths} == named
