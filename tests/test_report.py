"""The report on real histories; ``UPDATE_GOLDEN=1`` writes reports/ anew, to be read as if it were code."""

from __future__ import annotations

import json
import os
import re
import shutil
from itertools import combinations_with_replacement
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from conceptgraph.annotate import SUMMARY_BYTES
from conceptgraph.build import docs
from conceptgraph.check import chart
from conceptgraph.comparison import compare
from conceptgraph.report import Report, as_markdown, as_text
from conceptgraph.reprint import reprints
from tests.built import command
from tests.conftest import checked, git, node, write_graph
from tests.reviewed import PUBLISHED, attacks, commit, history

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not on this machine"),
    pytest.mark.skipif(os.name == "nt", reason="needs names that Windows has not"),
]

GOLDEN = Path(__file__).parent / "reports"
UPDATE = bool(os.environ.get("UPDATE_GOLDEN")) and not os.environ.get("CI")
MAKE = {"history": history, "attacks": attacks}
ENDINGS = {"text": "txt", "markdown": "md", "json": "json"}


@pytest.fixture(scope="module", params=sorted(MAKE))
def repository(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository that tests only read, named as its golden files are."""
    name = str(request.param)
    return MAKE[name](tmp_path_factory.mktemp("reviewed") / name).parent


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the repository with a real history; tests only read it."""
    return history(tmp_path_factory.mktemp("work") / "repository").parent


def report(folder: Path, *arguments: str, **settings: str) -> str:
    """Return what the command prints in a repository; the names of commits, which differ, are left out."""
    with pytest.MonkeyPatch.context() as here:
        here.chdir(folder)
        done = command("report", "--graph", "graph", *arguments, **settings)
    assert done.exit_code == 0, done.output
    return re.sub(r"\b(?=[0-9a-f]*[0-9])(?:[0-9a-f]{40}|[0-9a-f]{10})\b", "COMMIT", done.stdout)


@pytest.mark.parametrize("form", ENDINGS)
def test_report(repository: Path, form: str) -> None:
    printed = report(repository, "--base", "main", "--pages", "--format", form)
    expected = GOLDEN / f"{repository.name}.{ENDINGS[form]}"
    if UPDATE:
        expected.write_text(printed, encoding="utf-8", newline="\n")

    assert printed == expected.read_text(encoding="utf-8")


def test_markdown_of_strangers_is_text(tmp_path: Path) -> None:
    printed = report(attacks(tmp_path).parent, "--base", "main", "--format", "markdown")
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(printed)
    inside = [child for token in tokens for child in token.children or ()]

    assert {token.content.strip() for token in tokens if token.type == "html_block"} == {
        "<details><summary>9 more</summary>",
        "</details>",
    }
    kinds = {child.type for child in inside}
    assert kinds <= {"text", "text_special", "strong_open", "strong_close", "code_inline", "softbreak"}
    (picture,) = (token for token in tokens if token.type == "fence")
    assert all(line[:2] in ("+ ", "- ", "= ") for line in picture.content.splitlines())
    assert not any(token.type in ("hr", "ordered_list_open", "code_block") for token in tokens)
    headings = [tokens[n + 1].content for n, token in enumerate(tokens) if token.type == "heading_open"]
    assert headings[:3] == ["What changes in the graph", "Look at this first", "Concepts"]
    assert "Out" not in headings


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_no_line_of_a_log_is_a_command(tmp_path: Path, form: str) -> None:
    graph = attacks(tmp_path)
    title = "::add-mask::x ##[group]y"
    for name in ("constructor", "new"):
        write_graph(graph, {f"analysis/{name}.yml": node(title, ["renamed"] if name == "new" else [])})
    lines = report(graph.parent, "--base", "main", "--format", form).splitlines()

    assert any("add-mask" in line for line in lines)
    assert not any(line.lstrip().startswith("::") for line in lines)


@pytest.mark.parametrize("arguments", [["--base", "HEAD"], ["--base", "work~1", "--head", "work~1"]])
def test_nothing_changed(work: Path, arguments: list[str]) -> None:
    # No redirect leads from odds, so this history has an error, on both sides.
    for form in ("text", "markdown"):
        printed = report(work, *arguments, "--format", form)
        assert "No change of the graph." in printed
        assert "Concepts" not in printed
        assert "Edges" not in printed
    whole = json.loads(report(work, *arguments, "--format", "json"))
    assert {name for name, value in whole.items() if value} <= {
        "schema", "graph", "base", "head", "titles", "figures", "chains", "fates", "underway",
    }  # fmt: skip


def told(before: dict[str, str], after: dict[str, str]) -> dict[str, list[str]]:
    """Return the lines of every section of a report in plain text, by its heading."""
    printed = as_text(Report("graph", "a" * 40, None, compare(checked(before), checked(after))))
    return {block.splitlines()[0]: block.splitlines()[1:] for block in printed.split("\n\n")[1:]}


TWO = {"areas.yml": "- {id: a, title: A}\n- {id: b, title: B}\n"}
SETS = {"a/set.yml": node("Set"), "a/map.yml": node("Map", ["set"])}


def test_a_renamed_area_is_one_line() -> None:
    after = {"areas.yml": TWO["areas.yml"].replace("id: a", "id: c")}
    after |= {name.replace("a/", "c/"): text for name, text in SETS.items()}
    found = told({**TWO, **SETS}, after)

    assert found["Concepts"] == ["  moved: 2 concepts from a to c: Map, Set"]
    assert found["Checklist and other lists"] == ["  entries of areas.yml: 1 added (c), 1 removed (a)"]
    assert "2 concepts moved, 1 list changed." in found


def test_figures_that_stay_are_a_sentence_and_those_that_change_a_table() -> None:
    before = {**TWO, **SETS}
    reworded = told(before, {**before, "a/map.yml": node("Map", ["set"], intuition="Another. " * 40)})
    assert [line.partition(";")[0] for line in reworded["In numbers"]] == ["  As before: concepts 2"]

    found = told(before, {**before, "a/map.yml": node("Map", ["set"], minutes=60)})
    assert found["Edited concepts"] == ["  of Map (map): minutes from 30 to 60"]
    assert [line.split()[:2] for line in found["In numbers"][1:]] == [["|", "before"], ["|", "study"]]


def test_readers_under_way_learn_first_whether_they_miss_something() -> None:
    before = {**TWO, "a/set.yml": node("Set"), "a/map.yml": node("Map", ["set"])}
    needed = told(before, {**before, "a/rule.yml": node("Rule"), "a/map.yml": node("Map", ["set", "rule"])})
    assert needed["Readers under way"] == [
        "  Readers who have studied the old order up to one of its 2 places:",
        "  at 1 of these places something they have studied now needs a concept that they have not; "
        "most is missing after Map: Rule",
        "  at 1 more the new order has something earlier that is not studied and not needed yet",
    ]

    turned = {**before, "b/coin.yml": node("Coin"), "areas.yml": TWO["areas.yml"]}
    later = told(turned, {**turned, "areas.yml": "- {id: b, title: B}\n- {id: a, title: A}\n"})
    assert later["Readers under way"] == [
        "  Readers who have studied the old order up to one of its 3 places:",
        "  they miss no prerequisite of anything they have studied",
        "  at 2 of these places the new order has something earlier that is not studied and not needed yet",
        "  1 concept of 3 moved within the order: Coin",
    ]


def test_a_finding_of_a_new_page_is_told_once_and_counted_with_the_page() -> None:
    found = told({**TWO, **SETS}, {**TWO, **SETS, "b/coin.yml": node("Coin", ["set"], facts=["One."])})

    assert found["New pages"][-1].split()[-1] == "1"
    assert found["New findings"] == [
        "  warning [below-minimum]: graph/b/coin.yml:1: coin lacks facts (at least 3)."
    ]


def test_layout_and_comments_are_no_change(tmp_path: Path) -> None:
    graph = history(tmp_path)
    file = graph / "chance/event.yml"
    file.write_text("# A comment.\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    assert "No change of the graph." in report(tmp_path, "--base", "HEAD", "--pages")


def test_the_base_is_where_the_work_left_it(work: Path) -> None:
    since = report(work, "--base", "main", "--head", "work~2")
    assert "norm" not in since
    assert "2 concepts renamed, 1 moved" in since
    direct = report(work, "--base", "main", "--head", "work~2", "--direct")
    assert "without an entry: Norm (norm)" in direct


def test_the_base_is_main_where_it_is_not_named(work: Path) -> None:
    assert report(work) == report(work, "--base", "") == report(work, "--base", "main")


def test_head_is_a_revision_or_the_files_as_they_are(tmp_path: Path) -> None:
    graph = history(tmp_path)
    write_graph(graph, {"chance/coin.yml": node("Coin", ["event"])})

    assert "added: Coin (coin)" in report(tmp_path, "--base", "HEAD")
    assert "No change of the graph." in report(tmp_path, "--base", "HEAD", "--head", "HEAD")


def test_any_two_revisions_can_be_compared(work: Path) -> None:
    revisions = git(work, "rev-list", "--all").split()
    assert len(revisions) == 5
    for head, base in combinations_with_replacement(revisions, 2):
        printed = report(work, "--base", base, "--head", head, "--direct")
        assert ("No change of the graph." in printed) == (base == head)


def test_pages_that_change_are_those_whose_bytes_differ() -> None:
    lists = {"areas.yml": "- {id: a, title: A}\n- {id: b, title: B}\n"}
    before = {
        **lists,
        "a/set.yml": node("Set"),
        "a/map.yml": node("Map", ["set"]),
        "a/limit.yml": node("Limit", ["map"]),
        "b/event.yml": node("Event", ["set"]),
        "b/coin.yml": node("Coin"),
    }
    afters: list[dict[str, str]] = [
        before,
        {**before, "a/limit.yml": node("Limit", ["map"], intuition="Another picture of it. " * 12)},
        {**before, "a/limit.yml": node("Limit", ["map", "set"])},
        {**before, "a/new.yml": node("New", ["limit"])},
        {**before, "b/coin.yml": node("Coin", minutes=50)},
        {name: text for name, text in before.items() if name != "b/coin.yml"}
        | {"b/penny.yml": before["b/coin.yml"], "redirects.yml": "coin: penny"},
        {**before, "areas.yml": "- {id: b, title: B}\n- {id: a, title: A}\n"},
    ]
    base = chart(checked(before))
    old = docs(base)
    for after in afters:
        head = chart(checked(after))
        new = docs(head)
        differing = {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}
        found = reprints(base, head)
        assert {one.address for one in found} == {
            "home" if path == "index.md" else f"{path[:-3]}/" if path.endswith(".md") else path
            for path in differing
        }
    renamed = {one.address: (one.group, one.change) for one in reprints(base, chart(checked(afters[5])))}
    assert renamed["concepts/coin/"] == ("moved", "changed")
    assert renamed["concepts/penny/"] == ("concepts", "added")
    assert renamed["glossary/"] == ("lists", "changed")
    near = {one.address: one.group for one in reprints(base, chart(checked(afters[3])))}
    assert near["concepts/limit/"] == "neighbors"


def test_pages_are_listed_where_they_are_asked_for(tmp_path: Path) -> None:
    graph = history(tmp_path)
    write_graph(graph, {"redirects.yml": "map: function\nfuzzy-set: set\nparadox: {reason: nobody asked}\n"
                                         "odds: odds-of-event\n"})  # fmt: skip
    asked = report(tmp_path, "--base", "main", "--pages")

    assert "Pages of the site that change: of changed concepts (" in asked
    assert "changed: concepts/derivative/" in asked
    assert "Pages of the site" not in report(tmp_path, "--base", "main")
    whole = json.loads(report(tmp_path, "--base", "main", "--pages", "--format", "json"))
    assert {"group": "moved", "address": "concepts/paradox/", "change": "changed"} in whole["reprints"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--base", "nowhere"], "There is no revision nowhere here."),
        (["--base", "HEAD", "--head", "\x1b[31mred"], "There is no revision \\x1b[31mred here."),
    ],
)
def test_nothing_to_compare_with_is_wrong_usage(
    work: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(work)
    done = command("report", "--graph", "graph", *arguments)

    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(said)
    assert "hint: git fetch" in done.stderr


def test_branches_without_a_commit_in_common_are_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = history(tmp_path)
    git(tmp_path, "switch", "-q", "--orphan", "apart")
    commit(write_graph(graph, PUBLISHED), "Begin again")
    monkeypatch.chdir(tmp_path)
    done = command("report", "--graph", "graph", "--base", "main")

    assert done.exit_code == 2
    assert "have no commit in common" in done.stderr


def test_the_summary_gets_the_report_behind_what_it_has(work: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    printed = report(work, "--base", "main", "--summary", str(summary))
    text = summary.read_text(encoding="utf-8")

    assert printed.startswith("graph from COMMIT to the working tree")
    assert text.startswith("before\n## What changes in the graph\n")
    assert "### Readers under way" in text


def test_a_summary_that_cannot_be_written_is_wrong_usage(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(work)
    done = command("report", "--graph", "graph", "--base", "main", "--summary", "nowhere/summary.md")
    assert done.exit_code == 2
    assert "cannot be written" in done.stderr


def test_a_flood_of_changes_fits_a_summary() -> None:
    words = "\N{RIGHT-TO-LEFT MARK}*" * 55
    many = {
        f"a/c{n}.yml": node(f"{n} {words}", [f"c{n - 1}"] if n else [], facts=None, level=words)
        if n % 7 == 1
        else node(f"{n} {words}", [f"c{n - 1}"] if n % 7 > 2 else [], facts=None)
        for n in range(300)
    }
    found = compare(checked({"a/set.yml": node("Set")}), checked({**many, "a/set.yml": node("Set")}))
    whole = Report("graph", "a" * 40, None, found)

    assert len(as_markdown(whole).encode()) < SUMMARY_BYTES
    small = as_markdown(whole, 30_000)
    assert 10_000 < len(small.encode()) <= 30_000
    assert "### Concepts\n\n- added:" in small
    assert "### Study paths" not in small
    assert "This is too long here; the JSON has it." in small
    assert as_markdown(whole, 100) == ""
    assert len(as_text(whole)) < 100_000
