"""Sources in, files of docs/ out: golden folders, and the same bytes whatever the circumstances.

``UPDATE_GOLDEN=1`` rewrites what is expected; review the difference as if it were code.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest

from conceptgraph.build import docs
from conceptgraph.check import chart, check
from conceptgraph.load import load
from conceptgraph.rules import RULES
from tests.built import CASES, ROOT, charted, real_atlas, tree

# Says nothing about a graph: the same for all of them.
APART = {
    "map/vis-network.min.js",
    "map/vis-network-license.txt",
    "checks.md",
    *(f"checks/{code}.md" for code in RULES),
}
DIGEST = """
import hashlib, pathlib, sys
from tests.built import charted
from conceptgraph.build import docs
for path, content in docs(charted(pathlib.Path(sys.argv[1]))).items():
    print(path, hashlib.sha256(content).hexdigest())
"""


def expected(case: Path, made: dict[str, bytes]) -> dict[str, bytes]:
    """Return the golden files of a case; write them first where they are wanted anew or missing."""
    golden = case / "expected"
    if os.environ.get("UPDATE_GOLDEN") == "1" or not golden.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"{golden} is written by a person who reads the difference, never in CI")
        for stale in tree(golden).keys() - made.keys():
            (golden / stale).unlink()
        for path, content in made.items():
            (golden / path).parent.mkdir(parents=True, exist_ok=True)
            (golden / path).write_bytes(content)
    return tree(golden)


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_a_graph_becomes_the_expected_files(case: Path) -> None:
    made = {path: text for path, text in docs(charted(case / "graph")).items() if path not in APART}
    wanted = expected(case, made)
    assert made.keys() == wanted.keys()
    for path, content in made.items():
        assert content.decode() == wanted[path].decode(), path


@pytest.mark.parametrize(
    ("golden", "settings", "message"),
    [
        ({"a.md": b"old"}, {"CI": "true", "UPDATE_GOLDEN": "1"}, "never in CI"),
        ({}, {"CI": "true", "UPDATE_GOLDEN": ""}, "never in CI"),
    ],
    ids=["rewriting", "a missing expectation"],
)
def test_golden_files_are_never_written_in_ci(
    golden: dict[str, bytes],
    settings: dict[str, str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for path, content in golden.items():
        (tmp_path / "expected").mkdir()
        (tmp_path / "expected" / path).write_bytes(content)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(pytest.fail.Exception, match=message):
        expected(tmp_path, {"a.md": b"new"})
    assert tree(tmp_path / "expected") == golden


def test_golden_files_are_rewritten_on_demand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("UPDATE_GOLDEN", "1")
    expected(tmp_path, {"a.md": b"old", "areas/b.md": b"gone"})
    assert expected(tmp_path, {"a.md": b"new"}) == {"a.md": b"new"} == tree(tmp_path / "expected")


@cache
def real_docs() -> dict[str, bytes]:
    """Return the files of graph/, made once in this process."""
    return dict(docs(real_atlas()))


@pytest.mark.parametrize(
    ("graph", "ordered"),
    [(ROOT / "graph", real_docs), (CASES / "hostile/graph", lambda: docs(charted(CASES / "hostile/graph")))],
    ids=["real", "hostile"],
)
def test_the_order_of_the_sources_changes_nothing(
    graph: Path, ordered: Callable[[], Mapping[str, bytes]]
) -> None:
    sources, unread = load(graph)
    shuffled = random.Random(7).sample(sources, len(sources))
    assert shuffled != sources
    assert list(docs(chart(check("graph", shuffled, unread))).items()) == list(ordered().items())


def test_another_process_with_other_hashes_writes_the_same_bytes() -> None:
    own = os.environ.get("PYTHONHASHSEED")  # if not set, another in each run
    done = subprocess.run(
        [sys.executable, "-c", DIGEST, str(ROOT / "graph")],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "20" if own == "1" else "1"},
    )
    ours = [f"{path} {sha256(content).hexdigest()}" for path, content in real_docs().items()]
    assert len([path for path in real_docs() if path.startswith("concepts/")]) == len(real_atlas().order)
    assert done.stdout.splitlines() == ours
