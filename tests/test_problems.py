"""Every rule has a small bad graph in problems/<code>/ and the report that the check prints of it.

``UPDATE_GOLDEN=1`` writes the reports anew; read the difference as if it were code.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from conceptgraph.load import MAX_NODE_BYTES
from conceptgraph.rules import RULES
from tests.built import command
from tests.conftest import git

CASES = Path(__file__).parent / "problems"
CODES = sorted(path.name for path in CASES.iterdir())
UPDATE = bool(os.environ.get("UPDATE_GOLDEN")) and not os.environ.get("CI")


def link(graph: Path) -> None:
    try:
        (graph / "a/function.yml").symlink_to("set.yml")
    except OSError:
        pytest.skip("this system makes no links")


def twin(graph: Path) -> None:
    shutil.copy(graph / "a/set.yml", graph / "a/Set.yml")
    if len(list((graph / "a").iterdir())) == 1:
        pytest.skip("this disk takes both for one file")


def large(graph: Path) -> None:
    with (graph / "a/set.yml").open("a") as file:
        file.write("#" * MAX_NODE_BYTES)


def history(graph: Path) -> None:
    """Commit what stood before, so that the graph of the case is the change."""
    if shutil.which("git") is None:
        pytest.skip("git is not on this machine")
    after = graph.rename(graph.with_name("after"))
    graph.with_name("before").rename(graph)
    git(graph.parent, "init", "-q")
    git(graph.parent, "add", "graph")
    git(graph.parent, "commit", "-q", "-m", "Publish")
    shutil.rmtree(graph)
    after.rename(graph)


MAKE: dict[str, Callable[[Path], None]] = {
    "not-a-file": link,
    "case-twin": twin,
    "yaml-too-large": large,
    "retired-id": history,
}
"""What cannot stand in the repository as it is."""


def report(case: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what the check prints of a copy, made where no history of ours reaches."""
    shutil.copytree(case, folder, dirs_exist_ok=True)
    monkeypatch.chdir(folder)
    if case.name in MAKE:
        MAKE[case.name](folder / "graph")
    done = command("check", "--graph", "graph")
    assert done.exit_code == (1 if RULES[case.name].severity == "error" else 0), done.output
    return done.output


@pytest.mark.parametrize("code", CODES)
def test_report(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printed, expected = report(CASES / code, tmp_path, monkeypatch), CASES / code / "report.txt"
    if UPDATE:
        expected.write_text(printed, encoding="utf-8", newline="\n")

    assert f"[{code}]" in printed
    assert printed == expected.read_text(encoding="utf-8")


def test_every_code_has_its_folder() -> None:
    assert sorted(RULES) == CODES
