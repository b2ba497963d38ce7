"""A pull request as a contributor and a workflow meet it: the hook, the annotations, the summary."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.built import ROOT, command, tree
from tests.conftest import LISTS, git, node, tidy, write_graph

needs_tools = pytest.mark.skipif(
    os.name == "nt" or not (shutil.which("git") and shutil.which("make")), reason="needs git, make and sh"
)
BAD = tidy(node("Map", ["set", "sett"]))


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """Return a graph on a branch that has broken norm.yml; map.yml was broken before."""
    files = {
        **LISTS,
        "a/set.yml": tidy(node("Set")),
        "a/map.yml": BAD,
        "a/norm.yml": tidy(node("Norm", ["set"])),
    }
    folder = write_graph(tmp_path / "repository" / "graph", files)
    git(folder.parent, "init", "-q", "-b", "main")
    git(folder.parent, "add", ".")
    git(folder.parent, "commit", "-q", "-m", "Publish")
    git(folder.parent, "switch", "-q", "-c", "branch")
    write_graph(folder, {"a/norm.yml": tidy(node("Norm", ["set", "seet"]))})
    git(folder.parent, "commit", "-q", "-a", "-m", "Change")
    return folder


def annotated(output: str) -> list[str]:
    return [line.partition(",")[0].rpartition("/")[2] for line in output.splitlines()]


def test_what_a_branch_has_changed_is_annotated_first(graph: Path) -> None:
    github = ("check", "--graph", graph, "--format", "github")

    assert annotated(command(*github).output) == ["map.yml", "norm.yml"]
    assert annotated(command(*github, "--base", "main").output) == ["norm.yml", "map.yml"]


def test_an_unknown_revision_is_said_and_the_check_goes_on(graph: Path) -> None:
    done = command("check", "--graph", graph, "--format", "github", "--base", "no\x1bwhere")

    assert done.exit_code == 1
    assert done.stderr == (
        "There is no revision no\\x1bwhere here.\n"
        "    hint: git fetch, and look for its name with: git branch --all\n"
        "What has changed is not known, so nothing is put first.\n"
    )
    assert annotated(done.stdout) == ["map.yml", "norm.yml"]


def test_the_summary_has_all_problems_whatever_the_format(graph: Path, tmp_path: Path) -> None:
    for form in ("text", "github", "json"):
        file = tmp_path / f"{form}.md"
        done = command(
            "check", "--graph", graph, "--format", form, "--base", "main", "--summary", file,
            SITE_URL="https://atlas.example",
        )  # fmt: skip
        text = file.read_text(encoding="utf-8")
        assert done.exit_code == 1
        assert text.startswith(
            "## Check of the graph\n\n3 concepts, 2 errors.\n\n### In files that have changed\n"
        )
        assert text.count("[unknown-id](https://atlas.example/checks/unknown-id/)") == 2


def test_a_summary_is_added_to_what_other_steps_have_written(graph: Path, tmp_path: Path) -> None:
    file = tmp_path / "summary.md"
    file.write_text("before\n")
    command("check", "--graph", graph, "--summary", file)
    assert file.read_text(encoding="utf-8").startswith("before\n## Check of the graph\n")


def test_an_empty_name_is_no_file_and_no_revision(graph: Path) -> None:
    plain = command("check", "--graph", graph)
    assert command("check", "--graph", graph, "--base", "", "--summary", "").output == plain.output


def test_a_summary_that_cannot_be_written_is_wrong_usage_and_takes_no_finding_away(
    graph: Path, tmp_path: Path
) -> None:
    done = command("check", "--graph", graph, "--format", "github", "--summary", tmp_path)
    assert done.exit_code == 2
    assert annotated(done.stdout) == ["map.yml", "norm.yml"]
    assert "cannot be written" in done.stderr


def test_the_last_annotation_leads_to_the_summary_if_there_is_one(graph: Path, tmp_path: Path) -> None:
    write_graph(graph, {f"a/c{n}.yml": tidy(node(f"C{n}", [f"missing-{n}"])) for n in range(12)})
    github = ("check", "--graph", graph, "--format", "github")

    assert "5 more errors stand in the log of this step.\n" in command(*github).stdout
    summarized = command(*github, "--summary", tmp_path / "summary.md")
    assert "5 more errors stand in the summary and the log of this step.\n" in summarized.stdout


@pytest.fixture
def working_copy(tmp_path: Path) -> Path:
    """Return a repository with a small graph, our Makefile, the program, and a Python in .venv."""
    copy = tmp_path / "copy"
    shutil.copytree(
        ROOT / "conceptgraph", copy / "conceptgraph", ignore=shutil.ignore_patterns("__pycache__")
    )
    for name in ("build_graph.py", "Makefile", ".pre-commit-config.yaml"):
        shutil.copy(ROOT / name, copy / name)
    write_graph(
        copy / "graph", {**LISTS, "a/set.yml": tidy(node("Set")), "a/map.yml": tidy(node("Map", ["set"]))}
    )
    write_graph(copy, {"requirements.txt": "", ".gitignore": "/.venv\n__pycache__\n"})
    python = copy / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n')
    python.chmod(0o755)
    (copy / ".venv/run").touch()
    git(copy, "init", "-q", "-b", "main")
    git(copy, "add", ".")
    git(copy, "commit", "-q", "-m", "Begin")
    return copy


def make(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", "-C", str(folder), "--no-print-directory", *arguments],
        check=False,
        capture_output=True,
        text=True,
        env=os.environ | settings,
    )


@needs_tools
def test_make_hands_on_what_a_workflow_knows_and_no_shell_reads_it(
    working_copy: Path, tmp_path: Path
) -> None:
    write_graph(working_copy / "graph", {"a/map.yml": BAD})
    before = tree(working_copy).keys()
    summary = tmp_path / "summary $(touch x).md"
    done = make(
        working_copy,
        "check",
        "FORMAT=github",
        BASE="\"; touch x; '$(touch x)`touch x`$(shell touch x)",
        GITHUB_STEP_SUMMARY=str(summary),
        SITE_URL="https://atlas.example/",
    )
    assert done.stdout.startswith("::error file=graph/a/map.yml,line=8,")
    assert "There is no revision \"; touch x; '$(touch x)`touch x`$(shell touch x) here" in done.stderr
    assert "2 concepts, 1 error." in summary.read_text(encoding="utf-8")
    assert tree(working_copy).keys() == before


@needs_tools
def test_make_report_appends_to_the_summary_and_no_shell_reads_the_base(
    working_copy: Path, tmp_path: Path
) -> None:
    write_graph(working_copy / "graph", {"a/limit.yml": node("Limit", ["map"])})
    before = tree(working_copy).keys()
    summary = tmp_path / "summary $(touch x).md"
    done = make(working_copy, "report", BASE="HEAD", GITHUB_STEP_SUMMARY=str(summary))
    assert "added: Limit (limit)" in done.stdout
    assert "- added: **Limit** (`limit`)" in summary.read_text(encoding="utf-8")

    done = make(working_copy, "report", BASE="$(touch x)`touch x`$(shell touch x)", GITHUB_STEP_SUMMARY="")
    assert "There is no revision $(touch x)`touch x`$(shell touch x) here." in done.stderr
    assert tree(working_copy).keys() == before


@needs_tools
def test_the_hook_stops_a_commit_with_a_problem_and_lets_others_pass(working_copy: Path) -> None:
    """The entry of our pre-commit hook, run by git itself as pre-commit would run it."""
    config = yaml.safe_load((working_copy / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    [[hook]] = [repository["hooks"] for repository in config["repos"]]
    # A filter on file names would pass over a commit that only removes a file.
    assert (hook["language"], hook["pass_filenames"], hook["always_run"], "files" in hook) == (
        "system", False, True, False,
    )  # fmt: skip
    path = working_copy / ".git/hooks/pre-commit"
    path.write_text(f"#!/bin/sh\nexec {hook['entry']}\n")
    path.chmod(0o755)

    write_graph(working_copy / "graph", {"a/map.yml": BAD})
    with pytest.raises(subprocess.CalledProcessError) as refused:
        git(working_copy, "commit", "-q", "-a", "-m", "Break")
    assert (
        "graph/a/map.yml:8:9: error: There is no concept sett." in refused.value.stdout + refused.value.stderr
    )

    write_graph(working_copy / "graph", {"a/map.yml": node("Map", ["set"], minutes=45)})
    git(working_copy, "commit", "-q", "-a", "-m", "Change")
    (working_copy / "graph/a/map.yml").unlink()
    with pytest.raises(subprocess.CalledProcessError) as refused:
        git(working_copy, "commit", "-q", "-a", "-m", "Remove")
    assert "[retired-id]" in refused.value.stdout + refused.value.stderr
    assert git(working_copy, "log", "--format=%s") == "Change\nBegin\n"
