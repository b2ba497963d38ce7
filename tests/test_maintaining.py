"""MAINTAINING.md, done: its own commands are run in a scratch repository, so that they stay true."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.built import ROOT, build, command
from tests.conftest import dumped, git, node, write_graph

pytestmark = pytest.mark.skipif(
    os.name == "nt" or not (shutil.which("git") and shutil.which("make")),
    reason="the commands are for a shell with git and make",
)
DOCUMENT = (ROOT / "MAINTAINING.md").read_text(encoding="utf-8")
GRAPH = {
    "areas.yml": "".join(
        f"- {{id: {id}, title: {id.capitalize()}}}\n"
        for id in ("linear-algebra", "machine-learning", "programming")
    ),
    "sources.yml": "book: {title: Book, url: 'https://example.org/', good_for: facts}\n",
    "redirects.yml": "# Every id that is gone.\npenrose-inverse: moore-penrose-pseudoinverse\n",
    "checklist.yml": dumped(
        [
            {
                "key": "inverse",
                "text": "Generalized inverse",
                "section": "mathematics",
                "origin": "bullet",
                "concepts": ["moore-penrose-pseudoinverse"],
            }
        ]
    ),
    "linear-algebra/moore-penrose-pseudoinverse.yml": node("Pseudoinverse"),
    "linear-algebra/least-squares.yml": node(
        "Least squares",
        ["moore-penrose-pseudoinverse"],
        definition="Use the [inverse](moore-penrose-pseudoinverse).",
    ),
    "machine-learning/gaussian-mixture-model.yml": node("Gaussian mixture"),
    "machine-learning/gmm-and-k-means.yml": node("GMM and k-means", ["gaussian-mixture-model"]),
    "machine-learning/k-means.yml": node("K-means", ["gmm-and-k-means"]),
    "machine-learning/l1-and-l2-regularization.yml": node("L1 and L2 regularization"),
    "machine-learning/weight-decay.yml": node("Weight decay", ["l1-and-l2-regularization"]),
    "programming/singularity.yml": node("Singularity"),
    "programming/container.yml": node("Container", ["singularity"]),
}
REDIRECTS = {
    "penrose-inverse": "pseudoinverse",
    "moore-penrose-pseudoinverse": "pseudoinverse",
    "gmm-and-k-means": "gaussian-mixture-model",
    "l1-and-l2-regularization": "l2-regularization",
    "singularity": {"reason": "Interviews no longer ask about it."},
}


def steps(heading: str) -> list[str]:
    """Return the commands below a heading of the document."""
    section = re.split(rf"^#+ {heading}\n", DOCUMENT, flags=re.M)[1]
    return re.findall(r"^ {4}(\S.*)$", re.split(r"^#", section, flags=re.M)[0], re.M)


@dataclass
class Scratch:
    """A repository of its own, with a small graph and all that make needs."""

    folder: Path
    without_redirect: dict[str, set[str]] = field(default_factory=dict)
    """The codes of the errors just before the line of redirects.yml was written, by heading."""

    def run(self, line: str) -> None:
        who = {"NAME": "Somebody", "EMAIL": "somebody@example.org"}
        names = {f"GIT_{role}_{key}": who[key] for role, key in product(("AUTHOR", "COMMITTER"), who)}
        kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        env = {**kept, **names, "GIT_CONFIG_GLOBAL": os.devnull, "NO_COLOR": "1"}
        done = subprocess.run(
            ["sh", "-c", line], check=False, capture_output=True, text=True, cwd=self.folder, env=env
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"

    def errors(self) -> list[dict[str, Any]]:
        done = command("check", "--graph", self.folder / "graph", "--format", "json")
        return [row for row in json.loads(done.stdout) if row["severity"] == "error"]

    def follow(self, heading: str, mend: Callable[[Scratch], None]) -> None:
        """Do what the document says, and what its comments leave to a person."""
        for line in steps(heading):
            if line.startswith("echo "):
                self.without_redirect[heading] = {row["code"] for row in self.errors()}
            if line.startswith("make check"):
                mend(self)
            self.run(line)


def replacing(old: str, new: str) -> Callable[[Scratch], None]:
    """Return how a person changes an id: at every place that the check names."""

    def mend(scratch: Scratch) -> None:
        for row in scratch.errors():
            path = Path(row["path"])
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            assert old in lines[row["line"] - 1], row
            lines[row["line"] - 1] = lines[row["line"] - 1].replace(old, new)
            path.write_text("".join(lines), encoding="utf-8")

    return mend


def halved(scratch: Scratch) -> None:
    """Give each half a page of its own."""
    write_graph(
        scratch.folder / "graph/machine-learning",
        {
            "l1-regularization.yml": node("L1 regularization", summary="Absolute values are added."),
            "l2-regularization.yml": node("L2 regularization", summary="Squares are added."),
        },
    )
    replacing("l1-and-l2-regularization", "l2-regularization")(scratch)


def taken_out(scratch: Scratch) -> None:
    [row] = scratch.errors()
    assert row["line"] == 3
    write_graph(scratch.folder / "graph/programming", {"container.yml": node("Container")})


SECTIONS: Mapping[str, Callable[[Scratch], None]] = {
    "Rename": replacing("moore-penrose-pseudoinverse", "pseudoinverse"),
    "Merge": replacing("gmm-and-k-means", "gaussian-mixture-model"),
    "Split": halved,
    "Retire": taken_out,
}


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory, clone: Path) -> Scratch:
    """Return the repository after everything that the document describes was done in it, in its order."""
    folder = tmp_path_factory.mktemp("maintained") / "repository"
    shutil.copytree(clone, folder, ignore=shutil.ignore_patterns("graph", "site", "__pycache__"))
    for name in ("Makefile", "requirements.txt", ".gitignore"):
        shutil.copy(ROOT / name, folder / name)
    write_graph(folder / "graph", GRAPH)
    python = folder / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    (folder / ".venv/run").touch()
    git(folder.parent, "init", "-q", "--bare", "origin.git")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "remote", "add", "origin", "../origin.git")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "A graph")
    repository = Scratch(folder)
    assert repository.errors() == []
    for heading, mend in SECTIONS.items():
        repository.follow(heading, mend)
    git(folder, "push", "-q", "-u", "origin", "main")
    git(folder, "switch", "-q", "-c", "other-work")
    repository.follow("Releasing", lambda _: None)
    return repository


@pytest.fixture(scope="module")
def site(scratch: Scratch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of what was renamed, merged, split and retired, built once."""
    return build(scratch.folder / "graph", tmp_path_factory.mktemp("maintained") / "site")


