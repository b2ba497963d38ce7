"""Another subject: started with two commands, or given as plain YAML; its site has no word of this one."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from conceptgraph.load import LISTS, load
from conceptgraph.model import Subject
from conceptgraph.reference import suggested
from conceptgraph.schema import MODELINE
from tests.built import ROOT, SETTINGS, build, command, tree
from tests.conftest import PAIR, checked, found, git, write_graph

MUSIC = ROOT / "tests/subjects/music/graph"
OURS = re.compile(
    r"machine.learning|interview|neural|gradient descent|jacobian|deep.learning|mathematics|algebra",
    re.IGNORECASE,
)
# The manual of the checks is about the program; its examples are of mathematics.
MANUAL = "checks/"


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which somebody has typed the command."""
    outside = tmp_path_factory.mktemp("outside")
    done = typed(outside, "init", "my chess")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Started a graph with an example area in my chess; ")
    assert "build_graph.py serve --graph 'my chess/graph'" in done.stdout
    return outside / "my chess"


@pytest.fixture(scope="module")
def music_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of a graph of music theory, built outside the repository."""
    outside = tmp_path_factory.mktemp("music")
    return build(Path(shutil.copytree(MUSIC, outside / "graph")), outside / "site")


def typed(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder as a person does."""
    env = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    program = [sys.executable, str(ROOT / "build_graph.py"), *arguments]
    return subprocess.run(
        program, check=False, capture_output=True, text=True, cwd=folder, env=env | settings
    )


def page(site: Path, name: str) -> str:
    return (site / name).read_text(encoding="utf-8")


def test_what_init_writes_has_no_problem_and_is_a_whole_graph(started: Path) -> None:
    done = typed(started, "check", "--graph", "graph")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "3 concepts, no problems\n")
    assert {path.name for path in (started / "graph").glob("*.yml")} == set(LISTS)
    assert "serve --graph DIR/graph" in page(started, "README.md")
    for path in (started / "graph").glob("*/*.yml"):
        assert path.read_text(encoding="utf-8").startswith(MODELINE)
        assert (path.parent / "../concept.schema.json").is_file()


def test_its_schema_suggests_its_own_concepts(started: Path) -> None:
    names = suggested(json.loads(page(started, "graph/concept.schema.json")))
    assert names["concepts"] == {
        "prerequisite": "Prerequisite",
        "study-order": "Study order",
        "study-path": "Study path",
    }
    assert names["sources"].keys() == {"networkx-docs", "learning-spaces"}


def test_the_second_command_builds_its_site(started: Path) -> None:
    done = typed(started, "build", "--graph", "graph", "--site", "site", SITE_NAME="Chess & <more>")

    assert done.returncode == 0, done.stderr
    home = page(started, "site/index.html")
    # The setting goes before the name that the graph states.
    assert "<title>Home - Chess &amp; &lt;more&gt;</title>" in home
    assert "Three concepts about concept graphs, as examples of a page." in home
    assert "Two weeks left?" in home
    assert page(started, "site/concepts/study-path/index.html").count("Questions") >= 1
    assert [*foreign(started / "site")] == []


def foreign(site: Path) -> list[tuple[str, str]]:
    """Return the pages, scripts and data of a site that speak of this repository's subject, and the words."""
    kinds = (".html", ".json", ".xml", ".css", ".js", ".svg")
    return [
        (path, match.group())
        for path, content in tree(site).items()
        if path.endswith(kinds) and not path.startswith((MANUAL, "assets/"))
        for match in OURS.finditer(content.decode("utf-8"))
        if "vis-network" not in path
    ]


def test_no_word_of_this_subject_stands_on_the_site_of_another(music_site: Path) -> None:
    assert foreign(music_site) == []


def test_words_of_this_subject_would_be_seen(tmp_path: Path) -> None:
    write_graph(
        tmp_path,
        {"a/index.html": "<p>An Interview</p>", f"{MANUAL}index.html": "jacobian", "a.txt": "neural"},
    )
    assert foreign(tmp_path) == [("a/index.html", "Interview")]


def test_the_site_speaks_of_its_own_subject(music_site: Path) -> None:
    home, triad = page(music_site, "index.html"), page(music_site, "concepts/triad/index.html")

    assert "<title>Home - Music theory, step by step</title>" in home
    assert "<title>Triad - Music theory, step by step</title>" in triad
    assert 'content="What to learn for the entrance exam in music theory, in which order, and why."' in page(
        music_site, "how-to/index.html"
    )
    assert "Every concept of the entrance exam in music theory, with what it rests on. Pick a goal" in home
    assert "Two weeks to the exam?" in home
    assert "it lists what the exam asks for" in home
    assert "These need at most one page before them:" in home
    assert '<h2 id="questions">Exam questions' in triad
    assert "What the exam asks for, item by item" in page(music_site, "checklist/index.html")


