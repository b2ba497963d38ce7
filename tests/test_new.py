"""``build_graph.py new``: from a title to a valid file, or to the reason why not."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from conceptgraph.commands.folders import program
from tests.built import ROOT, command
from tests.conftest import LISTS, node, tidy, write_graph

GOOD = {
    **LISTS,
    "redirects.yml": "sets: set\nclass: {reason: nobody needed it}\n",
    "a/set.yml": tidy(node("Set", aliases=["Collection"])),
    "a/map.yml": tidy(node("Map", ["set"])),
}
TODO = "error: {}: this is still to be written. [placeholder]"
TAKEN = "The id set is taken (graph/a/set.yml:1); another concept needs another --id."


@pytest.fixture
def graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_graph(Path("graph"), GOOD)


def told(*arguments: str) -> tuple[int, str]:
    """Return how the command ends, and all that it prints."""
    done = command("new", "--graph", "graph", *arguments)
    return done.exit_code, done.output


def places(graph: Path) -> dict[str, list[str]]:
    """Return what the check says, by file."""
    rows = json.loads(command("check", "--graph", graph, "--format", "json").stdout)
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row["path"], []).append(f"{row['severity']}: {row['message']} [{row['code']}]")
    return found


def test_a_new_concept_says_what_was_chosen_what_is_near_and_what_comes_next(graph: Path) -> None:
    code, said = told("Power sets", "--area", "b", "--needs", "set", "map")

    assert code == 0
    assert said == (
        "graph/b/power-set.yml is new, with 21 places to fill in, each marked TODO.\n"
        "Its name is the id power-set, which never changes once it is published; "
        "rename the file now if need be.\n"
        "\n"
        "What looks like it; link to these, contrast with them, or add to one instead:\n"
        "  Set (graph/a/set.yml)\n"
        "      What Set is.\n"
        "\n"
        "Next:\n"
        "  1. Open graph/b/power-set.yml and write over every TODO, as the comments ask.\n"
        f"  2. {program()} check --graph graph names what is left to write, "
        "and what else is wrong.\n"
        f"  3. {program()} serve --graph graph then shows the page, at "
        "http://127.0.0.1:8000/concepts/power-set/\n"
    )


def test_the_check_names_exactly_what_is_to_be_filled_in(graph: Path) -> None:
    told("Power set", "--area", "b", "--needs", "set", "--needs", "map", "--needs", "set")

    fields = ["level", "minutes", "summary", *["prerequisites[].reason"] * 2, "goals", "goals", "intuition"]
    fields += ["definition", *["facts"] * 3, "example", "pitfalls", "pitfalls"]
    fields += ["questions[].question", "questions[].answer"] * 2 + ["resources[].source", "resources[].where"]
    assert places(graph) == {"graph/b/power-set.yml": [TODO.format(field) for field in fields]}


def test_a_skeleton_that_is_filled_in_has_no_problems(graph: Path) -> None:
    told("Power set", "--area", "b", "--needs", "set")
    file = graph / "b/power-set.yml"
    text = file.read_text(encoding="utf-8")
    typed = [
        ("level: TODO", "level: core"),
        ("minutes: TODO", "minutes: 30"),
        ("source: TODO", "source: book"),
    ]
    for old, new in typed:
        text = text.replace(old, new)
    words = "A page is written in words that say what holds and when it does. " * 3
    file.write_text(text.replace("TODO", words), encoding="utf-8")

    assert [p for p in places(graph).get(file.as_posix(), []) if p.startswith("error")] == []


def test_fields_that_are_left_out_can_be_taken_in(graph: Path) -> None:
    told("Power set", "--area", "b")
    file = graph / "b/power-set.yml"
    lines = file.read_text(encoding="utf-8").splitlines()
    names = (
        "aliases:",
        "status:",
        "related:",
        "contrasts:",
        "  - id:",
        "    how:",
        "      TODO",
        "check:",
        "  TODO",
    )
    file.write_text(
        "".join(f"{line[2:] if line[2:].startswith(names) and line[0] == '#' else line}\n" for line in lines),
        encoding="utf-8",
    )

    found = places(graph)["graph/b/power-set.yml"]
    taken_in = ("aliases", "related", "contrasts[].id", "contrasts[].how", "check")
    assert {TODO.format(field) for field in taken_in} <= set(found)
    assert all("[placeholder]" in problem for problem in found)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["sét"], f"{TAKEN}\nSet is a name of set (graph/a/set.yml:1)."),
        (["Sets"], TAKEN),
        (["collection"], "Collection is a name of set (graph/a/set.yml:4)."),
        (["X", "--id", "sets"], "The id sets was retired and leads to set (graph/redirects.yml:1)."),
        (["Class"], "The id class was retired: nobody needed it (graph/redirects.yml:2)."),
        (["Half  written", "--id", "half"], "Half-Written is a name of open (graph/b/open.yml:1)."),
    ],
)  # fmt: skip
def test_a_name_that_is_taken_or_retired_is_refused_with_its_place(
    arguments: list[str], said: str, graph: Path
) -> None:
    write_graph(graph, {"b/open.yml": "title: Half-Written\nlevel: TODO\n"})
    before = sorted(graph.rglob("*"))
    code, output = told(*arguments, "--area", "b")

    assert code == 1
    assert f"{said}\nNothing was written.\n" in output
    assert sorted(graph.rglob("*")) == before


def test_what_looks_like_a_refused_title_is_shown(graph: Path) -> None:
    assert (
        "or add to one instead:\n  Set (graph/a/set.yml)\n      What Set is.\n"
        in told("Set", "--area", "b")[1]
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["New", "--area", "c"], "There is no area c; there are: a, b"),
        (["New", "--area", "B"], "There is no area B; did you mean b?"),
        (["New", "--area", "../a"], "There is no area ../a; did you mean a?"),
        (["New"], "Missing option '--area'"),
        (["New", "--area", "a", "--needs", "sett", "map"], "There is no concept sett; did you mean set?"),
        (["New", "--area", "a", "--needs", "set", "sets"], "no concept sets; it was renamed to set"),
        (["Power", "set", "--area", "a"], "Put a title of several words into quotes."),
        (["", "--area", "a"], "It is empty."),
        ([" \n ", "--area", "a"], "It is empty."),
        (["TODO", "--area", "a"], "TODO marks what is still to be written."),
        (["x" * 121, "--area", "a", "--id", "x"], "title: 121 characters are more than the 120 that fit."),
        (["x" * 65, "--area", "a"], "cannot be an id"),
        (["a\x1b[31mb", "--area", "a"], "It holds a character that cannot be seen: a\\x1b[31mb"),
        (["a\u202eb", "--area", "a"], "It holds a character that cannot be seen: a\\u202eb"),
        (["\udcff", "--area", "a"], "It holds a character that cannot be seen: \\udcff"),
        (["\u7ebf\u6027", "--area", "a"], "The title gives no id, for it has no Latin letters or digits."),
        (["Index", "--area", "a"], "index cannot be an id"),
        (["New", "--area", "a", "--id", "../set"], "../set cannot be an id"),
        (["New", "--area", "a", "--id", "A\x07"], "A\\x07 cannot be an id"),
    ],
)  # fmt: skip
def test_wrong_usage_is_refused_in_words(arguments: list[str], said: str, graph: Path) -> None:
    before = sorted(graph.rglob("*"))
    code, output = told(*arguments)

    assert code == 2
    assert said in output
    assert sorted(graph.rglob("*")) == before


def test_a_hostile_title_makes_a_file_of_which_only_placeholders_are_said(graph: Path) -> None:
    code, said = told("--area", "b", "--", "<b>'a': \"#\"</b> {{ 7*7 }} \\beta")
    assert code == 0, said
    assert all("[placeholder]" in problem for problem in places(graph)["graph/b/b-a-b-7-7-beta.yml"])


def test_neighbors_are_shown_without_what_moves_a_terminal(graph: Path) -> None:
    write_graph(graph, {"a/map.yml": node("Map of\x85 things")})
    write_graph(graph, {"a/odd.yml": 'title: "Odd\u00a0map"\n' + node("x").partition("\n")[2]})
    code, said = told("Odd maps", "--area", "b", "--id", "odd-maps")
    assert code == 0
    assert "  Odd\\xa0map (graph/a/odd.yml)" in said


def test_no_file_is_ever_overwritten_or_written_through_a_link(graph: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    try:
        (graph / "b").symlink_to(tmp_path / "elsewhere")
        (graph / "a/dangling.yml").symlink_to(tmp_path / "elsewhere/made.yml")
    except OSError:
        return  # this system makes no links, so there is nothing to follow
    assert told("Power set", "--area", "b") == (
        1, "graph/b/power-set.yml cannot be written: its folder is a link.\nNothing was written.\n",
    )  # fmt: skip
    code, said = told("Dangling", "--area", "a")
    assert code == 1
    assert "graph/a/dangling.yml cannot be written: File exists." in said
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_folder_that_is_missing_is_made_and_one_that_cannot_be_is_named(graph: Path) -> None:
    (graph / "b").write_text("")
    code, said = told("Power set", "--area", "b")
    assert code == 1
    assert "graph/b/power-set.yml cannot be written: " in said
    (graph / "b").unlink()
    assert told("Power set", "--area", "b")[0] == 0


def test_in_the_graph_of_the_repository_the_next_steps_are_those_of_the_guide(
    monkeypatch: pytest.MonkeyPatch, clone: Path
) -> None:
    monkeypatch.setattr("conceptgraph.commands.new.ROOT", clone)
    monkeypatch.chdir(clone)
    done = command("new", "Power set", "--area", "analysis", "--graph", "graph")
    file = clone / "graph/analysis/power-set.yml"
    file.unlink()
    assert f"Open {Path('graph/analysis/power-set.yml')}" in done.output
    assert "2. make check names" in done.output
    assert "3. make serve then" in done.output
    assert "4. Commit it on a branch, and open a pull request." in done.output


def test_the_next_steps_can_be_typed_as_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_graph(Path("it's my graph"), GOOD)
    done = command("new", "Power set", "--area", "b", "--graph", "it's my graph")
    [line] = [line for line in done.output.splitlines() if line.startswith("  2. ")]
    typed = shlex.split(line.removeprefix("  2. ").partition(" names what")[0])

    assert typed[1:] == [str(ROOT / "build_graph.py"), "check", "--graph", "it's my graph"]
    assert Path(typed[0]).samefile(sys.executable)


def test_the_example_of_the_guide_starts_a_concept(tmp_path: Path) -> None:
    """When the concept of the example has a page, the guide needs another example."""
    [typed] = re.findall(r"build_graph\.py (new .*)", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    graph = shutil.copytree(ROOT / "graph", tmp_path / "graph")
    done = command(*shlex.split(typed), "--graph", graph)

    assert done.exit_code == 0, done.output
    assert (graph / "probability/probability-integral-transform.yml").is_file()