@pytest.mark.parametrize("heading", SECTIONS)
def test_without_its_redirect_a_changed_id_does_not_pass(scratch: Scratch, heading: str) -> None:
    assert "retired-id" in scratch.without_redirect[heading]


def test_afterwards_the_graph_is_sound_and_everything_is_committed(scratch: Scratch) -> None:
    assert scratch.errors() == []
    assert git(scratch.folder, "status", "--porcelain") == ""
    assert git(scratch.folder, "log", "--format=%s").splitlines() == [
        "Singularity is retired",
        "L1 and L2 regularization have a page each",
        "One page for Gaussian mixtures and k-means",
        "The pseudoinverse has a shorter id",
        "A graph",
    ]


def test_without_any_one_of_the_lines_the_check_fails_again(scratch: Scratch) -> None:
    path = scratch.folder / "graph/redirects.yml"
    text = path.read_text(encoding="utf-8")
    for line in text.splitlines(keepends=True)[2:]:
        path.write_text(text.replace(line, ""), encoding="utf-8")
        assert "retired-id" in {row["code"] for row in scratch.errors()}, line
    path.write_text(text, encoding="utf-8")


def test_a_page_that_is_taken_back_needs_its_line_too(scratch: Scratch, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", str(scratch.folder), "repository")
    again = Scratch(tmp_path / "repository")
    git(again.folder, "remote", "remove", "origin")
    write_graph(again.folder / "graph", {"programming/docker.yml": node("Docker")})
    git(again.folder, "add", "-A")
    git(again.folder, "commit", "-q", "-m", "Docker")
    again.run("git revert --no-edit HEAD")
    assert [row["code"] for row in again.errors()] == ["retired-id"]


@pytest.mark.parametrize(("old", "new"), [pair for pair in REDIRECTS.items() if isinstance(pair[1], str)])
def test_an_old_address_leads_on(site: Path, old: str, new: str) -> None:
    page = (site / f"concepts/{old}/index.html").read_text(encoding="utf-8")
    assert f'<meta http-equiv="refresh" content="0; url=../{new}/">' in page
    assert (site / f"concepts/{new}/index.html").is_file()


def test_a_retired_address_says_why(site: Path) -> None:
    page = (site / "concepts/singularity/index.html").read_text(encoding="utf-8")
    assert "Interviews no longer ask about it." in page
    assert 'http-equiv="refresh"' not in page


def test_programs_find_the_same_in_graph_json(site: Path) -> None:
    graph = json.loads((site / "graph.json").read_text(encoding="utf-8"))
    assert graph["redirects"] == REDIRECTS
    assert {concept["id"] for concept in graph["concepts"]}.isdisjoint(REDIRECTS)
    assert {"l1-regularization", "l2-regularization"} < {concept["id"] for concept in graph["concepts"]}


def test_a_release_is_a_tag_on_main_that_others_can_fetch(scratch: Scratch) -> None:
    head = git(scratch.folder, "rev-parse", "main").strip()
    tags = git(scratch.folder, "ls-remote", "--tags", "origin").splitlines()
    assert f"{head}\trefs/tags/v2027.01^{{}}" in tags


def test_the_required_checks_are_the_jobs_of_the_workflow() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8"))
    listed = re.search(r"Required checks: ([^.]+(?:\.[0-9]+[^.]*)*)\.\n", DOCUMENT)
    assert listed
    assert set(re.findall(r"`([^`]+)`", listed[1])) == set(job_names(workflow["jobs"].values()))


def job_names(jobs: Any) -> Iterator[str]:
    for job in jobs:
        for version in job.get("strategy", {}).get("matrix", {}).get("python", [""]):
            yield job["name"].replace("${{ matrix.python }}", version)


def test_everything_but_the_graph_has_an_owner() -> None:
    lines = (ROOT / ".github/CODEOWNERS").read_text(encoding="utf-8").splitlines()
    rules = [line.split() for line in lines if line and not line.startswith("#")]
    assert [rule[0] for rule in rules] == ["*", "/graph/"]
    assert [len(rule) for rule in rules] == [2, 1]