def test_every_concept_area_and_retired_id_has_its_address(music_site: Path) -> None:
    graph = json.loads(page(music_site, "graph.json"))
    ids = {path.stem for path in MUSIC.glob("*/*.yml")}

    assert len(ids) == 13
    assert {path.name for path in (music_site / "concepts").iterdir()} == ids | {"half-step"}
    assert {concept["url"] for concept in graph["concepts"]} == {f"concepts/{id}/" for id in ids}
    assert {path.name for path in (music_site / "areas").iterdir()} == {"pitch", "rhythm", "harmony"}
    assert 'content="0; url=../semitone/"' in page(music_site, "concepts/half-step/index.html")
    assert 'href="../../sources/"' in page(music_site, "concepts/triad/index.html")


def test_plans_work_for_it() -> None:
    done = command("path", "cadence", "--known", "interval", "--graph", MUSIC)
    assert done.exit_code == 0
    assert re.findall(r"^ *\d+\. .*\((.+)\),", done.stdout, re.M)[-1] == "cadence"
    assert "octave" not in done.stdout


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("", []),
        ("# nothing yet\n", []),
        ("name: Chess\n", []),
        ("- name: Chess\n", ["subject.yml:1:1 wrong-type"]),
        ("name: Chess\nnmae: Chess\n", ["subject.yml:2:1 unknown-field"]),
        ("occasion: '# exam'\n", ["subject.yml:1:11 id-form"]),
        (f"name: {'x' * 81}\n", ["subject.yml:1:7 length"]),
    ],
)
def test_the_subject_is_read_as_strictly_as_the_rest(text: str, report: list[str]) -> None:
    assert found(PAIR | {"subject.yml": text}) == report


def test_a_graph_that_says_nothing_of_itself_gets_plain_words() -> None:
    assert checked(PAIR).corpus.subject == Subject()
    assert Subject().name == "Concept graph"


def test_mkdocs_yml_says_the_same_as_the_graph() -> None:
    subject = yaml.safe_load((ROOT / "graph/subject.yml").read_text(encoding="utf-8"))
    stated = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")

    assert f"site_name: !ENV [SITE_NAME, {subject['name']}]\n" in stated
    assert f"site_description: {subject['description']}\n" in stated


@pytest.mark.parametrize(
    ("target", "complaint"),
    [
        (str(ROOT / "graph/chess"), "lies in the folder of the program. Name one outside, such as ../chess."),
        (str(ROOT), "lies in the folder of the program."),
        ("full", "full is not empty. Name a new folder, or an empty one."),
        ("full/notes.txt", "full/notes.txt is a file. Name a new folder."),
        ("full/notes.txt/chess", "cannot be written"),
    ],
)
def test_a_folder_that_holds_something_is_left_alone(
    target: str, complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_graph(tmp_path, {"full/notes.txt": "years of work"})
    done = command("init", target)

    assert done.exit_code == 2
    assert complaint in done.output
    assert tree(tmp_path) == {"full/notes.txt": b"years of work"}
    assert not (ROOT / "graph/chess").exists()


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    assert command("init", tmp_path).exit_code == 0
    assert len(load(tmp_path / "graph")[0]) == 8


def test_a_copy_of_the_repository_takes_the_graph_of_another_subject(
    clone: Path, started: Path, tmp_path: Path
) -> None:
    """As README says: with its own history, no concept of the old subject has ever been published."""
    own = shutil.copytree(clone, tmp_path / "own")
    for place in ("old", "new"):
        shutil.rmtree(own / "graph")
        shutil.copytree(clone / "graph" if place == "old" else started / "graph", own / "graph")
        if place == "old":
            git(own, "init", "-q")
        git(own, "add", ".")
        git(own, "commit", "-qm", place)
    assert command("check", "--graph", own / "graph").output.count("[retired-id]") == 3
    shutil.rmtree(own / ".git")
    git(own, "init", "-q")
    git(own, "add", ".")
    git(own, "commit", "-qm", "A graph of its own")
    assert command("check", "--graph", own / "graph").output == "3 concepts, no problems\n"
